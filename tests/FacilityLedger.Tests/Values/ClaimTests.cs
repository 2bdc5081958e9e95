using FacilityLedger.Hosting.Decisions;
using Xunit;

namespace FacilityLedger.Tests.Values;

public sealed class ClaimTests
{
    [Theory]
    [InlineData("沂审〔2026〕7号", "沂审[2026]7号"), InlineData("沂审〔2026〕7号", "沂审﹝2026﹞7号"), InlineData("沂审〔2026〕7号", "沂审（2026） 7 号"), InlineData("沂审〔2026〕7号", "沂审〔２０２６〕７号"), InlineData("R-1", "r—1")]
    public void two_spellings_of_a_name_are_one_claim(string one, string other)
    {
        Assert.Equal(new Claim("approval", one), new Claim("approval", other));
        Assert.Equal(new Claim("approval", one).Id, new Claim("approval", other).Id);
        Assert.Equal(one, new Claim("approval", one).Value);
    }

    [Fact]
    public void another_scheme_or_name_is_another_claim()
    {
        Assert.NotEqual(new Claim("approval", "7"), new Claim("receipt", "7"));
        Assert.NotEqual(new Claim("approval", "沂审〔2026〕7号"), new Claim("approval", "沂审〔2026〕17号"));
    }

    [Fact]
    public void a_name_that_grows_when_it_is_folded_has_an_id_that_an_index_takes()
    {
        var (one, other) = (new Claim("approval", new string('\uFDFA', 100)), new Claim("approval", new string('\uFDFA', 99)));
        Assert.True(one.Id.Length < 210);
        Assert.NotEqual(one.Id, other.Id);
    }
}
