using CsCheck;
using FacilityLedger.Facilities;
using Xunit;

namespace FacilityLedger.Tests.Values;

public sealed class UsccTests
{
    private const string Signs = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly string[] Prefixes = ["12", "52", "91", "92", "93"];
    private static readonly Gen<char> Sign = Gen.Int[0, 30].Select(x => Signs[x]);

    private static readonly Gen<string> Conforming =
        from prefix in Gen.Int[0, 4].Select(x => Prefixes[x])
        from division in Gen.Char['0', '9'].Array[6]
        from body in Sign.Array[8]
        select Checked(prefix + new string(division) + new string(body));

    [Fact]
    public void every_valid_vector_is_wellformed() =>
        Assert.All(Vectors.Of("valid-codes.csv"), row => Assert.Equal(UsccReading.Wellformed, Uscc.Read(row[0])));

    [Fact]
    public void every_invalid_vector_is_refused_for_its_form_or_for_its_check_sign() =>
        Assert.All(Vectors.Of("invalid-codes.csv"), row => Assert.Equal(row[1] is "CHECK" or "ORG_CHECK" or "ORG_CHECK+CHECK" ? UsccReading.FailsCheck : UsccReading.Malformed, Uscc.Read(row[0])));

    [Fact]
    public void every_invalid_vector_shows_just_its_faults() =>
        Assert.All(Vectors.Of("invalid-codes.csv"), row => Assert.Equal(row[1].Split('+').Select(Fault).Aggregate((x, y) => x | y), Uscc.Faults(row[0])));

    [Fact]
    public void any_code_with_both_check_signs_is_wellformed() => Conforming.Sample(x => Uscc.Read(x) == UsccReading.Wellformed);

    [Fact]
    public void any_single_wrong_sign_is_noticed() => Gen.Select(Conforming, Gen.Int[0, 17], Sign).Sample((code, at, sign) =>
        code[at] == sign || Uscc.Read(code[..at] + sign + code[(at + 1)..]) != UsccReading.Wellformed);

    [Fact]
    public void a_code_keeps_how_its_checks_read()
    {
        Assert.Equal((UsccReading.Wellformed, "91"), (Uscc.Parse("91370323YY000001XU").Reading, Uscc.Parse("91370323YY000001XU").Prefix));
        Assert.Equal((UsccReading.FailsCheck, "91350100M0001TGQXM"), (Uscc.Parse("91350100M0001TGQXM").Reading, Uscc.Parse("91350100M0001TGQXM").ToString()));
    }

    [Fact]
    public void a_malformed_code_is_no_value() => Assert.Throws<FormatException>(() => Uscc.Parse("91370323YY000001X"));

    private static UsccFaults Fault(string reason) => Enum.Parse<UsccFaults>(reason.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    private static string Checked(string body)
    {
        var seventeen = body + Uscc.OrgCheckSign(body[8..16]);
        return seventeen + Uscc.CheckSign(seventeen);
    }
}
