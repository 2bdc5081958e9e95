using System.Net;
using FacilityLedger.Corrections;
using FacilityLedger.Credit;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Operation;
using FacilityLedger.Policies;
using FacilityLedger.Registration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FacilityLedger.IntegrationTests;

public sealed class VoidingTests
{
    private static readonly DateOnly Day = new(2026, 11, 20);

    private static VoidEntry Voiding(long entry, string ground = "typing-error", string? explanation = null) => new(entry, ground, Day, explanation);

    [Fact]
    public async Task a_voided_change_counts_as_never_made_and_is_no_longer_shown()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (sp, id) = (ledger.As("sp-1"), await ledger.ARegisteredFacilityAsync());
        var path = $"/api/370323/facilities/{id}";
        await sp.DoAsync($"{path}/registration/change", new ChangeRegistration(Day, Name: "写错的名字"), 1);

        var changed = await EntryAsync(ledger, id, "registration");

        await sp.DoAsync($"{path}/voidings", Voiding(changed, explanation: "看错了营业执照"));

        var facility = await EqualsReplayAsync(ledger, id);
        Assert.Equal(Steps.Registration.Name, facility.Registration.Name);
        Assert.Equal((changed + 2, 1), (facility.Touched["registration"].Version, facility.Touched["registration"].Entry));
        Assert.Equal(Steps.Registration.Name, (await ShownAsync(ledger, id))!.Particulars.Name);
        await using var session = ledger.Store.QuerySession("370323");
        var voided = (EntryVoided)(await session.Events.FetchStreamAsync(id)).Single(x => x.Data is EntryVoided).Data;
        Assert.Equal("看错了营业执照", (await session.LoadAsync<VaultEntry>(voided.Explanation!.Id))!.Value);
    }

    [Fact]
    public async Task an_append_that_mixes_facts_and_their_voiding_leaves_the_replayed_state()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var id = await ledger.ARegisteredFacilityAsync();
        var book = ledger.Host.Services.GetRequiredService<PolicyShelf>()["370323"];
        var c = new Circumstances(new Actor("sp-1", "SP", ["officer", "evaluator"]), book, LedgerUnderTest.Start, new byte[32]);

        await ledger.Host.Services.GetRequiredService<Ledger>().DecideAsync<Facility>(id, c, _ => Decision.Of(
            new RegistrationChanged("先", null, null, null, null, Day),
            new RegistrationChanged("后", null, null, null, null, Day),
            new EntryVoided(5, 5, "registration", "duplicate", null, Day),
            new RegistrationChanged(null, "370323002", null, null, null, Day)));

        var facility = await EqualsReplayAsync(ledger, id);
        Assert.Equal(("先", "370323002", 7L), (facility.Registration.Name, facility.Registration.Town, facility.Version));
    }

    [Fact]
    public async Task voiding_a_registration_frees_its_code()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var sp = ledger.As("sp-1");
        var id = await sp.DoAsync("/api/370323/found-places", new FindFacility("某处", "370323001", "某路 1 号", Day));
        await sp.DoAsync($"/api/370323/facilities/{id}/registration", Steps.Registration with { OccurredOn = Day }, await VersionAsync(ledger, id));
        await sp.RefusedAsync("/api/370323/facilities", Steps.Registration, HttpStatusCode.Conflict, "claim-taken");

        await sp.DoAsync($"/api/370323/facilities/{id}/voidings", Voiding(await VersionAsync(ledger, id), "wrong-facility"));

        Assert.Equal(RegistrationStatus.Found, (await EqualsReplayAsync(ledger, id)).Registration.Status);
        await sp.DoAsync("/api/370323/facilities", Steps.Registration);
    }

    [Fact]
    public async Task voiding_a_cancellation_holds_the_code_again()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (sp, id) = (ledger.As("sp-1"), await ledger.ARegisteredFacilityAsync());
        await sp.DoAsync($"/api/370323/facilities/{id}/registration/cancellation", new CancelRegistration("application", Day), 1);

        await sp.DoAsync($"/api/370323/facilities/{id}/voidings", Voiding(await VersionAsync(ledger, id)));

        var facility = await EqualsReplayAsync(ledger, id);
        Assert.Equal(RegistrationStatus.Registered, facility.Registration.Status);
        Assert.Equal("unfiled", (await ShownAsync(ledger, id))!.Particulars.Status);
        await sp.RefusedAsync("/api/370323/facilities", Steps.Registration, HttpStatusCode.Conflict, "claim-taken");
    }

    [Fact]
    public async Task a_cancellation_whose_code_another_holds_stays()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (sp, id) = (ledger.As("sp-1"), await ledger.ARegisteredFacilityAsync());
        await sp.DoAsync($"/api/370323/facilities/{id}/registration/cancellation", new CancelRegistration("application", Day), 1);
        await sp.DoAsync("/api/370323/facilities", Steps.Registration with { OccurredOn = Day });

        await sp.RefusedAsync($"/api/370323/facilities/{id}/voidings", Voiding(await VersionAsync(ledger, id)), HttpStatusCode.Conflict, "claim-taken");
    }

    [Fact]
    public async Task voiding_takes_back_all_that_the_entry_brought_about_and_nothing_else()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var id = await ledger.AFiledFacilityAsync();
        await ledger.ActAsync("wj-1", id, "operation/classes", new DeclareClasses([new("INFANT", 9)], 60, 40, Day));
        var before = await ledger.FacilityAsync(id);
        var shown = await ShownAsync(ledger, id);
        await ledger.ActAsync("wj-1", id, "operation/termination", new TerminateService(new(0, ["none-enrolled"]), Day));
        Assert.Equal(("terminated", false), ((await ledger.FacilityAsync(id)).Status, (await ShownAsync(ledger, id))!.Shown.ContainsKey("classes")));

        await ledger.As("wj-1").DoAsync($"/api/370323/facilities/{id}/voidings", Voiding(await EntryAsync(ledger, id, "operation")));

        var facility = await EqualsReplayAsync(ledger, id);
        Assert.Equal(CanonicalJson.Of(before.Filing), CanonicalJson.Of(facility.Filing));
        Assert.Equal(CanonicalJson.Of(before.Obligations), CanonicalJson.Of(facility.Obligations));
        Assert.Equal(CanonicalJson.Of(before.Disclosures), CanonicalJson.Of(facility.Disclosures));
        Assert.Equal(CanonicalJson.Of(shown!.Shown), CanonicalJson.Of((await ShownAsync(ledger, id))!.Shown));
    }

    [Fact]
    public async Task a_voided_change_of_credit_takes_its_grade_and_what_was_shown_of_it_along()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (facility, violation) = await ledger.AnOverdueViolationAsync();
        Task ChangeAsync() => ledger.OnAsync("wj-1", facility, "credit", "changes", new ChangeCredit("CR-01", violation, Day));
        await ChangeAsync();

        await ledger.As("wj-1").DoAsync($"/api/370323/facilities/{facility}/voidings", Voiding(await EntryAsync(ledger, facility, "credit")));

        Assert.Null((await EqualsReplayAsync(ledger, facility)).Credit.Score);
        Assert.False((await ShownAsync(ledger, facility))!.Shown.ContainsKey("credit"));
        await ChangeAsync();
    }

    [Fact]
    public async Task only_the_last_own_entry_of_a_thing_is_voided()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (sp, id) = (ledger.As("sp-1"), await ledger.ARegisteredFacilityAsync());
        var path = $"/api/370323/facilities/{id}";
        await sp.DoAsync($"{path}/registration/change", new ChangeRegistration(Day, Name: "甲"), 1);
        var first = await EntryAsync(ledger, id, "registration");
        await sp.DoAsync($"{path}/registration/change", new ChangeRegistration(Day, Name: "乙"), first);
        var last = await EntryAsync(ledger, id, "registration");

        await sp.RefusedAsync($"{path}/voidings", Voiding(1), HttpStatusCode.UnprocessableEntity, "void-not-the-first");
        await sp.RefusedAsync($"{path}/voidings", Voiding(first), HttpStatusCode.UnprocessableEntity, "void-only-the-last");
        await sp.RefusedAsync($"{path}/voidings", Voiding(0), HttpStatusCode.UnprocessableEntity, "void-only-the-last");
        await sp.RefusedAsync($"{path}/voidings", Voiding(last + 1), HttpStatusCode.UnprocessableEntity, "void-not-of-the-ledger");
        await sp.RefusedAsync($"{path}/voidings", Voiding(last, "no-such"), HttpStatusCode.UnprocessableEntity, "code-unknown");
        await sp.RefusedAsync($"{path}/voidings", Voiding(last, explanation: " "), HttpStatusCode.UnprocessableEntity, "text-malformed");
        await sp.RefusedAsync($"{path}/voidings", Voiding(last) with { OccurredOn = Day.AddDays(-1) }, HttpStatusCode.UnprocessableEntity, "not-before-the-last");
        await ledger.As("wj-1").RefusedAsync($"{path}/voidings", Voiding(last), HttpStatusCode.Forbidden, "void-own-department");
        await ledger.As("jt-1").RefusedAsync($"{path}/voidings", Voiding(last), HttpStatusCode.Forbidden, "department-may-not");

        await sp.DoAsync($"{path}/voidings", Voiding(last));
        await sp.RefusedAsync($"{path}/voidings", Voiding(last + 2), HttpStatusCode.UnprocessableEntity, "void-only-the-last");
        await sp.DoAsync($"{path}/voidings", Voiding(first));
        Assert.Equal(Steps.Registration.Name, (await EqualsReplayAsync(ledger, id)).Registration.Name);
    }

    private static async Task<long> EntryAsync(LedgerUnderTest ledger, string id, string thing) => (await ledger.FacilityAsync(id)).Touched[thing].Entry;

    /// <summary>What the public view makes of the stream.</summary>
    private static async Task<PublicView?> ShownAsync(LedgerUnderTest ledger, string id)
    {
        await using var session = ledger.Store.QuerySession("370323");
        return (await session.Events.FetchStreamAsync(id)).Select(Entry.Of).Aggregate((PublicFacility?)null, PublicFacility.Next)?.AsOf(Day, Day);
    }

    private static async Task<long> VersionAsync(LedgerUnderTest ledger, string id) => (await ledger.FacilityAsync(id)).VersionOf("registration");

    internal static async Task<Facility> EqualsReplayAsync(LedgerUnderTest ledger, string id)
    {
        var facility = await ledger.FacilityAsync(id);
        Assert.Equal(CanonicalJson.Of(await ledger.ReplayAsync(id)), CanonicalJson.Of(facility));
        return facility;
    }
}
