using System.Reflection;
using System.Text;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using Xunit;

namespace FacilityLedger.Tests.Rules;

public sealed class RuleTests
{
    private static IEnumerable<(Rule Rule, string Where)> All => typeof(Rule).Assembly.GetTypes().Where(x => !x.ContainsGenericParameters)
        .SelectMany(x => x.GetFields(BindingFlags.Static | BindingFlags.Public).Where(f => f.FieldType == typeof(Rule)).Select(f => ((Rule)f.GetValue(null)!, x.Name)))
        .OrderBy(x => x.Item1.Code, StringComparer.Ordinal);

    [Fact]
    public void a_code_names_one_rule() => Assert.Equal(All.Select(x => x.Rule.Code).Distinct(StringComparer.Ordinal).Count(), All.Count());

    [Fact]
    public void every_rule_has_a_test_that_names_it()
    {
        // Answers of the machinery to its own failure cannot be provoked by a command; a found place has a key of its own, so a second one is another place.
        Assert.Equal("", string.Join(" ", All.Select(x => x.Rule.Code).Where(x => x is not ("busy" or "server-error" or "found-once") && !TestsOf(x).Any())));
    }

    /// <summary>Generated from the code; after a change of a rule run the tests with LEDGER_ACCEPT set to write it anew.</summary>
    [Fact]
    public void the_list_of_invariants_is_up_to_date()
    {
        var page = new StringBuilder("# Invariants\n\nGenerated from the code: every rule that may refuse a command, where it stands and which tests break it. The standards of operation refuse nothing: they are recorded as nonconformities. A refusal is `application/problem+json` and changes nothing.\n\n| code | status | clause | rule | 规则 | in | broken in |\n|---|---|---|---|---|---|---|\n");
        foreach (var (rule, where) in All)
            page.Append(System.Globalization.CultureInfo.InvariantCulture, $"| `{rule.Code}` | {rule.Status} | {rule.Basis} | {rule.Title.En} | {rule.Title.Zh} | {where} | {string.Join(", ", TestsOf(rule.Code))} |\n");
        GeneratedPage.Assert("invariants.md", page.ToString());
    }

    [Fact]
    public void every_fact_has_a_stored_name_and_no_name_stands_twice()
    {
        var facts = typeof(IFact).Assembly.GetTypes().Where(x => x.IsAssignableTo(typeof(IFact)) && !x.IsInterface && !x.IsAbstract);
        Assert.DoesNotContain(facts, x => !EventNames.All.ContainsKey(x));
        Assert.Equal(EventNames.All.Count, EventNames.All.Values.Distinct(StringComparer.Ordinal).Count());
    }

    private static readonly IReadOnlyList<(string Name, string Text)> Tests =
    [
        .. Directory.GetFiles(Path.Combine(GeneratedPage.Root, "tests"), "*.cs", SearchOption.AllDirectories).Where(x => !x.Split(Path.DirectorySeparatorChar).Contains("obj"))
            .Select(x => (Path.GetFileNameWithoutExtension(x), File.ReadAllText(x))).OrderBy(x => x.Item1, StringComparer.Ordinal),
    ];

    // By the rule's code or by its name in the code.
    private static IEnumerable<string> TestsOf(string code) => Tests.Where(x => x.Text.Contains($"\"{code}\"", StringComparison.Ordinal) || x.Text.Contains($" {code}", StringComparison.Ordinal)).Select(x => x.Name);
}
