using System.Net;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Filing;
using FacilityLedger.Obligations;
using FacilityLedger.Registration;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FacilityLedger.IntegrationTests;

public sealed class FilingTests : IAsyncLifetime
{
    private static readonly RegisterFacility Kindergarten = Steps.Registration with { Kind = "KG_CLASS" };
    private LedgerUnderTest ledger = null!;

    public async ValueTask InitializeAsync() => ledger = await LedgerUnderTest.StartAsync();

    public ValueTask DisposeAsync() => ledger.DisposeAsync();

    private static DateOnly November(int day) => new(2026, 11, day);

    [Fact]
    public async Task a_filing_starts_the_terms_of_receipt_and_notice_and_its_receipt_files_the_institution()
    {
        var id = await ledger.AReceivedFilingAsync();
        var received = await ledger.FoldedAsync(id);
        Assert.Equal((FacilityStatus.FilingReceived, FacilityStatus.Unfiled), (received.Status, received.PublicStatus));
        Assert.Equal(ledger.Due("filing-receipt", November(2)), received.Obligations.All["filing/receipt-WJ"].Deadline.DueOn);
        Assert.Equal(ledger.Due("filing-nonconformity", November(2)), received.Obligations.All["filing/nonconformity"].Deadline.DueOn);
        await ledger.ChangesNothingAsync("wj-1", id, "filing", FilingSteps.Filing);

        var receipt = new IssueReceipt("370323-2026-0001", November(4));
        await ledger.ActAsync("wj-1", id, "filing/receipt", receipt);
        var filed = await ledger.FoldedAsync(id);
        Assert.Equal(FacilityStatus.Filed, filed.Status);
        Assert.Equal(ObligationStatus.Met, filed.Obligation("filing/receipt-WJ"));
        var shown = await ledger.FactsAsync<DisclosurePublished>(id);
        Assert.Equal("370323-2026-0001", shown.Single(x => x.Kind == "filing").Fields["receiptNumber"].GetString());
        Assert.Equal("filed", shown.Last(x => x.Kind == "status").Fields["status"].GetString());
        await ledger.ChangesNothingAsync("wj-1", id, "filing/receipt", receipt);
        await ledger.BreaksAsync("wj-1", id, "filing/receipt", receipt with { Number = "370323-2026-0002" }, "receipt-once");
    }

    [Fact]
    public async Task only_a_registered_institution_files_and_only_once()
    {
        var found = await ledger.As("wj-1").DoAsync("/api/370323/found-places", new FindFacility("无名托育点", "370323001", "示例路 9 号", November(1)));
        await ledger.BreaksAsync("wj-1", found, "filing", FilingSteps.Filing, "registered-first");
        var id = await ledger.AReceivedFilingAsync();
        await ledger.BreaksAsync("wj-1", id, "filing", FilingSteps.Filing with { Places = 61 }, "filed-once");
        await ledger.BreaksAsync("sp-1", id, "filing", FilingSteps.Filing, "department-may-not", HttpStatusCode.Forbidden);
        await ledger.BreaksAsync("wj-1", id, "filing/receipt", new IssueReceipt("1", new DateOnly(2026, 11, 1)), "not-before-the-last");
        await ledger.As("wj-1").RefusedAsync($"/api/370323/facilities/{id}/filing/receipt", new IssueReceipt("1", November(4)), (HttpStatusCode)428, "if-match-required");
    }

    [Fact]
    public async Task a_form_that_contradicts_itself_is_refused()
    {
        var id = await ledger.ARegisteredFacilityAsync();
        var form = FilingSteps.Filing;
        foreach (var unfit in new[] { form with { ServiceForms = [] }, form with { ServiceForms = ["nightly"] }, form with { ServiceForms = [null!] }, form with { Materials = [null!] }, form with { Premises = new("leased") }, form with { Premises = new("squatted") }, form with { Materials = [new("FM1"), new("FM1")] } })
            await ledger.BreaksAsync("wj-1", id, "filing", unfit, "filing-form");
        foreach (var unfit in new[] { form with { Places = 0 }, form with { InclusivePlaces = 61 }, form with { Classes = [new("INFANT", -1)] }, form with { Classes = [null!] } })
            await ledger.BreaksAsync("wj-1", id, "filing", unfit, "places-implausible");
        foreach (var unknown in new[] { form with { Materials = [new("FM99")] }, form with { Classes = [new("TODDLER", 5)] } })
            await ledger.BreaksAsync("wj-1", id, "filing", unknown, "code-unknown");
    }

