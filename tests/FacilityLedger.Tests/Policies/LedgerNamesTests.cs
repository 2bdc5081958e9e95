using FacilityLedger.Filing;
using FacilityLedger.Policies;
using Xunit;

namespace FacilityLedger.Tests.Policies;

/// <summary>What a policy may name is what the ledger computes, no less and no more.</summary>
public sealed class LedgerNamesTests
{
    [Fact]
    public void a_field_that_a_policy_may_demand_is_one_of_the_form() =>
        Assert.Equal(LedgerNames.FilingFields.Order(StringComparer.Ordinal), FilingForm.Fields.Order(StringComparer.Ordinal));

    [Fact]
    public void a_check_that_a_condition_may_name_is_one_that_is_computed() =>
        Assert.Equal(LedgerNames.ConditionChecks.Order(StringComparer.Ordinal), ComputedConditions.Names.Order(StringComparer.Ordinal));
}
