using FacilityLedger.Facilities;
using FacilityLedger.Policies;
using FacilityLedger.Web;

namespace FacilityLedger.Disclosure;

/// <summary>The timeline of one institution: what was published when, on which basis, newest first.</summary>
public static class PublicEvents
{
    // A register that is taken over publishes much on one day: so many lines of one kind become one.
    private const int Many = 3;

    public static IReadOnlyList<LogItem> Of(Policy policy, PublicView view) =>
    [
        .. view.History.GroupBy(x => (x.From, x.Kind)).SelectMany(x => Taken(x.First()) && x.Count() > Many ? [Together(policy, x.ToList())] : x.Select(p => (p.Version, Item: Single(policy, p))))
            .OrderByDescending(x => x.Item.On).ThenByDescending(x => x.Version).Select(x => x.Item),
    ];

    private static bool Taken(Publication x) => x.Kind == "visit" || x.Kind == "violation" && x.Text("state") is null;

    private static (long, LogItem) Together(Policy policy, List<Publication> all)
    {
        var (first, name) = (all[0], policy.Disclosures.NameIn(all[0].Kind));
        return (all.Max(x => x.Version), new LogItem($"e{first.Version}", first.From, new Words($"{name.Zh}（{all.Count} 条）", $"{name.En} ({Terms.Count(all.Count, "entry", "entries")})"), Basis: first.Basis));
    }

    private static LogItem Single(Policy policy, Publication x)
    {
        var (title, icon, tone) = Title(policy, x);
        var (zh, en) = ($"本机构第 {x.Version} 号记录", $"Entry {x.Version} of this facility");
        if (x.EndedOn is { } ended)
            (zh, en) = ($"{zh}，至{Dates.Prose(ended)}止", $"{en}, ended {Dates.Prose(ended)}");
        if (x.Until is { } until)
            (zh, en) = ($"{zh}，公示至{Dates.Prose(until)}", $"{en}, shown until {Dates.Prose(until)}");
        return new LogItem($"e{x.Version}", x.From, title, new Words(zh, en), Icon: icon, Tone: tone, Basis: x.Basis);
    }

    private static (Words Title, string Icon, Tone Tone) Title(Policy policy, Publication x)
    {
        var kind = policy.Disclosures.NameIn(x.Kind);
        return x.Kind switch
        {
            "registration" => Plain(kind, x.Text("authority") is { } by ? policy.NameOf(by) : null),
            "filing" => (With(kind, x.Text("receiptNumber") is { } number ? new($"回执 {number}", $"receipt {number}") : null), "tick", Tone.Ok),
            "nonconformity" => (With(kind, Names(policy.Notifiable, x.Texts("conditions"))), "tri", Tone.Warn),
            "places" => Plain(kind, x.Number("free") is { } free ? PublicSentences.Free(free) : null),
            "classes" => Plain(kind, x.Number("places") is { } places ? PublicSentences.Places(places, x.Number("inclusivePlaces")) : null),
            "inspection" => Inspection(kind, ShownInspection.Of(x)),
            "violation" => Violation(policy, kind, ShownViolation.Of(x)),
            "penalty" => (With(kind, ShownPenalty.Of(x).Kinds is { Count: > 0 } kinds ? Names(policy.PenaltyKinds, [.. kinds.Select(k => k.Kind)]) : null), "tri", Tone.Warn),
            "credit" => Plain(kind, x.Text("grade") is { } grade ? Join(policy.Credit.Grades.NameIn(grade), x.Number("score")) : null),
            "assessment" => Plain(kind, x.Text("grade") is { } letter ? Join(new($"{letter} 级", $"grade {letter}"), x.Number("points")) : null),
            "status" or "listing" when x.Text("status") is { } status && PublicWords.StatusOf(policy, status) is var term => (With(kind, term.Words), term.Icon, term.Tone),
            "visit" => Plain(kind, x.Text("type") is { } type ? policy.Glossary.NameIn(type) : null),
            _ => (kind, "dot", Tone.Plain),
        };
    }

    private static (Words, string, Tone) Inspection(Words kind, ShownInspection x)
    {
        var (zh, en) = Dates.InProse(x.On);
        var title = With(new($"{zh}{kind.Zh}", $"{kind.En} of {en}"), x.Result is { } result ? PublicWords.Outcome(result) : null);
        return x.Result == "no-problem" && x.Problems.Count == 0 ? (title, "tick", Tone.Ok) : x.Problems.Count > 0 ? (title, "tri", Tone.Warn) : (title, "dot", Tone.Plain);
    }

    private static (Words, string, Tone) Violation(Policy policy, Words kind, ShownViolation x)
    {
        var title = With(kind, x.Item is { } item ? policy.Violations.NameIn(item) : x.Category is { } category ? policy.Glossary.NameIn(category) : null);
        if (x.State is not { } state)
            return (title, "tri", Tone.Plain);
        var (zh, en) = Terms.Violation(state).Words;
        var words = new Words($"{title.Zh}（{zh}）", $"{title.En} ({PublicSentences.Lower(en)})");
        return x.IsPutRight ? (words, "tick", Tone.Ok) : x.IsOpen ? (words, "tri", x.IsOverdue ? Tone.Bad : Tone.Warn) : (words, "dot", Tone.Plain);
    }

    private static (Words, string, Tone) Plain(Words kind, Words? what) => (With(kind, what), "dot", Tone.Plain);
    private static Words With(Words kind, Words? what) => what is null ? kind : new($"{kind.Zh}：{what.Zh}", $"{kind.En}: {what.En}");
    private static Words Join(Words what, int? points) => points is { } n ? new($"{what.Zh}，{Numbers.Whole(n)} 分", $"{what.En}, {Terms.Count(n, "point")}") : what;

    private static Words? Names(IEnumerable<Coded> entries, IReadOnlyList<string> codes)
    {
        var names = codes.Select(entries.NameIn).ToList();
        return names.Count == 0 ? null : new(string.Join("、", names.Select(x => x.Zh)), string.Join("; ", names.Select(x => x.En)));
    }
}