    [Fact]
    public async Task missing_materials_are_asked_for_and_the_terms_begin_anew()
    {
        var id = await ledger.AReceivedFilingAsync(FilingSteps.Filing with { Materials = [new("FM1"), new("FM2"), new("FM6", new DateOnly(2026, 10, 31))] });
        await ledger.BreaksAsync("wj-1", id, "filing/receipt", new IssueReceipt("370323-2026-0001", November(4)), "materials-missing");
        await ledger.BreaksAsync("wj-1", id, "filing/supplement", new AskSupplement([], November(4)), "supplement-names-materials");
        await ledger.BreaksAsync("wj-1", id, "filing/supplement", new AskSupplement(["FM99"], November(4)), "code-unknown");
        var ask = new AskSupplement(["FM6"], November(4));
        await ledger.ActAsync("wj-1", id, "filing/supplement", ask);
        await ledger.ChangesNothingAsync("wj-1", id, "filing/supplement", ask);
        await ledger.BreaksAsync("wj-1", id, "filing/nonconformity", new NotifyNonconformity(["CAR-01"], November(5)), "filing-received-first");
        var asked = await ledger.FoldedAsync(id);
        Assert.Equal(FacilityStatus.SupplementAsked, asked.Status);
        Assert.Equal((ObligationStatus.Dropped, ObligationStatus.Open), (asked.Obligation("filing/receipt-WJ"), asked.Obligation("filing/supplement")));
        Assert.Equal(ledger.Due("filing-supplement", November(4)), asked.Obligations.All["filing/supplement"].Deadline.DueOn);

        await ledger.ActAsync("wj-1", id, "filing", FilingSteps.Filing with { OccurredOn = November(5) });
        var again = await ledger.FoldedAsync(id);
        Assert.Equal((ObligationStatus.Open, ObligationStatus.Met), (again.Obligation("filing/receipt-WJ"), again.Obligation("filing/supplement")));
        await ledger.ActAsync("wj-1", id, "filing/receipt", new IssueReceipt("370323-2026-0001", November(6)));
        await ledger.BreaksAsync("wj-1", id, "filing/supplement", new AskSupplement(["FM6"], November(6)), "filing-received-first");
    }

    [Fact]
    public async Task a_kindergarten_class_is_filed_with_the_receipts_of_both_authorities()
    {
        var id = await ledger.AReceivedFilingAsync(registration: Kindergarten);
        await ledger.ActAsync("wj-1", id, "filing/receipt", new IssueReceipt("WJ-1", November(4)));
        var half = await ledger.FoldedAsync(id);
        Assert.Equal(FacilityStatus.FilingReceived, half.Status);
        Assert.Equal((ObligationStatus.Met, ObligationStatus.Open), (half.Obligation("filing/receipt-WJ"), half.Obligation("filing/receipt-JT")));
        Assert.Equal("JT", half.Obligations.All["filing/receipt-JT"].Deadline.Owner);
        Assert.DoesNotContain(await ledger.FactsAsync<DisclosurePublished>(id), x => x.Kind == "filing");

        await ledger.ActAsync("jt-1", id, "filing/receipt", new IssueReceipt("JT-1", November(5)));
        Assert.Equal(FacilityStatus.Filed, (await ledger.FoldedAsync(id)).Status);
    }

    [Fact]
    public async Task the_education_authority_gives_no_receipt_of_an_ordinary_institution_and_a_number_is_given_once()
    {
        var id = await ledger.AReceivedFilingAsync();
        await ledger.BreaksAsync("jt-1", id, "filing/receipt", new IssueReceipt("JT-1", November(4)), "filing-authority", HttpStatusCode.Forbidden);
        await ledger.BreaksAsync("jt-1", id, "filing/nonconformity", new NotifyNonconformity(["CAR-01"], November(4)), "filing-authority", HttpStatusCode.Forbidden);
        await ledger.ActAsync("wj-1", id, "filing/receipt", new IssueReceipt("370323-2026-0001", November(4)));
        var other = await ledger.AReceivedFilingAsync(registration: Steps.Registration with { Site = 2 });
        await ledger.BreaksAsync("wj-1", other, "filing/receipt", new IssueReceipt("370323-2026-0001", November(4)), "claim-taken", HttpStatusCode.Conflict);
        var none = await ledger.ARegisteredFacilityAsync(Steps.Registration with { Site = 3 });
        await ledger.BreaksAsync("wj-1", none, "filing/receipt", new IssueReceipt("370323-2026-0009", November(4)), "filing-received-first");
    }

