using System.Text.Json.Serialization;

namespace FacilityLedger.Policies;

/// <summary>Legal nature of an institution (事业单位, 社会服务机构, 企业) with the authorities that may register it.</summary>
public sealed record Nature : Coded
{
    /// <summary>Codes of departments that may be named as registration authority (clause 10).</summary>
    public required IReadOnlyList<string> Authorities { get; init; }
    /// <summary>First two signs of the credit code that go with it; another prefix is a warning.</summary>
    public required IReadOnlyList<string> UsccPrefixes { get; init; }
    /// <summary>Clock of the decision on an application; null where no term is set.</summary>
    public string? DecisionClock { get; init; }
    /// <summary>Clock of the decision once it was prolonged, from the application on; null where it cannot be.</summary>
    public string? ExtensionClock { get; init; }
    /// <summary>Clock of the application for a change of registration, from the day of the change on.</summary>
    public string? ChangeClock { get; init; }
    /// <summary>Clock of the application for the cancellation, from the end of the liquidation on.</summary>
    public string? EndClock { get; init; }
    /// <summary>Clock of the longest dormancy (歇业); null where the nature knows none.</summary>
    public string? DormancyClock { get; init; }
    /// <summary>Department whose approval comes before the registration (县政策 附件2); null where none does.</summary>
    public string? ApprovedBy { get; init; }
    /// <summary>Whether an application names a professional supervisory unit (业务主管单位).</summary>
    public bool Sponsored { get; init; }

    /// <summary>Codes of the clocks that it names.</summary>
    public IEnumerable<(string Member, string Code)> Clocks =>
        new[] { ("decisionClock", DecisionClock), ("extensionClock", ExtensionClock), ("changeClock", ChangeClock), ("endClock", EndClock), ("dormancyClock", DormancyClock) }
            .Where(x => x.Item2 is not null).Select(x => (x.Item1, x.Item2!));
    /// <summary>Yearly reports that it owes from its registration on: <c>enterprise</c> for the clock <c>annual-report-enterprise</c>.</summary>
    public IReadOnlyList<string> Reports { get; init; } = [];
}

/// <summary>Kind of institution (托育机构, 幼儿园托班).</summary>
public sealed record Kind : Coded
{
    /// <summary>Departments that each give a receipt of its filing; a kindergarten class needs two (县政策 3).</summary>
    public required IReadOnlyList<string> FilingAuthorities { get; init; }
    /// <summary>Children that it may have in all (家庭托育点); null where only its classes are limited.</summary>
    public int? MaxChildren { get; init; }
    /// <summary>Class group by which all its classes are judged, whatever their type; null where each is judged by its own.</summary>
    public string? ClassGroup { get; init; }
    /// <summary>A registered scope of this kind contains one of these; none: those of the policy.</summary>
    public IReadOnlyList<string> ScopeWords { get; init; } = [];
    /// <summary>Codes of the standards of operation that do not reach it.</summary>
    public IReadOnlyList<string> Waives { get; init; } = [];
}

/// <summary>A material of the filing.</summary>
public sealed record Material : Coded
{
    /// <summary><c>always</c>, <c>meals</c> (only if meals are served) or <c>optional</c>.</summary>
    public required string Needed { get; init; }
    /// <summary>Months for which it is valid where it has a term.</summary>
    public int? ValidMonths { get; init; }
    /// <summary>Departments and bodies that usually issue it; it may come from another.</summary>
    public IReadOnlyList<string> Issuers { get; init; } = [];
    /// <summary>Clock that starts when it expires or lapses: the term for its replacement.</summary>
    public string? RenewalClock { get; init; }
    /// <summary>Clock that is counted back from its end: by then a renewal is asked for.</summary>
    public string? AskBefore { get; init; }
    /// <summary>Changes of the institution that make it void: <c>address</c>, <c>places</c> (more of them), <c>classes</c> (another type).</summary>
    public IReadOnlyList<string> LapsesOn { get; init; } = [];
}

