using System.Net;
using System.Text.Json;
using FacilityLedger.Disclosure;
using FacilityLedger.Obligations;
using FacilityLedger.Violations;
using Xunit;
using static FacilityLedger.IntegrationTests.EnforcementSteps;

namespace FacilityLedger.IntegrationTests;

public sealed class PenaltyTests
{
    private static readonly SummaryPenalty Fine = new("F", "沂卫罚〔2026〕1号", Day(20), "500.00");

    [Fact]
    public async Task a_summary_fine_starts_the_clock_for_publication_and_publishing_it_meets_it()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (facility, violation) = await ledger.AnOpenViolationAsync();
        await ledger.OnAsync("wj-1", facility, violation, "penalty", Fine with { Amount = "3000.00" });
        var version = await ledger.VersionAsync(facility, violation);
        await ledger.OnAsync("wj-1", facility, violation, "penalty", Fine with { Amount = "3000.00" });

        Assert.Equal(version, await ledger.VersionAsync(facility, violation));
        Assert.Equivalent(new Penalty(violation, Fine.Number, "summary", "WJ", Day(20), [new("F", "3000.00")]), (await ledger.ViolationAsync(facility, violation)).Penalty, strict: true);
        Assert.Equal(ObligationStatus.Open, (await ledger.ObligationAsync(facility, $"{violation}/publication")).Status);
        await ledger.As("wj-1").DoAsync(Path(facility, "disclosures"), new PublishDisclosure("penalty", violation, new Dictionary<string, JsonElement> { ["number"] = JsonSerializer.SerializeToElement(Fine.Number) }, Day(21)));
        Assert.Equal(ObligationStatus.Met, (await ledger.ObligationAsync(facility, $"{violation}/publication")).Status);
        await ledger.FoldsAsync(facility);
    }

    [Fact]
    public async Task a_penalty_is_refused_by_each_of_its_rules()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (facility, violation) = await ledger.AnOpenViolationAsync();
        Task No(SummaryPenalty command, int status, string rule, string officer = "wj-1") => ledger.NotOnAsync(officer, facility, violation, "penalty", command, (HttpStatusCode)status, rule);

        await No(Fine, 403, "department-may-not", "sp-1");
        await No(Fine, 403, "violation-of-others", "xf-1");
        await No(Fine with { Kind = "X" }, 422, "code-unknown");
        await No(Fine with { Kind = "SS", Amount = null }, 422, "summary-kind");
        await No(Fine with { Amount = "3000.01" }, 422, "summary-limit");
        foreach (var amount in new[] { null, "", "500", "500.0", "0.00", "-5.00", "1,000.00", "０５.00", "1e3", "500.00 ", "0500.00", "99999999999999999999999999999999.00" })
            await No(Fine with { Amount = amount }, 422, "amount-malformed");
        await No(Fine with { Kind = "W" }, 422, "amount-malformed");
        await No(Fine with { Number = " " }, 422, "text-malformed");
        await ledger.OnAsync("wj-1", facility, violation, "penalty", Fine with { Kind = "W", Amount = null });
        await No(Fine, 422, "penalised-once");
        await ledger.NotOnAsync("wj-1", facility, violation, "dismissal", new DismissViolation("duplicate", Day(21)), HttpStatusCode.UnprocessableEntity, "penalised-stands");

        var dismissed = await ledger.AViolationOfAsync(facility, "FIL-07");
        await ledger.NotOnAsync("wj-1", facility, dismissed, "penalty", Fine with { Number = "2", Kind = "SS", Amount = null }, HttpStatusCode.UnprocessableEntity, "penalty-of-the-item");
        await ledger.NotOnAsync("wj-1", facility, dismissed, "penalty", Fine, HttpStatusCode.Conflict, "claim-taken");
        await ledger.OnAsync("wj-1", facility, dismissed, "dismissal", new DismissViolation("duplicate", Day(20)));
        await ledger.NotOnAsync("wj-1", facility, dismissed, "penalty", Fine with { Number = "2" }, HttpStatusCode.UnprocessableEntity, "violation-step");
        await ledger.FoldsAsync(facility);
    }

    [Fact]
    public async Task an_annulled_summary_penalty_is_shown_no_more_owes_no_publication_and_leaves_room_for_another()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (facility, violation) = await ledger.AnOpenViolationAsync();
        var revoked = new RevokeSummaryPenalty("reconsideration", "源复决〔2026〕1号", Day(23));
        await ledger.NotOnAsync("wj-1", facility, violation, "revocation", revoked, HttpStatusCode.UnprocessableEntity, "summary-penalty-stands");
        await ledger.OnAsync("wj-1", facility, violation, "penalty", Fine);
        await ledger.As("wj-1").DoAsync(Path(facility, "disclosures"), new PublishDisclosure("penalty", violation, new Dictionary<string, JsonElement> { ["number"] = JsonSerializer.SerializeToElement(Fine.Number) }, Day(21)));

        await ledger.NotOnAsync("sp-1", facility, violation, "revocation", revoked, HttpStatusCode.Forbidden, "department-may-not");
        await ledger.NotOnAsync("xf-1", facility, violation, "revocation", revoked, HttpStatusCode.Forbidden, "summary-penalty-of-others");
        await ledger.NotOnAsync("wj-1", facility, violation, "revocation", revoked with { By = "mayor" }, HttpStatusCode.UnprocessableEntity, "code-unknown");
        await ledger.NotOnAsync("wj-1", facility, violation, "revocation", revoked with { Document = " " }, HttpStatusCode.UnprocessableEntity, "text-malformed");
        await ledger.OnAsync("wj-1", facility, violation, "revocation", revoked);
        var version = await ledger.VersionAsync(facility, violation);
        await ledger.OnAsync("wj-1", facility, violation, "revocation", revoked);

        Assert.Equal(version, await ledger.VersionAsync(facility, violation));
        var file = await ledger.FacilityAsync(facility);
        Assert.Null((await ledger.ViolationAsync(facility, violation)).Penalty);
        Assert.DoesNotContain(file.Disclosures.Standing, x => x.Value.Kind == "penalty");
        await ledger.OnAsync("wj-1", facility, violation, "penalty", Fine with { Number = "沂卫罚〔2026〕2号", Amount = "300.00", OccurredOn = Day(24) });
        Assert.Equal(ObligationStatus.Open, (await ledger.ObligationAsync(facility, $"{violation}/publication")).Status);
        await ledger.FoldsAsync(facility);
    }
}
