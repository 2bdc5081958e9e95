using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Credit;

/// <summary>One line of the history of credit.</summary>
/// <param name="Rule">Code of the rule; null for a line that says that a change was struck.</param>
/// <param name="Points">What it added or took.</param>
/// <param name="Score">Score after it.</param>
/// <param name="Struck">Of a change that counts no longer, why; of the line that struck it, the same.</param>
/// <param name="Entry">Version of the event; 0 where the line is made from the state alone.</param>
/// <param name="Until">Last day on which the change counts; null as long as its cause stands.</param>
public sealed record CreditLine(DateOnly On, string? Rule, string Cause, int Points, int Score, string Grade, Strike? Struck, long Entry, DateOnly? Until = null)
{
    /// <summary>Every change and every strike as it counts now, in the order of entry.</summary>
    public static IReadOnlyList<CreditLine> Of(IEnumerable<Entry> counting)
    {
        var (state, lines) = (CreditState.None, new List<(string Change, CreditLine Line)>());
        foreach (var entry in counting)
        {
            var was = state;
            state = state.Evolve(entry.Fact);
            if (ReferenceEquals(was, state))
                continue;
            if (entry.Fact is CreditChanged e)
                lines.Add((e.Change, new(e.OccurredOn, e.Rule, e.Cause, e.Delta, state.Score!.Value, state.Grade!, null, entry.Version, e.Term?.Until)));
            else if (entry.Fact is CreditChangeStruck s)
                lines.Add(("", new(s.OccurredOn, null, s.Cause, -was.Changes[s.Change].Delta, state.Score!.Value, state.Grade!, new(s.Ground, s.DueTo, s.OccurredOn), entry.Version)));
        }
        return [.. lines.Select(x => state.Changes.GetValueOrDefault(x.Change)?.Struck is { } struck ? x.Line with { Struck = struck } : x.Line)];
    }

    /// <summary>The changes that count, each with the score as these alone make it.</summary>
    public static IEnumerable<CreditLine> Counting(CreditState credit)
    {
        var points = 0L;
        foreach (var x in credit.Scale is null ? [] : credit.Counting)
        {
            points += x.Delta;
            yield return new(x.ChangedOn, x.Rule, x.Cause, x.Delta, credit.Scale!.Score(points), credit.Scale.Grade(points), null, 0, x.Term?.Until);
        }
    }
}
