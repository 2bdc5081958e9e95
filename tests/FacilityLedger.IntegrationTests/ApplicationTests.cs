using System.Net;
using System.Text.Json;
using FacilityLedger.Buildings;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Obligations;
using FacilityLedger.Registration;
using Marten;
using Marten.Events;
using Xunit;

namespace FacilityLedger.IntegrationTests;

/// <summary>A registration over HTTP, from the application to its end, and the premises.</summary>
public sealed class ApplicationTests : IAsyncLifetime
{
    private static readonly ReceiveApplication Application = new("沂源县禾屿托育中心", "PUBLIC", "ORDINARY", "370323001", "历山街道示例路 12 号", "SP", "示例甲", new DateOnly(2026, 10, 12));
    private static readonly RegisterFacility Registration = Steps.Registration with { Uscc = "12370323YY000001X1", Nature = "PUBLIC", OccurredOn = new(2026, 10, 20) };

    private LedgerUnderTest ledger = null!;

    public async ValueTask InitializeAsync() => ledger = await LedgerUnderTest.StartAsync();

    public ValueTask DisposeAsync() => ledger.DisposeAsync();

    [Fact]
    public async Task an_application_is_approved_and_registered()
    {
        var id = await ledger.As("sp-1").DoAsync("/api/370323/registration-applications", Application);
        Assert.Equal(HttpStatusCode.NotFound, (await ledger.Host.Server.CreateClient().GetAsync($"/api/370323/public/facilities/{id}")).StatusCode);
        await DoAsync("bb-1", id, "registration/approval", new ApproveRegistration("源编〔2026〕1号", new(2026, 10, 15)));
        await DoAsync("sp-1", id, "registration", Registration);

        var facility = await ledger.FacilityAsync(id);
        Assert.Equal((RegistrationStatus.Registered, "源编〔2026〕1号", ObligationStatus.Met), (facility.Registration.Status, facility.Registration.Approval, facility.Obligations.All[RegistrationApplied.Decision].Status));
        // The number of an approval is taken once.
        await ledger.As("sp-1").RefusedAsync("/api/370323/facilities", Registration with { Site = 2, ApprovalNumber = "源编〔2026〕1号" }, HttpStatusCode.Conflict, "claim-taken");
        foreach (var written in new[] { "源编[2026]1号", "源编﹝2026﹞1号", "源编（2026）1号", "源编 〔2026〕 1 号", "源编〔２０２６〕１号", "源编【2026】1号" })
            await ledger.As("sp-1").RefusedAsync("/api/370323/facilities", Registration with { Site = 2, ApprovalNumber = written }, HttpStatusCode.Conflict, "claim-taken");
    }

    [Fact]
    public async Task an_application_is_prolonged_and_refused()
    {
        var id = await ledger.As("sc-1").DoAsync("/api/370323/registration-applications", Application with { Nature = "FORPROFIT", Authority = "SC" });
        await DoAsync("sc-1", id, "registration/extension", new ExtendDecision(new(2026, 10, 14)));
        await DoAsync("sc-1", id, "registration/refusal", new RefuseRegistration(["conditions"], "示例理由", new(2026, 10, 19)));
        var facility = await ledger.FacilityAsync(id);
        Assert.Equal((FacilityStatus.Unregistered, ObligationStatus.Met), (facility.Status, facility.Obligations.All[RegistrationApplied.Decision].Status));
        await using var session = ledger.Store.QuerySession("370323");
        Assert.DoesNotContain("示例理由", JsonSerializer.Serialize((await session.Events.FetchStreamAsync(id)).Select(x => x.Data), LedgerJson.Options), StringComparison.Ordinal);
        // Refused once, it may be applied for again.
        await DoAsync("sc-1", id, "registration/application", Application with { Nature = "FORPROFIT", Authority = "SC", OccurredOn = new(2026, 11, 2) });
    }

    [Fact]
    public async Task a_change_is_due_with_the_registrar_and_the_town()
    {
        var id = await ledger.ARegisteredFacilityAsync();
        await DoAsync("t370323001-1", id, "registration/change-due", new NoteRegistrationChange(["address"], new(2026, 11, 1)));
        Assert.Equal(["SP", "370323001"], (await ledger.FacilityAsync(id)).Agenda.Single(x => x.Obligation.Deadline.Key == RegistrationChangeDue.Application).Desks);
        await DoAsync("sp-1", id, "registration/change", new ChangeRegistration(new(2026, 11, 10), Address: "历山街道示例路 21 号", Scope: "婴幼儿照护服务", Phone: "0533-0000000"));
        Assert.Equal(ObligationStatus.Met, (await ledger.FacilityAsync(id)).Obligations.All[RegistrationChangeDue.Application].Status);
        await DoAsync("sp-1", id, "registration/liquidation", new FinishLiquidation(new(2026, 11, 12)));
        await DoAsync("sp-1", id, "registration/cancellation", new CancelRegistration("application", new(2026, 11, 20)));
        Assert.Equal(ObligationStatus.Met, (await ledger.FacilityAsync(id)).Obligations.All[LiquidationFinished.Cancellation].Status);
    }