    [Fact]
    public async Task a_notice_of_nonconformity_refuses_nothing_is_published_and_followed_up()
    {
        var id = await ledger.AReceivedFilingAsync();
        await ledger.BreaksAsync("wj-1", id, "filing/nonconformity", new NotifyNonconformity([], November(4)), "nonconformity-names-conditions");
        await ledger.BreaksAsync("wj-1", id, "filing/nonconformity", new NotifyNonconformity(["own words"], November(4)), "code-unknown");
        var notice = new NotifyNonconformity(["FIR-01"], November(4));
        await ledger.ActAsync("wj-1", id, "filing/nonconformity", notice);
        await ledger.ChangesNothingAsync("wj-1", id, "filing/nonconformity", notice);
        await ledger.ActAsync("wj-1", id, "filing/receipt", new IssueReceipt("370323-2026-0001", November(5)));
        var notified = await ledger.FoldedAsync(id);
        Assert.Equal(FacilityStatus.Nonconforming, notified.Status);
        Assert.True(notified.Filing.Filed);
        Assert.Equal(ObligationStatus.Met, notified.Obligation("filing/nonconformity"));
        Assert.Equal(new DateOnly(2026, 12, 4), notified.Obligations.All[NotifyNonconformityEndpoint.FollowUp].Deadline.DueOn);
        Assert.Contains("nonconformity", notified.Disclosures.Standing.Keys);

        await ledger.ActAsync("wj-1", id, "filing/conformity", new ConfirmConditions(November(20)));
        var met = await ledger.FoldedAsync(id);
        Assert.Equal((FacilityStatus.Filed, ObligationStatus.Met), (met.Status, met.Obligation(NotifyNonconformityEndpoint.FollowUp)));
        Assert.DoesNotContain("nonconformity", met.Disclosures.Standing.Keys);
        await ledger.ChangesNothingAsync("wj-1", id, "filing/conformity", new ConfirmConditions(November(20)));
    }

    [Fact]
    public async Task the_filing_follows_a_change_of_registration()
    {
        var id = await ledger.AFiledFacilityAsync();
        await ledger.ActAsync("sp-1", id, "registration/change", new ChangeRegistration(November(12), Name: "沂源县新禾屿托育服务有限公司"));
        var due = await ledger.FoldedAsync(id);
        Assert.Equal((FacilityStatus.ChangeDue, FacilityStatus.Filed), (due.Status, due.PublicStatus));
        Assert.Equal(ledger.Due("filing-change", November(12)), due.Obligations.All["filing/change"].Deadline.DueOn);

        await ledger.ActAsync("wj-1", id, "filing/change", new ChangeFiling(November(10), Places: 50));
        var earlier = await ledger.FoldedAsync(id);
        Assert.Equal((FacilityStatus.ChangeDue, ObligationStatus.Open, 50), (earlier.Status, earlier.Obligation("filing/change"), earlier.Filing.Form!.Places));

        await ledger.ActAsync("wj-1", id, "filing/change", new ChangeFiling(November(13)));
        var followed = await ledger.FoldedAsync(id);
        Assert.Equal((FacilityStatus.Filed, ObligationStatus.Met), (followed.Status, followed.Obligation("filing/change")));
        await ledger.ChangesNothingAsync("wj-1", id, "filing/change", new ChangeFiling(November(13), Places: 50));
        await ledger.BreaksAsync("wj-1", id, "filing/change", new ChangeFiling(November(13), Places: 30), "places-implausible");
    }

    [Fact]
    public async Task only_what_is_filed_can_be_changed()
    {
        var id = await ledger.AReceivedFilingAsync();
        await ledger.BreaksAsync("wj-1", id, "filing/change", new ChangeFiling(November(4), Places: 50), "filed-first");
    }

