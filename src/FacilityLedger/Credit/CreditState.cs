using System.Text.Json.Serialization;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;

namespace FacilityLedger.Credit;

/// <summary>How points become a score and a grade, by the policy of the day of a change, so that the fold needs no policy.</summary>
/// <param name="Grades">The best first.</param>
public sealed record CreditScale(int Opening, int Lowest, int Highest, IReadOnlyList<CreditStep> Grades)
{
    public static CreditScale Of(CreditPolicy policy) => new(policy.Opening, policy.Lowest, policy.Highest, [.. policy.Grades.OrderByDescending(x => x.From).Select(x => new CreditStep(x.Code, x.From))]);

    public int Score(long points) => (int)Math.Clamp(Opening + points, Lowest, Highest);

    public string Grade(long points) => (Grades.FirstOrDefault(x => Score(points) >= x.From) ?? Grades[^1]).Code;
}

/// <summary>A grade from its threshold on.</summary>
public sealed record CreditStep(string Code, int From);

/// <summary>How long a change counts.</summary>
/// <param name="Until">Its last day.</param>
/// <param name="EndsAt">The instant at which that day ends.</param>
public sealed record CreditTerm(DateOnly Until, DateTimeOffset EndsAt);

/// <summary>One change of credit with its cause.</summary>
/// <param name="Cause">The thing that caused it, as its path.</param>
/// <param name="Department">Who entered it.</param>
/// <param name="Term">Null as long as its cause stands.</param>
/// <param name="Struck">Why it counts no longer.</param>
public sealed record CreditEntry(string Id, string Rule, string Cause, int Delta, string Department, DateOnly ChangedOn, CreditTerm? Term = null, Strike? Struck = null) : ISettles
{
    bool ISettles.Settled => Struck is not null;

    internal bool Counts => Struck is null;
}

/// <summary>Why and since when a change counts no longer.</summary>
/// <param name="Ground">Code: <c>repaired</c>, <c>objection</c>, <c>annulled</c>, <c>entry-corrected</c>, <c>voided</c>, <c>expired</c>.</param>
/// <param name="DueTo">The thing by which it ceased, as its path.</param>
public sealed record Strike(string Ground, string DueTo, DateOnly On);

/// <summary>Credit with all its changes. The score is the opening score with the points of all changes that count, held within the bounds at the end and not at each step: so it depends neither on the order of the changes nor on what once counted and was struck.</summary>
/// <param name="Points">Sum of the changes that count.</param>
/// <param name="Scale">Null as long as nothing changed it: then the policy's opening score holds.</param>
public sealed record CreditState(Archive<CreditEntry> Changes, long Points, CreditScale? Scale)
{
    public static CreditState None { get; } = new(Archive<CreditEntry>.Empty, 0, null);

    /// <summary>Null as long as nothing changed it.</summary>
    [JsonInclude]
    public int? Score => Scale?.Score(Points);

    [JsonInclude]
    public string? Grade => Scale?.Grade(Points);

    /// <summary>Changes that count, in the order of their days.</summary>
    internal IEnumerable<CreditEntry> Counting => Changes.AtHand.Where(x => x.Counts).OrderBy(x => x.ChangedOn).ThenBy(x => x.Id, StringComparer.Ordinal);

    /// <summary>When the next of them ceases to count by itself.</summary>
    internal DateTimeOffset? NextLapse => Changes.AtHand.Where(x => x.Counts).Select(x => x.Term?.EndsAt).Min();

    /// <summary>Those of them that a thing caused.</summary>
    internal IReadOnlyList<CreditEntry> CausedBy(string thing) => [.. Counting.Where(x => x.Cause == thing)];

    public CreditState Evolve(IFact fact) => fact switch
    {
        CreditChanged e => new(Changes.SetItem(e.Change, new(e.Change, e.Rule, e.Cause, e.Delta, e.Department, e.OccurredOn, e.Term)), Points + e.Delta - (Changes.GetValueOrDefault(e.Change) is { Counts: true } same ? same.Delta : 0), e.Scale),
        // A term that a correction made longer is not over by the mark of the shorter one.
        CreditChangeStruck e when Changes.GetValueOrDefault(e.Change) is { Counts: true } was && !(e.Ground == CreditLapse.Ground && was.Term?.Until >= e.OccurredOn) => this with { Changes = Changes.SetItem(e.Change, was with { Struck = new(e.Ground, e.DueTo, e.OccurredOn) }), Points = Points - was.Delta },
        _ => this,
    };
}
