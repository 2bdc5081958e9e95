using System.Net;
using FacilityLedger.Violations;
using Xunit;
using static FacilityLedger.IntegrationTests.EnforcementSteps;

namespace FacilityLedger.IntegrationTests;

/// <summary>The ladder over HTTP, under the policy that ships.</summary>
public sealed class PenaltyRangeTests
{
    [Fact]
    public async Task an_unfiled_service_is_warned_on_the_spot_but_not_fined_before_a_refusal_is_verified_nor_below_the_range()
    {
        await using var ledger = await LedgerUnderTest.StartAsync(System.IO.Path.Combine(AppContext.BaseDirectory, "policy"));
        var (facility, violation) = await ledger.AnOpenViolationAsync("FIL-01");
        var fine = new SummaryPenalty("F", "沂卫罚〔2026〕2号", Day(24), "3000.00");
        Task No(string rule) => ledger.NotOnAsync("wj-1", facility, violation, "penalty", fine, HttpStatusCode.UnprocessableEntity, rule);

        await No("penalty-not-reached");
        await ledger.OnAsync("wj-1", facility, violation, "rectification", new OrderRectification(Day(4), 7));
        await ledger.OnAsync("wj-1", facility, violation, "verification", new VerifyRectification("refused-to-correct", Day(24)));
        await No("penalty-out-of-range");
        await ledger.OnAsync("wj-1", facility, violation, "penalty", new SummaryPenalty("W", "沂卫罚〔2026〕1号", Day(24)));

        Assert.Equal("W", (await ledger.ViolationAsync(facility, violation)).Penalty?.Kinds.Single().Kind);
        await ledger.FoldsAsync(facility);
    }
}
