using FacilityLedger.Facilities;
using FacilityLedger.Policies;

namespace FacilityLedger.Web.Forms;

/// <summary>How a person gives one command of the API: what is asked, and where it goes. A form knows no rule; the endpoint decides.</summary>
/// <param name="Command">Code as in the policy: <c>filing.receipt</c>.</param>
/// <param name="Path">Below <c>/api/{jurisdiction}</c>; <c>{id}</c> is the facility, <c>{of}</c> the thing's own id.</param>
/// <param name="Thing">The thing whose version goes with the command: <c>violations/{of}</c>; null where it makes a new one.</param>
/// <param name="Fields">What is asked, made from the policy and the facility.</param>
public sealed record CommandForm(string Command, Words Title, string Path, string? Thing, Func<FormScene, IEnumerable<FormField>> Fields)
{
    /// <summary>Name in addresses, where two forms give the same command of the policy.</summary>
    public string Name { get; init; } = Command;

    /// <summary>Path where there is no facility yet; null when the command needs one.</summary>
    public string? PathOfNew { get; init; }

    /// <summary>Clocks of the obligations that the command answers; links of the day lead here.</summary>
    public IReadOnlyList<string> Answers { get; init; } = [];

    /// <summary>Collection of the things that the command is about (<c>violations</c>); null for the facility itself.</summary>
    public string? Of => Path.Contains("{of}", StringComparison.Ordinal) ? Path.Split('/')[3] : null;

    /// <summary>Whether the command can be given of a facility at all: one makes nothing but new ones.</summary>
    public bool OfFacility => Path != PathOfNew;

    public string PathFor(string? facility, string? of) => facility is null ? PathOfNew! : Path.Replace("{id}", facility, StringComparison.Ordinal).Replace("{of}", of, StringComparison.Ordinal);

    public string? ThingFor(string? of) => Thing?.Replace("{of}", of, StringComparison.Ordinal);
}

/// <summary>What a form's fields may be made from.</summary>
/// <param name="Facility">Null for a command that makes one.</param>
/// <param name="Of">Id of the thing that the command is about.</param>
public sealed record FormScene(Policy Policy, Facility? Facility, string Department, DateOnly Today, string? Of);

/// <summary>One field. Its name is the member of the body: <c>places</c>, <c>premises.tenure</c>, <c>classes[0].type</c>, <c>materials[]</c>.</summary>
public sealed record FormField(string Name, Words Label, FieldKind Kind = FieldKind.Text)
{
    public IReadOnlyList<Option> Options { get; init; } = [];
    public Words? Hint { get; init; }
    public string? Value { get; init; }
    public bool Optional { get; init; }
    /// <summary>Yes or no: the member is a boolean.</summary>
    public bool Flag { get; init; }
    /// <summary>Check boxes that are all chosen at first.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    public static FormField Day(FormScene scene, Words? label = null) =>
        new("occurredOn", label ?? new("发生日期", "Day on which it happened"), FieldKind.Date) { Value = Dates.Iso(scene.Today) };

    public static FormField Ground(params IReadOnlyList<Option> options) => new("ground", new("事由", "Ground"), FieldKind.Select) { Options = options };

    public static FormField YesNo(string name, Words label, bool value = false) => new(name, label, FieldKind.Radios)
    {
        Flag = true,
        Value = value ? "true" : "false",
        Options = [new("true", new Words("是", "Yes")), new("false", new Words("否", "No"))],
    };

    public static IReadOnlyList<Option> From(IEnumerable<Coded> coded) => [.. coded.Select(x => new Option(x.Code, x.Name))];

    public static Option Choice(string value, string zh, string en) => new(value, new Words(zh, en));
}
