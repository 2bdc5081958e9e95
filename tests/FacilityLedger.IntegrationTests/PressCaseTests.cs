using System.Net;
using System.Text.Json;
using Alba;
using FacilityLedger.Cases;
using FacilityLedger.Disclosure;
using FacilityLedger.Hosting;
using FacilityLedger.Inspections;
using FacilityLedger.Obligations;
using FacilityLedger.Policies;
using FacilityLedger.Violations;
using Marten.Events;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static FacilityLedger.IntegrationTests.EnforcementSteps;

namespace FacilityLedger.IntegrationTests;

/// <summary>A case as the press tells it, under the policy that ships: childcare without filing, a warning that changed nothing, a fine of 5 000 yuan (人口与计划生育法 41).</summary>
public sealed class PressCaseTests
{
    private static readonly CasePenalty[] Fine = [new("F", "5000.00")];
    private const string Warning = "沂卫托当罚〔2026〕3号";
    private const string Decision = "沂卫托罚〔2026〕5号";

    [Fact]
    public async Task a_service_that_was_never_filed_is_warned_does_nothing_and_is_fined()
    {
        await using var ledger = await LedgerUnderTest.StartAsync(System.IO.Path.Combine(AppContext.BaseDirectory, "policy"));

        // A registered company takes children; the health bureau looks and finds no filing.
        var facility = await ledger.ARegisteredFacilityAsync();
        var inspection = await ledger.AnInspectionAsync(facility);
        var finding = await ledger.AFindingAsync(facility, inspection, "FIL-01");
        await ledger.OnAsync("wj-1", facility, $"inspections/{inspection}", "completion", new CompleteInspection("correction-ordered", Day(2)));
        var violation = $"violations/{await ledger.As("wj-1").DoAsync(Path(facility, "violations"), new RecordViolation("FIL-01", new($"inspections/{inspection}", finding), Day(3)))}";

        // It is ordered to file within seven days and warned on the spot; a fine is not yet to be had.
        await ledger.OnAsync("wj-1", facility, violation, "rectification", new OrderRectification(Day(3), 7));
        await ledger.NotOnAsync("wj-1", facility, violation, "penalty", new SummaryPenalty("F", Warning, Day(3), "3000.00"), HttpStatusCode.UnprocessableEntity, "penalty-not-reached");
        await ledger.OnAsync("wj-1", facility, violation, "penalty", new SummaryPenalty("W", Warning, Day(3)));

        // The term passes in silence; an officer goes there and sees that nothing was done.
        await ledger.SweptAsync(facility, $"{violation}/rectification");
        Assert.Equal(ViolationStatus.Overdue, (await ledger.ViolationAsync(facility, violation)).Status);
        await ledger.OnAsync("wj-1", facility, violation, "verification", new VerifyRectification("refused-to-correct", Day(11)));

        // A case: less than 5 000 is below the range. The party is told, says nothing, and is fined.
        var file = $"cases/{await ledger.As("wj-1").DoAsync(Path(facility, "cases"), new OpenCase([violation.Split('/')[1]], Officers, Day(11)))}";
        await ledger.NotOnAsync("wj-1", facility, file, "notice", new NoticePenalty([new("F", "4999.99")], Day(12)), HttpStatusCode.UnprocessableEntity, "penalty-out-of-range");
        await ledger.OnAsync("wj-1", facility, file, "notice", new NoticePenalty(Fine, Day(12)));
        await ledger.NotOnAsync("wj-1", facility, file, "decision", new DecidePenalty([new("F", "8000.00")], Decision, Day(20)), HttpStatusCode.UnprocessableEntity, "not-beyond-the-notice");
        await ledger.OnAsync("wj-1", facility, file, "decision", new DecidePenalty(Fine, Decision, Day(20)));
        await ledger.OnAsync("wj-1", facility, file, "service", new ServePenalty("direct", Day(20)));
        await ledger.OnAsync("wj-1", facility, file, "payments", new PayFine("5000.00", "鲁财 0001", Day(22)));

        // The decision is made public, and nothing remains to be done.
        var fined = (await ledger.FacilityAsync(facility)).Violations.Decided(file)!;
        var fields = ViolationDisclosure.Of(ledger.Host.Services.GetRequiredService<PolicyShelf>()["370323"], fined).Where(x => x.Value is not null).ToDictionary(x => x.Key, x => JsonSerializer.SerializeToElement(x.Value, LedgerJson.Options), StringComparer.Ordinal);
        await ledger.As("wj-1").DoAsync(Path(facility, "disclosures"), new PublishDisclosure("penalty", file, fields, Day(23)));
        await ledger.OnAsync("wj-1", facility, file, "closing", new CloseCase("performed", Day(24)));

        Assert.Equal([Warning, Decision], (await ledger.ViolationAsync(facility, violation)).Penalties.Select(x => x.Number));
        Assert.Equal(CaseStatus.Closed, (await ledger.FacilityAsync(facility)).Cases.All.Values.Single().Status);
        foreach (var duty in new[] { $"{file}/decision", $"{file}/service", $"{file}/payment", $"{file}/publication" })
            Assert.Equal((duty, ObligationStatus.Met), (duty, (await ledger.ObligationAsync(facility, duty)).Status));
        await ledger.FoldsAsync(facility);

        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(20));
        var shown = await ledger.Host.GetTestClient().GetStringAsync($"/api/370323/public/facilities/{facility}");
        using var read = JsonDocument.Parse(shown);
        Assert.Contains(Decision, Strings(read.RootElement));
        Assert.Contains("5000.00", Strings(read.RootElement));
        Assert.DoesNotContain("示例：乳儿班收托 14 人", Strings(read.RootElement));
    }

    private static IEnumerable<string> Strings(JsonElement x) => x.ValueKind switch
    {
        JsonValueKind.String => [x.GetString()!],
        JsonValueKind.Array => x.EnumerateArray().SelectMany(Strings),
        JsonValueKind.Object => x.EnumerateObject().SelectMany(p => Strings(p.Value)),
        _ => [],
    };
}
