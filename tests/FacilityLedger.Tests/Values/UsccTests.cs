using FacilityLedger.Facilities;
using Xunit;

namespace FacilityLedger.Tests.Values;

public sealed class UsccTests
{
    [Fact]
    public void every_valid_vector_is_wellformed() =>
        Assert.All(Vectors.Of("valid-codes.csv"), row => Assert.Equal(UsccReading.Wellformed, Uscc.Read(row[0])));

    [Fact]
    public void every_invalid_vector_is_refused_for_its_form_or_for_its_check_sign() =>
        Assert.All(Vectors.Of("invalid-codes.csv"), row => Assert.Equal(row[1] is "CHECK" or "ORG_CHECK" or "ORG_CHECK+CHECK" ? UsccReading.FailsCheck : UsccReading.Malformed, Uscc.Read(row[0])));
}
