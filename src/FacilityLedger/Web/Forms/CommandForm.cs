using FacilityLedger.Facilities;

namespace FacilityLedger.Web.Forms;

/// <summary>How a person gives one command of the API: what is asked, and where it goes. A form knows no rule; the endpoint decides.</summary>
/// <param name="Command">Code as in the policy: <c>filing.receipt</c>.</param>
/// <param name="Path">Below <c>/api/{jurisdiction}</c>; <c>{id}</c> is the facility, the campaign, the plan or the officer, <c>{of}</c> the thing's own id.</param>
/// <param name="Thing">The thing whose version goes with the command: <c>violations/{of}</c>; null where it makes a new one.</param>
/// <param name="Fields">What is asked, made from the policy and the state.</param>
public sealed record CommandForm(string Command, Words Title, string Path, string? Thing, Func<FormScene, IEnumerable<FormField>> Fields)
{
    public const string Facilities = "facilities";
    public const string Campaigns = "campaigns";
    public const string Plans = "plans";
    public const string Officers = "officers";

    /// <summary>Name in addresses, where two forms give the same command of the policy.</summary>
    public string Name { get; init; } = Command;

    /// <summary>Path where there is no facility or campaign yet; null when the command needs one.</summary>
    public string? PathOfNew { get; init; }

    /// <summary>Clocks of the obligations that the command answers, or their keys where one clock serves several commands; links of the day lead here.</summary>
    public IReadOnlyList<string> Answers { get; init; } = [];

    /// <summary>Clocks of the terms that begin with the command; the form says when they end.</summary>
    public IReadOnlyList<string> Starts { get; init; } = [];

    /// <summary>What the form may be about, chosen before it is filled in: a finding, an indicator. Null when there is nothing to choose.</summary>
    public Func<FormScene, IEnumerable<FormSubject>>? Subjects { get; init; }

    /// <summary>Key of the subject that a thing with an obligation makes; for a command about the facility that answers for one of its things.</summary>
    public Func<string, string>? SubjectOf { get; init; }

    /// <summary>Whether the command usually makes sense in this state, so that it is worth a button. Only the decision knows whether it may be given.</summary>
    public Func<FormScene, bool> Suits { get; init; } = _ => true;

    /// <summary>The field beside which a rule is shown that names none: rule code and member. Of a name that is taken, the rule with the claim's scheme goes before the rule alone.</summary>
    public IReadOnlyDictionary<string, string> Beside { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Given many times in a row: afterwards the choice of the subject comes again.</summary>
    public bool Repeats { get; init; }

    /// <summary>A file comes with it.</summary>
    public bool TakesFile { get; init; }

    /// <summary>It offers the inspection plans. They bear their draws with them, so they are read for it alone.</summary>
    public bool OffersPlans { get; init; }

    /// <summary>It offers the officers of the register.</summary>
    public bool OffersOfficers { get; init; }

    /// <summary>Where it belongs at the desk: <see cref="Facilities"/>, <see cref="Campaigns"/>, <see cref="Plans"/> or <see cref="Officers"/>.</summary>
    public string Room => Path.Split('/')[0] is Campaigns or Plans or Officers ? Path.Split('/')[0] : Facilities;

    /// <summary>Collection of the things that the command is about (<c>violations</c>); null for the facility itself.</summary>
    public string? Of => Path.Contains("{of}", StringComparison.Ordinal) ? Path.Split('/')[2] : null;

    /// <summary>Whether the command can be given of what exists: one makes nothing but new ones.</summary>
    public bool OfExisting => Path != PathOfNew;

    public string PathFor(string? id, string? of) => id is null ? PathOfNew! : Path.Replace("{id}", id, StringComparison.Ordinal).Replace("{of}", of, StringComparison.Ordinal);

    public string? ThingFor(string? of) => Thing?.Replace("{of}", of, StringComparison.Ordinal);

    /// <summary>Address of the form.</summary>
    /// <param name="id">Key of the facility or campaign; null for a new one.</param>
    public string Href(string jurisdiction, string? id, string? of = null, string? subject = null) =>
        $"/{jurisdiction}/desk/{Room}/{id ?? FormDesk.New}/do/{Name}{QueryString.Create(new[] { KeyValuePair.Create("of", of), KeyValuePair.Create("subject", subject) }.Where(x => x.Value is not null))}";
}

/// <summary>Something that a form may be about.</summary>
/// <param name="Key">How addresses name it.</param>
/// <param name="Group">Heading under which it stands among others.</param>
/// <param name="Done">It has been dealt with once already and can be again.</param>
public sealed record FormSubject(string Key, Text Title, Text Detail = default, Text Group = default, bool Done = false)
{
    /// <summary>Where another form is filled in for it; null for this one.</summary>
    public string? Href { get; init; }
}