    [Fact]
    public async Task closing_ends_the_terms_of_the_filing_and_what_is_shown_of_it()
    {
        var id = await ledger.AFiledFacilityAsync();
        await ledger.BreaksAsync("wj-1", id, "filing/closure", new CloseFiling("whim", November(10)), "code-unknown");
        await ledger.BreaksAsync("wj-1", id, "filing/closure", new CloseFiling("application", November(10)), "children-placed");
        var closing = new CloseFiling("application", November(10), new(12, ["returned-home"]));
        await ledger.ActAsync("wj-1", id, "filing/closure", closing);
        await ledger.ChangesNothingAsync("wj-1", id, "filing/closure", closing);
        var closed = await ledger.FoldedAsync(id);
        Assert.Equal((FacilityStatus.Unfiled, ObligationStatus.Dropped), (closed.Status, closed.Obligation("filing/nonconformity")));
        Assert.DoesNotContain("filing", closed.Disclosures.Standing.Keys);

        await ledger.ActAsync("wj-1", id, "filing", FilingSteps.Filing with { OccurredOn = November(12) });
        Assert.Equal(FacilityStatus.FilingReceived, (await ledger.FoldedAsync(id)).Status);
        var none = await ledger.ARegisteredFacilityAsync(Steps.Registration with { Site = 2 });
        await ledger.BreaksAsync("wj-1", none, "filing/closure", closing, "filing-received-first");
    }

    [Fact]
    public async Task a_licence_that_ends_raises_its_obligation_by_itself_and_its_renewal_meets_it()
    {
        var id = await ledger.AReceivedFilingAsync(FilingSteps.Filing with { Materials = [new("FM1"), new("FM2"), new("FM6", November(30), "SC", new DateOnly(2021, 12, 1), "JY-1")] });
        await ledger.ActAsync("wj-1", id, "filing/receipt", new IssueReceipt("370323-2026-0001", November(4), November(4)));
        Assert.Equal(ObligationStatus.Overdue, await OverdueAsync("filing/material-FM6-renewal"));
        ledger.Clock.Advance(TimeSpan.FromDays(7));
        for (var tries = 0; tries < 100 && (await ledger.FactsAsync<MaterialExpired>(id)).Count == 0; tries++)
            await ledger.Host.Services.GetRequiredService<Sweeper>().SweepAsync();
        await ledger.Host.Services.GetRequiredService<Sweeper>().SweepAsync();
        var expired = Assert.Single(await ledger.FactsAsync<MaterialExpired>(id));
        Assert.Equal(("FM6", new DateOnly(2026, 12, 1)), (expired.Material, expired.OccurredOn));
        Assert.Equal(ObligationStatus.Open, (await ledger.FoldedAsync(id)).Obligation("filing/material-FM6"));

        var renewal = new RenewMaterial("FM6", November(28), November(29), Issuer: "SC", Number: "JY-2");
        await ledger.ActAsync("wj-1", id, "filing/material", renewal);
        await ledger.ChangesNothingAsync("wj-1", id, "filing/material", renewal);
        var renewed = await ledger.FoldedAsync(id);
        Assert.Equal((ObligationStatus.Met, new DateOnly(2031, 11, 27)), (renewed.Obligation("filing/material-FM6"), renewed.Filing.Materials.Validity.Expiries.Single().ValidUntil));
        await ledger.BreaksAsync("wj-1", id, "filing/material", renewal with { ValidUntil = new DateOnly(2040, 1, 1) }, "material-validity");

        async Task<ObligationStatus?> OverdueAsync(string key)
        {
            await ledger.SweptAsync(id, key);
            return (await ledger.FoldedAsync(id)).Obligation(key);
        }
    }

    [Fact]
    public async Task a_move_makes_a_material_void_until_one_of_the_new_place_is_there()
    {
        var id = await ledger.AFiledFacilityAsync();
        await ledger.ActAsync("sp-1", id, "registration/change", new ChangeRegistration(November(12), Address: "历山街道示例路 99 号"));
        Assert.Equal("address", Assert.Single(await ledger.FactsAsync<MaterialLapsed>(id)).Cause);
        Assert.Equal(ObligationStatus.Open, (await ledger.FoldedAsync(id)).Obligation("filing/material-FM2-lapsed-20261112"));
        await ledger.ActAsync("wj-1", id, "filing/material", new RenewMaterial("FM2", November(14), November(15)));
        Assert.Equal(ObligationStatus.Met, (await ledger.FoldedAsync(id)).Obligation("filing/material-FM2-lapsed-20261112"));
    }

