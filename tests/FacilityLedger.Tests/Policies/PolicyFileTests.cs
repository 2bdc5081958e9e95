using FacilityLedger.Policies;
using Xunit;

namespace FacilityLedger.Tests.Policies;

public sealed class PolicyFileTests
{
    private static readonly string County = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "policies", "370323.json"));

    public static TheoryData<string> Shipped => [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "policy"), "*.json").Where(x => !x.EndsWith(".schema.json", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Shipped))]
    public void a_shipped_policy_is_in_order(string path) => Assert.NotEmpty(PolicyFile.Read(path).Policy.Departments);

    [Theory]
    [InlineData("\"timeZone\": \"Asia/Shanghai\"", "\"timeZone\": \"Mars/Base\"", "$.timeZone")]
    [InlineData("\"accessRegime\": \"filing\"", "\"accessRegime\": \"grace\"", "$.accessRegime")]
    [InlineData("\"calendar\": \"cn\"", "\"calendar\": \"moon\"", "$.calendar")]
    [InlineData("\"basisKind\": \"law\"", "\"basisKind\": \"standard\"", "$.violations[0].basisKind")]
    [InlineData("\"severity\": 2", "\"severity\": 9", "$.violations[0].severity")]
    [InlineData("\"domain\": \"CARE\"", "\"domain\": \"NONE\"", "$.violations[0].domain")]
    [InlineData("\"owner\": \"WJ\"", "\"owner\": \"ZZ\"", "$.clocks[0].owner")]
    [InlineData("\"unit\": \"workday\"", "\"unit\": \"fortnight\"", "$.clocks[0]")]
    [InlineData("\"needed\": \"always\"", "\"needed\": \"perhaps\"", "$.materials[0].needed")]
    [InlineData("\"territory\": \"370323001\"", "\"territory\": \"1\"", "$.departments[6].territory")]
    [InlineData("\"summaryLimit\": \"3000.00\"", "\"summaryLimit\": \"3000\"", "$.penaltyKinds[1].summaryLimit")]
    [InlineData("\"points\": 60", "\"points\": 61", "$.standards[0].dimensions[0].points")]
    [InlineData("\"vetoGrade\": \"D\"", "\"vetoGrade\": \"Z\"", "$.standards[0].vetoGrade")]
    [InlineData("\"opening\": 100", "\"opening\": 900", "$.credit.opening")]
    [InlineData("\"cause\": \"overdue\"", "\"cause\": \"weather\"", "$.credit.rules[0].cause")]
    [InlineData("\"code\": \"SC\"", "\"code\": \"SP\"", "$.departments[1].code")]
    [InlineData("\"currency\": \"CNY\"", "\"currency\": 7", "$.currency")]
    [InlineData("\"currency\": \"CNY\"", "\"currencies\": \"CNY\"", "$.currencies")]
    public void a_fault_names_the_file_and_its_path(string right, string wrong, string path)
    {
        var at = County.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, right);
        var broken = string.Concat(County.AsSpan(0, at), wrong, County.AsSpan(at + right.Length));
        var e = Assert.Throws<PolicyException>(() => PolicyFile.Parse(broken, "370323.json"));
        Assert.StartsWith("370323.json: " + path, e.Message, StringComparison.Ordinal);
    }
}