/// <summary>A condition of the setting standards; <see cref="Sourced.Source"/> is its article.</summary>
public sealed record Condition : Coded
{
    /// <summary>Domain to which it belongs.</summary>
    public required string Domain { get; init; }
    /// <summary>How the ledger works it out from the filing form: <c>lease</c>, <c>class-size</c>, <c>carers</c>, <c>head</c>, <c>guard</c>; null where an officer has to look.</summary>
    public string? Check { get; init; }
    /// <summary>The class group that it is about.</summary>
    public string? ClassGroup { get; init; }
}

/// <summary>A class type with its age in months, its largest size and its ratio of children to one carer.</summary>
public sealed record ClassGroup : Coded
{
    public required int FromMonths { get; init; }
    public required int UntilMonths { get; init; }
    public required int MaxChildren { get; init; }
    public required int ChildrenPerCarer { get; init; }
}

/// <summary>A role of staff.</summary>
public sealed record StaffRole : Coded
{
    /// <summary>Kind of staff that every institution needs and that this role fills: <c>management</c>, <c>care</c>, <c>health</c> or <c>security</c>; null for none of them.</summary>
    public string? Duty { get; init; }
    /// <summary>As whom the standards count it: <c>head</c>, <c>carer</c>, <c>health</c> or <c>guard</c>.</summary>
    public string? Counts { get; init; }
    /// <summary>Codes of the certificates that it needs.</summary>
    public required IReadOnlyList<string> Certificates { get; init; }
}

/// <summary>At least one health worker from a number of children on.</summary>
public sealed record HealthWorkers : Sourced
{
    public required int FromChildren { get; init; }
    /// <summary>One of them works full time.</summary>
    public bool FullTime { get; init; }
}

/// <summary>The highest price of a month, where the government guides it.</summary>
public sealed record GuidedPrice : Coded
{
    /// <summary>Natures that it binds; none: every nature.</summary>
    public IReadOnlyList<string> Natures { get; init; } = [];
    /// <summary>Kinds that it binds; none: every kind.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];
    /// <summary>Class group; null: every class.</summary>
    public string? ClassType { get; init; }
    /// <summary>Form of service; null: every form.</summary>
    public string? ServiceForm { get; init; }
    /// <summary>A fee item.</summary>
    public required string Item { get; init; }
    /// <summary>Highest amount of a month, as a decimal string.</summary>
    public required string Most { get; init; }
}

/// <summary>A term: <see cref="N"/> units after its start. <see cref="Unit"/> is <c>workday</c>, <c>day</c>, <c>month</c>, <c>year</c> or <c>hour</c>.</summary>
/// <remarks>A term in hours ends at an instant; where the instant of its start is unknown, only its whole days count.</remarks>
public sealed record Clock : Coded
{
    public required int N { get; init; }
    public required string Unit { get; init; }
    /// <summary>Whose duty it is: a department code, <c>institution</c>, or <c>acting</c> (the department that acted).</summary>
    public required string Owner { get; init; }
    /// <summary>Department that watches over the duty of an institution; null: who ordered it, or the filing authorities.</summary>
    public string? Desk { get; init; }
    /// <summary>What becomes of a last day that is off; every term in days, months or years says it, and no other.</summary>
    public WhenDayOff? WhenDayOff { get; init; }
    /// <summary>Whether a last day that is off makes the next working day the last.</summary>
    [JsonIgnore]
    public bool Moves => WhenDayOff?.Ends == WhenDayOff.NextWorkingDay;
}

/// <summary>What becomes of a term whose last day is a day off, and which law says so.</summary>
public sealed record WhenDayOff : Sourced
{
    internal const string NextWorkingDay = "next-working-day";
    internal const string Stays = "stays";

    /// <summary><c>next-working-day</c>: that is its last day (民法典 203); <c>stays</c>: a term within which nothing is done, as a validity, an interval of safety, a longest or shortest publication.</summary>
    public required string Ends { get; init; }
}
