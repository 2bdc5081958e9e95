using System.Text;
using FacilityLedger.Policies;
using Xunit;

namespace FacilityLedger.Tests.Policies;

public sealed class PolicyFileTests
{
    private static readonly string County = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "policies", "370323.json"));

    public static TheoryData<string> Shipped => [.. new[] { "policy", "policies" }.SelectMany(x => Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, x), "*.json")).Where(x => !x.EndsWith(".schema.json", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Shipped))]
    public void a_policy_of_this_repository_is_in_order(string path) => Assert.NotEmpty(PolicyFile.Read(path).Policy.Departments);

    [Theory]
    [InlineData("\"timeZone\": \"Asia/Shanghai\"", "\"timeZone\": \"Mars/Base\"", "$.timeZone")]
    [InlineData("\"accessRegime\": \"filing\"", "\"accessRegime\": \"grace\"", "$.accessRegime")]
    [InlineData("\"calendar\": \"cn\"", "\"calendar\": \"moon\"", "$.calendar")]
    [InlineData("\"basisKind\": \"law\"", "\"basisKind\": \"standard\"", "$.violations[0].basisKind")]
    [InlineData("\"severity\": 2", "\"severity\": 9", "$.violations[0].severity")]
    [InlineData("\"domain\": \"CARE\"", "\"domain\": \"NONE\"", "$.conditions[0].domain")]
    [InlineData("\"owner\": \"WJ\"", "\"owner\": \"ZZ\"", "$.clocks[0].owner")]
    [InlineData("\"unit\": \"workday\"", "\"unit\": \"fortnight\"", "$.clocks[0]")]
    [InlineData("\"needed\": \"always\"", "\"needed\": \"perhaps\"", "$.materials[0].needed")]
    [InlineData("\"territory\": \"370323001\"", "\"territory\": \"1\"", "$.departments[6].territory")]
    [InlineData("\"summaryLimit\": \"3000.00\"", "\"summaryLimit\": \"3000\"", "$.penaltyKinds[1].summaryLimit")]
    [InlineData("\"points\": 60", "\"points\": 61", "$.standards[0].dimensions[0].points")]
    [InlineData("\"vetoGrade\": \"D\"", "\"vetoGrade\": \"Z\"", "$.standards[0].vetoGrade")]
    [InlineData("\"opening\": 100", "\"opening\": 900", "$.credit.opening")]
    [InlineData("\"cause\": \"overdue\"", "\"cause\": \"weather\"", "$.credit.rules[1].cause")]
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
    [Fact]
    public void a_missing_member_is_named()
    {
        var message = Assert.Throws<PolicyException>(() => PolicyFile.Parse("""{"violations":[{"code":"X"}]}""", "x.json")).Message;
        Assert.StartsWith("x.json: $.violations[0]: ", message, StringComparison.Ordinal);
        Assert.Contains("penaltyBasis", message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "x.json: line 1: ")]
    [InlineData("{", "x.json: line 1: ")]
    [InlineData("null", "x.json: $: ")]
    [InlineData("""{"kinds":[null]}""", "x.json: $.kinds[0]: ")]
    [InlineData("""{"credit":{"rules":[{},null]}}""", "x.json: $.credit.rules[1]: ")]
    public void what_is_no_policy_is_refused(string text, string begin) => Assert.StartsWith(begin, Assert.Throws<PolicyException>(() => PolicyFile.Parse(text, "x.json")).Message, StringComparison.Ordinal);

    [Fact]
    public void a_message_has_a_line_for_each_fault()
    {
        var broken = County.Replace("\"currency\": \"CNY\"", "\"currency\": \"yuan\"", StringComparison.Ordinal).Replace("\"calendar\": \"cn\"", "\"calendar\": \"moon\"", StringComparison.Ordinal);
        Assert.Equal(2, Assert.Throws<PolicyException>(() => PolicyFile.Parse(broken, "370323.json")).Message.Split('\n').Length);
    }

    [Fact]
    public void white_space_and_line_ends_do_not_make_another_policy()
    {
        var (unix, windows) = (PolicyFile.Parse(County, "x"), PolicyFile.Parse(County.Replace("\n", "\r\n", StringComparison.Ordinal), "x"));
        Assert.Equal(unix.Sha256, windows.Sha256);
        Assert.Equal(64, unix.Sha256.Length);
        Assert.NotEqual(unix.Sha256, PolicyFile.Parse(County.Replace("\"currency\": \"CNY\"", "\"currency\": \"USD\"", StringComparison.Ordinal), "x").Sha256);
    }

    [Fact]
    public void an_adopted_text_stays_readable_when_the_checks_become_stricter() =>
        Assert.Equal("yuan", PolicyFile.Reread(County.Replace("\"currency\": \"CNY\"", "\"currency\": \"yuan\"", StringComparison.Ordinal), "adopted 1").Policy.Currency);

    [Theory]
    [InlineData("\u200B", "U+200B"), InlineData("\u202E", "U+202E"), InlineData("\n", "U+000A"), InlineData("\uE000", "U+E000"), InlineData("e\u0301", "NFC")]
    public void a_text_of_a_policy_is_one_that_can_be_seen(string sign, string named)
    {
        var broken = County.Replace("\"en\": \"", $"\"en\": \"{sign.Replace("\n", "\\n", StringComparison.Ordinal)}", StringComparison.Ordinal);
        var message = Assert.Throws<PolicyException>(() => PolicyFile.Parse(broken, "370323.json")).Message;
        Assert.StartsWith("370323.json: $.name.en: ", message, StringComparison.Ordinal);
        Assert.Contains(named, message, StringComparison.Ordinal);
    }

    [Fact]
    public void a_policy_in_another_encoding_is_refused_by_its_name()
    {
        var folder = Directory.CreateTempSubdirectory("facility-ledger-policies-");
        try
        {
            foreach (var (name, bytes) in new (string, byte[])[] { ("gbk.json", [.. "{\"name\":\""u8, 0xD4, 0xAA, 0xB5, 0xA9, .. "\"}"u8]), ("utf16.json", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(County)]) })
            {
                File.WriteAllBytes(Path.Combine(folder.FullName, name), bytes);
                Assert.StartsWith($"{name}: no UTF-8 at byte ", Assert.Throws<PolicyException>(() => PolicyFile.Read(Path.Combine(folder.FullName, name))).Message, StringComparison.Ordinal);
            }
            File.WriteAllBytes(Path.Combine(folder.FullName, "bom.json"), [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(County)]);
            Assert.Equal(PolicyFile.Parse(County, "x").Sha256, PolicyFile.Read(Path.Combine(folder.FullName, "bom.json")).Sha256);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void a_file_is_called_by_its_name()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.json");
        File.WriteAllText(path, "{}");
        try
        {
            Assert.StartsWith(Path.GetFileName(path) + ": $: ", Assert.Throws<PolicyException>(() => PolicyFile.Load(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
