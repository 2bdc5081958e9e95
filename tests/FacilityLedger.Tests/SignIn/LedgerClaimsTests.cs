using System.Security.Claims;
using FacilityLedger.Hosting.SignIn;
using Xunit;

namespace FacilityLedger.Tests.SignIn;

public sealed class LedgerClaimsTests
{
    [Theory]
    [InlineData("p1"), InlineData("auth0|5f7c"), InlineData("张三"), InlineData("imports")]
    public void an_account_that_can_be_seen_acts(string account) => Assert.Null(Fault(account));

    [Theory]
    [InlineData(""), InlineData(" "), InlineData("\u200b"), InlineData("\u3164"), InlineData("a\u202eb"), InlineData("a\u2028b"), InlineData("\u00a0")]
    [InlineData("import"), InlineData("Import"), InlineData("system"), InlineData("sweep"), InlineData("policy"), InlineData("anonymous"), InlineData(" sweep ")]
    public void one_that_cannot_be_seen_or_is_the_ledgers_own_does_not(string account) => Assert.Equal("token-unclear", Fault(account)?.Rule.Code);

    private static Hosting.Decisions.Refusal? Fault(string account) => LedgerClaims.Fault(new(new ClaimsIdentity(
        [new(LedgerClaims.Account, account), new(LedgerClaims.Jurisdiction, "370323"), new(LedgerClaims.Department, "WJ")], "test")));
}
