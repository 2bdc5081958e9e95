using FacilityLedger.Policies;
using FacilityLedger.Violations;
using Xunit;

namespace FacilityLedger.Tests.Rules;

/// <summary>The ladders of the county's catalogue: what is reached when, and within which range.</summary>
public sealed class PenaltyRangeTests
{
    private const string NotReached = "penalty-not-reached";
    private const string OutOfRange = "penalty-out-of-range";

    private static readonly Policy County = PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policy", "370323.json"));

    [Fact]
    public void every_penalty_of_the_catalogue_has_a_rung() =>
        Assert.All(County.Violations, x => Assert.Equal(x.Penalties.Order(StringComparer.Ordinal), x.Ladder.Select(y => y.Kind).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)));

    [Fact]
    public void an_unfiled_service_is_warned_first() => Assert.Null(Against("FIL-01", "W", null));

    [Theory]
    [InlineData("5000.00")]
    [InlineData("50000.00")]
    public void it_is_fined_after_a_verified_refusal(string amount)
    {
        Assert.Equal(NotReached, Against("FIL-01", "F", amount));
        Assert.Null(Against("FIL-01", "F", amount, refused: true));
    }

    [Theory]
    [InlineData("4999.99")]
    [InlineData("50000.01")]
    public void its_fine_stays_within_the_range(string amount) => Assert.Equal(OutOfRange, Against("FIL-01", "F", amount, refused: true));

    [Fact]
    public void its_service_is_stopped_only_where_the_circumstances_are_serious()
    {
        Assert.Equal(NotReached, Against("FIL-01", "SS", null, refused: true));
        Assert.Null(Against("FIL-01", "SS", null, serious: true));
        Assert.Null(Against("FIL-01", "F", "100000.00", serious: true));
    }

    [Theory]
    [InlineData("100000.00", 20000, null)]
    [InlineData("400000.00", 20000, null)]
    [InlineData("400000.01", 20000, OutOfRange)]
    [InlineData("199999.99", 20000, OutOfRange)]
    [InlineData("200000.00", null, OutOfRange)]
    public void a_range_may_be_a_multiple_of_the_value_of_the_goods(string amount, int? measure, string? rule) => Assert.Equal(rule, Against("FOO-01", "F", amount, "SC", measure: measure));

    [Fact]
    public void a_share_of_the_contract_price_is_a_multiple_too()
    {
        Assert.Null(Against("BLD-01", "F", "40000.00", "ZJ", measure: 1000000));
        Assert.Equal(OutOfRange, Against("BLD-01", "F", "40000.01", "ZJ", measure: 1000000));
    }

    [Fact]
    public void a_rung_may_belong_to_one_department()
    {
        Assert.Null(Against("CAR-10", "F", "10000.00", "GA", serious: true));
        Assert.Equal(OutOfRange, Against("CAR-10", "F", "10000.00", serious: true));
        Assert.Equal(NotReached, Against("FIR-15", "DT", null, "XF"));
    }

    [Fact]
    public void a_violation_without_a_ladder_has_no_range() => Assert.Null(PenaltyRange.Against(County.Violation("FIL-01")! with { Ladder = [] }, "F", "1.00", "WJ", refused: false));

    private static string? Against(string item, string kind, string? amount, string department = "WJ", bool refused = false, bool serious = false, int? measure = null) =>
        PenaltyRange.Against(County.Violation(item)!, kind, amount, department, refused, serious, measure)?.Rule.Code;
}