    [Fact]
    public async Task a_dormancy_is_public_and_falls_due_with_its_last_day()
    {
        var id = await ledger.ARegisteredFacilityAsync();
        await DoAsync("sp-1", id, "registration/dormancy", new DeclareDormancy(new(2026, 11, 30), new(2026, 11, 2)));
        await ShownAsync();
        Assert.Contains("歇业", await ledger.Host.Server.CreateClient().GetStringAsync($"/370323/facilities/{id}"), StringComparison.Ordinal);
        ledger.Clock.Advance(TimeSpan.FromDays(8));
        await ledger.SweptAsync(id, DormancyDeclared.End);
        Assert.Equal(ObligationStatus.Overdue, (await ledger.FacilityAsync(id)).Obligations.All[DormancyDeclared.End].Status);
        await DoAsync("sp-1", id, "registration/dormancy-end", new EndDormancy(new(2026, 11, 30)));
        Assert.Equal(ObligationStatus.Met, (await ledger.FacilityAsync(id)).Obligations.All[DormancyDeclared.End].Status);
    }

    [Fact]
    public async Task a_confirmed_code_is_an_event_of_the_timeline()
    {
        var id = await ledger.ARegisteredFacilityAsync(Steps.Registration with { Uscc = "91370323YY000001XW", UsccConfirmation = "证 370323-1" });
        Assert.Contains("\"uscc-exception-confirmed\"", await ledger.As("wj-1").GetStringAsync($"/api/370323/facilities/{id}/history"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_institution_before_it_and_the_one_after_lead_to_each_other()
    {
        var id = await ledger.ARegisteredFacilityAsync();
        await DoAsync("sp-1", id, "registration/cancellation", new CancelRegistration("application", new(2026, 11, 1)));
        var next = await ledger.ARegisteredFacilityAsync(Steps.Registration with { Former = id, OccurredOn = new(2026, 11, 2), Name = "沂源县槐屿托育服务有限公司" });
        await ledger.As("sp-1").RefusedAsync("/api/370323/facilities", Steps.Registration with { Site = 2, Former = id, OccurredOn = new(2026, 11, 2) }, HttpStatusCode.Conflict, "claim-taken");
        await ledger.As("sp-1").RefusedAsync("/api/370323/facilities", Steps.Registration with { Site = 3, Former = "某处" }, HttpStatusCode.UnprocessableEntity, "former-malformed");
        await ShownAsync();
        var anybody = ledger.Host.Server.CreateClient();
        Assert.Contains($"/370323/facilities/{next}\"", await anybody.GetStringAsync($"/370323/facilities/{id}"), StringComparison.Ordinal);
        Assert.Contains($"/370323/facilities/{id}\"", await anybody.GetStringAsync($"/370323/facilities/{next}"), StringComparison.Ordinal);
        Assert.Contains($"\"successor\":\"{next}\"", await anybody.GetStringAsync($"/api/370323/public/facilities/{id}"), StringComparison.Ordinal);
        Assert.Contains($"\"former\":\"{id}\"", await anybody.GetStringAsync($"/api/370323/public/facilities/{next}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task acts_on_the_premises_lapse_with_the_address()
    {
        var id = await ledger.ARegisteredFacilityAsync();
        await DoAsync("zr-1", id, "premises/planning", new VerifyPlanning("passed", "规核 1", new(2026, 10, 20)));
        await DoAsync("zj-1", id, "premises/acceptance", new AcceptConstruction("fire-acceptance", "passed", "消验 1", new(2026, 10, 21)));
        await ledger.As("zr-1").RefusedAsync(EnforcementSteps.Path(id, "premises/acceptance"), new AcceptConstruction("completion", "passed", "竣 1", new(2026, 10, 22)), HttpStatusCode.Forbidden, "department-may-not", (await ledger.FacilityAsync(id)).VersionOf("premises"));
        await DoAsync("sp-1", id, "registration/change", new ChangeRegistration(new(2026, 11, 1), Address: "历山街道示例路 21 号"));
        var premises = (await ledger.FacilityAsync(id)).Premises;
        Assert.True(premises.Lapsed(premises.Planning!) && premises.Lapsed(premises.Accepted["fire-acceptance"]));
        Assert.Equal(CanonicalJson.Of(await ledger.ReplayAsync(id)), CanonicalJson.Of(await ledger.FacilityAsync(id)));
    }

    private async Task DoAsync(string officer, string id, string path, object command) => await ledger.As(officer).DoAsync(EnforcementSteps.Path(id, path), command, await ledger.VersionAsync(id, path));

    private Task ShownAsync() => ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(30));
}
