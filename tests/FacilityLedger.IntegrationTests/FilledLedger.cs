using System.Text.Json;
using FacilityLedger.Assessments;
using FacilityLedger.Corrections;
using FacilityLedger.Credit;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Inspections;
using FacilityLedger.Inspectors;
using FacilityLedger.Operation;
using FacilityLedger.Plans;
using FacilityLedger.Registration;
using FacilityLedger.Violations;
using Marten;
using Marten.Events;
using Marten.Events.Daemon.Coordination;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static FacilityLedger.IntegrationTests.EnforcementSteps;

namespace FacilityLedger.IntegrationTests;

/// <summary>A ledger with something of every kind in it, made by the real commands: whole lives, voided entries, disclosures corrected, ended and withdrawn, a campaign, and a register taken over.</summary>
public sealed class FilledLedger : IAsyncLifetime
{
    private static readonly string[] Jurisdictions = ["370323", "us-nyc"];
    private Dictionary<Type, IReadOnlyList<string>> live = [];

    public LedgerUnderTest Ledger { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Ledger = await LedgerUnderTest.StartAsync();
        await LivedAsync();
        await VoidedAsync(await Ledger.ARegisteredFacilityAsync(Steps.Registration with { Site = 2 }));
        await HiddenAsync(await Ledger.ARegisteredFacilityAsync(Steps.Registration with { Site = 3 }));
        var shownAgain = await Ledger.ARegisteredFacilityAsync(Steps.Registration with { Site = 4 });
        await HiddenAsync(shownAgain);
        // What was withdrawn stays away when its fact changes, until an officer shows it again.
        await Ledger.ActAsync("sp-1", shownAgain, "registration/change", new ChangeRegistration(Day(21), Name: "又见"));
        await Ledger.As("wj-1").DoAsync(Path(shownAgain, "disclosures"), new PublishDisclosure("registration", "registration", Fields("name", "又见"), Day(22)));
        await TakenOverAsync();
        await Ledger.APreparedDrawAsync();
        var (xf, officer) = (Ledger.As("xf-1"), "/api/370323/officers");
        officer += $"/{await xf.DoAsync(officer, new CertifyOfficer("xf-1", "鲁F-001", Day(1), Day(20)))}/certificate";
        await xf.DoAsync($"{officer}/renewal", new RenewCertificate(Day(20).AddYears(1), Day(19)), 1);
        await xf.DoAsync($"{officer}/end", new EndCertificate("left", Day(21)), 2);
        await Ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(30));
        await Ledger.Host.Services.GetRequiredService<IProjectionCoordinator>().PauseAsync();
        live = new()
        {
            [typeof(PublicFacility)] = await PublicRows.AllAsync(Ledger.Store),
            [typeof(QualityView)] = await DocumentsAsync<QualityView>(Ledger.Store),
            [typeof(Facility)] = await DocumentsAsync<Facility>(Ledger.Store),
            [typeof(OfficerFile)] = await DocumentsAsync<OfficerFile>(Ledger.Store),
            [typeof(InspectionPlan)] = await DocumentsAsync<InspectionPlan>(Ledger.Store),
            [typeof(AssessmentCampaign)] = await DocumentsAsync<AssessmentCampaign>(Ledger.Store),
        };
        Figures = await PublicRows.FiguresAsync(Ledger.Store);
    }

    /// <summary>The figures of the counties as the publications left them, one after the other.</summary>
    public IReadOnlyList<string> Figures { get; private set; } = [];

    /// <summary>The documents of a view as commands and the daemon left them, before anything was rebuilt.</summary>
    public IReadOnlyList<string> Live<T>() => live[typeof(T)];

    /// <summary>The documents of all jurisdictions, each in its one spelling.</summary>
    public static async Task<IReadOnlyList<string>> DocumentsAsync<T>(IDocumentStore store) where T : class
    {
        var documents = new List<string>();
        foreach (var jurisdiction in Jurisdictions)
        {
            await using var session = store.QuerySession(jurisdiction);
            documents.AddRange((await session.Query<T>().ToListAsync()).Select(CanonicalJson.Of).Order(StringComparer.Ordinal));
        }
        return documents;
    }

    public ValueTask DisposeAsync() => Ledger.DisposeAsync();

    private async Task LivedAsync()
    {
        var id = await Ledger.AFiledFacilityAsync();
        await Ledger.ActAsync("wj-1", id, "operation/classes", new DeclareClasses([new("INFANT", 11)], 60, 40, Day(6)));
        await AssessedAsync(id);
        await Ledger.ActAsync("wj-1", id, "operation/suspension", new SuspendOperation("emergency", Day(8)));
        await Ledger.ActAsync("wj-1", id, "operation/resumption", new ResumeOperation(Day(9)));

        var inspection = await Ledger.AnInspectionAsync(id);
        var finding = await Ledger.AFindingAsync(id, inspection);
        await Ledger.OnAsync("wj-1", id, $"inspections/{inspection}", "completion", new CompleteInspection("correction-ordered", Day(3)));
        await Ledger.OnAsync("wj-1", id, $"inspections/{inspection}", "result", new PublishResult(Day(4)));
        var violation = $"violations/{await Ledger.As("wj-1").DoAsync(Path(id, "violations"), new RecordViolation("CAR-01", new($"inspections/{inspection}", finding), Day(3)))}";
        await Ledger.OnAsync("wj-1", id, violation, "rectification", new OrderRectification(Day(5)));
        await Ledger.SweptAsync(id, $"{violation}/rectification");
        await Ledger.OnAsync("wj-1", id, "credit", "changes", new ChangeCredit("CR-01", violation, Day(20)));
        await Ledger.OnAsync("wj-1", id, violation, "report", new ReportRectification(Day(21)));
        await Ledger.OnAsync("wj-2", id, violation, "verification", new VerifyRectification("verified", Day(22)));
        await Ledger.OnAsync("wj-1", id, violation, "penalty", new SummaryPenalty("W", "W-1", Day(22)));

        await Ledger.As("wj-1").DoAsync(Path(id, "disclosures"), new PublishDisclosure("penalty", violation, Fields("number", "W-1"), Day(22)));
        await Ledger.OnAsync("wj-1", id, "disclosures/registration", "correction", new CorrectDisclosure(Fields("name", "更正"), "typing-error", Day(23)));
        await Ledger.OnAsync("wj-1", id, $"disclosures/penalty-{violation.Split('/')[1]}", "withdrawal", new WithdrawDisclosure("repaired", Day(23)));
        await Ledger.ActAsync("wj-1", id, "operation/termination", new TerminateService(new(0, ["none-enrolled"]), Day(23)));
    }

    private async Task AssessedAsync(string id)
    {
        var wj = Ledger.As("wj-1");
        var campaign = await wj.DoAsync("/api/370323/campaigns", CampaignTests.Round);
        await wj.DoAsync("/api/370323/campaigns", CampaignTests.Round with { Name = "另一轮" });
        await Ledger.As("wj-evaluator").DoAsync(Path(id, "assessments"), new OpenAssessment(campaign, "TEST-100", Day(7)));
        foreach (var score in new ScoreIndicator[] { new("1.1", 40, Day(7), true, [1]), new("1.2", 20, Day(7)), new("2.1", 25, Day(7)) })
            await Ledger.OnAsync("wj-evaluator", id, $"assessments/{campaign}", "scores", score);
        await Ledger.OnAsync("wj-evaluator", id, $"assessments/{campaign}", "freeze", new FreezeAssessment(Day(8)));
        await wj.DoAsync($"/api/370323/campaigns/{campaign}/closing", new CloseCampaign(Day(9)));
    }

    private async Task VoidedAsync(string id)
    {
        await Ledger.ActAsync("sp-1", id, "registration/change", new ChangeRegistration(Day(10), Name: "写错"));
        await Ledger.As("sp-1").DoAsync(Path(id, "voidings"), new VoidEntry((await Ledger.FacilityAsync(id)).Touched["registration"].Entry, "typing-error", Day(11)));
        await Ledger.ActAsync("sp-1", id, "registration/change", new ChangeRegistration(Day(12), Town: "370323002"));
    }

    private async Task HiddenAsync(string id)
    {
        foreach (var disclosure in new[] { "disclosures/registration", "disclosures/status" })
            await Ledger.OnAsync("wj-1", id, disclosure, "withdrawal", new WithdrawDisclosure("not-disclosable", Day(20)));
    }

    private async Task TakenOverAsync()
    {
        const string Visit = "03/21/2014,PUBLIC HEALTH SANITATION INSPECTION";
        using var register = new RegisterOnDisk()
            .List("2014_06_09", RegisterOnDisk.Site("DC1"), RegisterOnDisk.Site("DC2"), RegisterOnDisk.Site("DC3"))
            .Visit("2014_06_09", $"DC1,{Visit},First.", $"DC2,{Visit},First.")
            .Violate("2014_06_09", "DC1,03/21/2014,Floors.,GENERAL,47.41 (j),")
            .List("2014_07_14", RegisterOnDisk.Site("DC1", capacity: 25), RegisterOnDisk.Site("DC2"))
            .Visit("2014_07_14", $"DC1,{Visit},Rewritten.")
            .Violate("2014_07_14", "DC1,03/21/2014,Floors.,GENERAL,47.41 (j),CORRECTED");
        var (code, output) = await register.ImportAsync(Ledger);
        Assert.True(code == 0, output);
    }

    private static Dictionary<string, JsonElement> Fields(string field, string value) => new(StringComparer.Ordinal) { [field] = JsonSerializer.SerializeToElement(value, LedgerJson.Options) };
}
