using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;

namespace FacilityLedger.Web.Forms;

/// <summary>One field. Its name is the member of the body: <c>places</c>, <c>premises.tenure</c>, <c>classes[0].type</c>, <c>materials[]</c>.</summary>
public sealed partial record FormField(string Name, Words Label, FieldKind Kind = FieldKind.Text)
{
    /// <summary>Id on the page; the name, unless several fields share it.</summary>
    public string Id { get => field ?? Name; init; }
    public IReadOnlyList<Option> Options { get; init; } = [];
    public Words? Hint { get; init; }
    /// <summary>The rule that is its hint.</summary>
    public Rule? Says { get; init; }
    public string? Value { get; init; }
    /// <summary>Check boxes that are ticked at first.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];
    public bool Optional { get; init; }
    public int? MaxLength { get; init; }
    /// <summary>Legend of the group in which it stands with its neighbours.</summary>
    public Words? Group { get; init; }
    /// <summary>The group is shut at first, unless something in it is chosen or wrong.</summary>
    public bool Folded { get; init; }
    /// <summary>Neighbours of the same line stand side by side; of a row, its fields.</summary>
    public string? Line { get => field ?? Row; init; }
    /// <summary>The request's header in which it is sent; null where it is a member of the body.</summary>
    public string? Header { get; init; }
    /// <summary>Makes the member from what was chosen; without it the kind says how.</summary>
    public Func<string, JsonNode?>? Read { get; init; }

    /// <summary>The list entry to which it belongs: <c>classes[0]</c>. An entry of which nothing is given is left out.</summary>
    public string? Row => RowOf().Match(Name) is { Success: true } row ? row.Value : null;

    public bool List => Name.EndsWith("[]", StringComparison.Ordinal);

    /// <summary>All that stands in it at first.</summary>
    public IReadOnlyList<string> Given => Values.Count > 0 ? Values : Value is { Length: > 0 } ? [Value] : [];

    public static FormField Day(FormScene scene, Words? label = null) =>
        new("occurredOn", label ?? new("发生日期", "Day on which it happened"), FieldKind.Date) { Value = Dates.Iso(scene.Today) };

    /// <summary>A local date and time, sent as the instant that it is.</summary>
    public static FormField Hour(FormScene scene, string name, Words label) => new(name, label, FieldKind.Hour)
    {
        Read = x => TryHour(x, out var local) ? Dates.Iso(scene.Book.At(local)) : x,
    };

    /// <summary>As browsers send it: to the minute, or to the second.</summary>
    public static bool TryHour(string typed, out DateTime local) => DateTime.TryParseExact(typed.Trim(), HourForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out local);

    public static string Text(DateTimeOffset local) => local.ToString(HourForms[local.Second == 0 ? 0 : 1], CultureInfo.InvariantCulture);

    private static readonly string[] HourForms = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    public static FormField Ground(IReadOnlyList<Option> options) => new("ground", new("事由", "Ground"), FieldKind.Radios) { Options = options };

    public static FormField YesNo(string name, Words label, bool? value) => new(name, label, FieldKind.Radios)
    {
        Read = x => x switch { "true" => true, "false" => false, _ => x },
        Value = value switch { true => "true", false => "false", null => null },
        Options = [Choice("true", "是", "Yes"), Choice("false", "否", "No")],
    };

    /// <summary>A value that follows from what the form is about.</summary>
    public static FormField Fixed(string name, string value, Func<string, JsonNode?>? read = null) => new(name, new("", ""), FieldKind.Hidden) { Value = value, Read = read, Options = [new(value, value)] };

    public static IReadOnlyList<Option> From(IEnumerable<Coded> coded) => [.. coded.Select(x => new Option(x.Code, x.Name))];

    public static Option Choice(string value, string zh, string en) => new(value, new Words(zh, en));

    /// <summary>The field as a jurisdiction shows it: a rule has its clause where that is law there, and not where it is the ledger's own.</summary>
    public FormField In(Policy policy) => Says is not { } rule ? this
        : this with { Hint = policy.CitesRules && DeskWords.Clauses(rule.Basis) is { } clause ? new($"{rule.Title.Zh}（{clause}）", $"{rule.Title.En} ({clause})") : rule.Title };

    /// <summary>Where rules are shown that name no member.</summary>
    public static IReadOnlyDictionary<string, string> Beside(params IEnumerable<(Rule Rule, string Field)> rules) => rules.ToDictionary(x => x.Rule.Code, x => x.Field, StringComparer.Ordinal);

    public static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    public static string? Text(DateOnly? day) => day is { } x ? Dates.Iso(x) : null;

    /// <summary>A whole number; what is none stays text, and the endpoint says so.</summary>
    public static JsonNode? Whole(string typed) =>
        long.TryParse(typed, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var n) ? n : typed;

    [GeneratedRegex(@"^.*\[\d+\](?=\.[A-Za-z]+$)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RowOf();
}