    [Fact]
    public async Task conditions_are_checked_one_by_one_and_the_notice_names_what_is_not_met()
    {
        var id = await ledger.AFiledFacilityAsync();
        await ledger.BreaksAsync("wj-1", id, "filing/conditions", new CheckConditions([new("S99", true)], November(6)), "code-unknown");
        await ledger.BreaksAsync("wj-1", id, "filing/conditions", new CheckConditions([null!], November(6)), "checked-conditions");
        var check = new CheckConditions([new("S12", true), new("S17", false)], November(6));
        await ledger.ActAsync("wj-1", id, "filing/conditions", check);
        await ledger.ChangesNothingAsync("wj-1", id, "filing/conditions", check);
        Assert.Equal(["S11", "S12", "S17"], (await ledger.FoldedAsync(id)).Filing.Checked.Select(x => x.Code));
        await ledger.BreaksAsync("wj-1", id, "filing/conformity", new ConfirmConditions(November(7)), "condition-not-met");
        await ledger.BreaksAsync("wj-1", id, "filing/nonconformity", new NotifyNonconformity(["CAR-01"], November(7)), "notice-names-the-unmet");
        await ledger.ActAsync("wj-1", id, "filing/nonconformity", new NotifyNonconformity(["S17"], November(7)));
        await ledger.ActAsync("wj-1", id, "filing/conditions", new CheckConditions([new("S17", true)], November(12)));
        await ledger.ActAsync("wj-1", id, "filing/conformity", new ConfirmConditions(November(12)));
        Assert.Equal(FacilityStatus.Filed, (await ledger.FoldedAsync(id)).Status);
    }

    [Fact]
    public async Task what_the_form_leaves_out_is_asked_for_and_names_are_sealed()
    {
        var id = await ledger.AReceivedFilingAsync(FilingSteps.Filing with { Setting = new(Head: new("示例乙", true, true, true), Contact: new("示例丙", "0533-0000000")) });
        await ledger.BreaksAsync("wj-1", id, "filing/receipt", new IssueReceipt("370323-2026-0001", November(4)), "materials-missing");
        await ledger.BreaksAsync("wj-1", id, "filing/supplement", new AskSupplement([], November(4), ["weather"]), "code-unknown");
        await ledger.ActAsync("wj-1", id, "filing/supplement", new AskSupplement([], November(4), ["commitment"]));
        Assert.Equal(["commitment"], (await ledger.FoldedAsync(id)).Filing.Missing);
        await using var session = ledger.Store.QuerySession("370323");
        var sealedName = (await ledger.FacilityAsync(id)).Filing.Form!.Setting.Head!.Name!;
        Assert.Equal("示例乙", (await session.LoadAsync<Hosting.Decisions.VaultEntry>(sealedName.Id))!.Value);
    }

    [Fact]
    public async Task a_term_falls_due_once_and_an_act_in_time_entered_late_takes_the_mark_away()
    {
        var id = await ledger.AReceivedFilingAsync(FilingSteps.Filing with { OccurredOn = November(24) });
        ledger.Clock.Advance(TimeSpan.FromDays(40));
        await ledger.SweptAsync(id, "filing/receipt-WJ");
        Assert.Equal(ObligationStatus.Overdue, (await ledger.FoldedAsync(id)).Obligation("filing/receipt-WJ"));
        Assert.Single(await ledger.FactsAsync<ObligationFellDue>(id), x => x.Obligation == "filing/receipt-WJ");
        Assert.Single(await ledger.FactsAsync<ObligationFellDue>(id), x => x.Obligation == "filing/nonconformity");

        await ledger.ActAsync("wj-1", id, "filing/receipt", new IssueReceipt("370323-2026-0001", November(25)));
        var entered = await ledger.FoldedAsync(id);
        Assert.Equal(ObligationStatus.Met, entered.Obligation("filing/receipt-WJ"));
        await ledger.ActAsync("wj-1", id, "filing/conformity", new ConfirmConditions(new DateOnly(2027, 1, 2)));
        Assert.Equal(ObligationStatus.MetLate, (await ledger.FoldedAsync(id)).Obligation("filing/nonconformity"));
    }
}
