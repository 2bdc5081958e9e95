using System.Collections.Immutable;
using FacilityLedger.Cases;
using FacilityLedger.Credit;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Registration;
using FacilityLedger.Violations;
using JasperFx.Events;
using Marten;
using Wolverine.Http;
using Entry = FacilityLedger.Facilities.Entry;

namespace FacilityLedger.Corrections;

/// <summary>Takes back the last entry of a thing, which was made in error.</summary>
/// <param name="Entry">Version of the event.</param>
/// <param name="Ground"><c>typing-error</c>, <c>wrong-facility</c>, <c>duplicate</c> or <c>other</c>.</param>
/// <param name="Explanation">In words, for the file; sealed.</param>
public sealed record VoidEntry(long Entry, string Ground, DateOnly OccurredOn, string? Explanation = null);

/// <summary>An entry was made in error and counts for nothing, with all that its decision appended beside it. It stays in the stream, and the timeline shows both.</summary>
/// <param name="Entry">Version of the voided entry.</param>
/// <param name="Last">Version of the last event that its decision appended.</param>
/// <param name="Of">The thing that the voided entry concerns.</param>
/// <param name="Ground">Why: <c>typing-error</c>, <c>wrong-facility</c>, <c>duplicate</c>, <c>other</c>.</param>
/// <param name="Retaken">Names that the voided entry had given up and that are held again.</param>
public sealed record EntryVoided(long Entry, long Last, string Of, string Ground, Sealed? Explanation, DateOnly OccurredOn, IReadOnlyList<Claim>? Retaken = null) : IAmends, IClaims
{
    public string Thing => Of;
    public IEnumerable<Claim> Claims => Retaken ?? [];
}

public static class VoidEntryEndpoint
{
    public static readonly Rule Beginning = new("void-not-the-first", 422, "DESIGN 2", new("首条记录不能作废", "The entry that began the file cannot be voided"));
    public static readonly Rule Last = new("void-only-the-last", 422, "DESIGN 2", new("只能作废该事项的最后一条记录", "Only the last entry of a thing can be voided"));
    public static readonly Rule Follows = new("void-what-it-follows", 422, "DESIGN 2", new("该记录随同一决定的另一条记录产生，请作废那一条", "The entry followed from another of the same decision: void that one"));
    public static readonly Rule OwnMarks = new("void-not-of-the-ledger", 422, "DESIGN 2", new("到期标记、公示记录和更正不能作废；公示请撤回，更正可再次更正", "Marks of the ledger, disclosures and corrections are not voided; a disclosure is withdrawn, a correction corrected again"));
    public static readonly Rule OwnEntry = new("void-own-department", 403, "DESIGN 2", new("只能由录入部门作废", "Only the department that made the entry may void it"));
    public static readonly Rule Frozen = new("void-not-frozen", 422, "DESIGN 5", new("评估结果已冻结，不能作废", "A frozen assessment cannot be voided"));

    private static readonly string[] Grounds = ["typing-error", "wrong-facility", "duplicate", "other"];

    /// <summary>The file as it is entered, behind the lock.</summary>
    public static Task<IReadOnlyList<Entry>> LoadAsync(VoidEntry command, IEventStream<Facility> stream, IDocumentSession session, CancellationToken cancellation) =>
        CorrectedFile.ReadAsync(session, stream.Key!, cancellation);

    [Gives("correction.void")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/voidings")]
    public static Decision Decide(VoidEntry command, [Decides] Facility facility, IReadOnlyList<Entry> entries, Circumstances c)
    {
        if (Guard.Against(c, facility, "correction.void", command.OccurredOn, closed: true) is { } no)
            return no;
        if (!Grounds.Contains(command.Ground))
            return Guard.Code.Refuse(("field", "ground"), ("known", string.Join(' ', Grounds)));
        if (Guard.Text("explanation", command.Explanation, 2000, optional: true, lines: true) is { } malformed)
            return malformed;
        if (command.Entry == 1)
            return Beginning.Refuse(("entry", command.Entry));
        // A voiding is never the last fact of its thing: it moves only the thing's version on.
        if (facility.Touched.FirstOrDefault(x => x.Value.Entry == command.Entry) is not { Key: { } thing, Value: { } touch } || command.Entry < 1)
            return Last.Refuse(("entry", command.Entry));
        if (IsOwn(thing))
            return OwnMarks.Refuse(("thing", thing));
        if (NotWhole(facility, entries, command.Entry) is { } partly)
            return partly;
        if (touch.Department != c.Department)
            return OwnEntry.Refuse(("department", c.Department), ("enteredBy", touch.Department));
        if (facility.Assessments.Of(thing) is { Frozen: true })
            return Frozen.Refuse(("thing", thing));
        var shown = Shown(facility, entries, thing, touch, command.OccurredOn).ToList();
        if (shown.Select(x => x.Thing).Prepend(thing).Select(x => Guard.After(facility, x, command.OccurredOn)).OfType<Refusal>().FirstOrDefault() is { } backwards)
            return backwards;
        var explanation = c.SealIf("explanation", command.Explanation);
        var voided = Decision.Of(new EntryVoided(command.Entry, touch.Last, thing, command.Ground, explanation?.Sealed, command.OccurredOn, GivenUp(facility, thing))).And(shown);
        return voided
            .And(Unfounded(facility, entries, voided, c, thing, command.OccurredOn))
            .Keep(explanation)
            .Release(touch.Claims ?? []);
    }

    /// <summary>It did not begin its decision, or something was entered since about another thing that the decision concerned.</summary>
    internal static Refusal? NotWhole(Facility facility, IReadOnlyList<Entry> entries, long entry)
    {
        var act = CorrectedFile.ActOf(entries, entry);
        return act is [var first, ..] && first.Version != entry ? Follows.Refuse(("entry", entry), ("follows", first.Version))
            : act.Select(x => x.Fact.Thing).FirstOrDefault(x => !IsOwn(x) && facility.Touched.GetValueOrDefault(x)?.Entry > act[^1].Version) is { } later ? Last.Refuse(("entry", entry), ("thing", later))
            : null;
    }

    private static bool IsOwn(string thing) => thing.Split('/')[0] is "obligations" or "disclosures" or "corrections";

    // What the entry published is withdrawn, so that the publication before it stands again; what an officer published of the thing since then is withdrawn with all under its key; what the entry ended stands again, and what it withdrew is shown again.
    private static IEnumerable<IFact> Shown(Facility facility, IReadOnlyList<Entry> entries, string thing, Touch touch, DateOnly on)
    {
        foreach (var (key, versions) in facility.Disclosures.Published.OrderBy(x => x.Key, StringComparer.Ordinal))
            if (facility.Disclosures.Standing.GetValueOrDefault(key) is { } standing && standing.About == thing && standing.Version > touch.Last && RestsOn(standing, touch, entries))
                yield return new DisclosureWithdrawn(key, "voided", on);
            else
                foreach (var publication in versions.Where(x => x >= touch.Entry && x <= touch.Last))
                    yield return new DisclosureWithdrawn(key, "voided", on, publication);
        foreach (var (key, end) in facility.Disclosures.Ends.OrderBy(x => x.Key, StringComparer.Ordinal))
            if (end >= touch.Entry && end <= touch.Last)
                yield return new DisclosureResumed(key, on);
        foreach (var key in entries.Where(x => x.Version >= touch.Entry && x.Version <= touch.Last).Select(x => x.Fact).OfType<DisclosureWithdrawn>().Where(x => x.Publication is null && !(facility.Disclosures.Standing.GetValueOrDefault(x.Disclosure)?.Version is { } version && (version < touch.Entry || version > touch.Last))).Select(x => x.Disclosure))
            foreach (var was in Withheld(facility, entries, key, touch) ? [] : ShownAgain.Standing(entries.Where(x => x.Version < touch.Entry), key).Values.ToList())
                yield return was with { OccurredOn = facility.NotBefore(key, on), Duty = null };
        foreach (var corrected in InOfficersWords(facility, entries, touch, on))
            yield return corrected;
    }

    // An officer took it away, and not by the entry that is voided.
    private static bool Withheld(Facility facility, IReadOnlyList<Entry> entries, string key, Touch touch) =>
        facility.Disclosures.Withheld.ContainsKey(key)
        && entries.Last(x => x.Fact is DisclosureWithdrawn { Withheld: not null } e && e.Disclosure == key).Version is var taken
        && (taken < touch.Entry || taken > touch.Last);

    // The publication that stands again is shown as an officer has put it since.
    private static IEnumerable<DisclosureCorrected> InOfficersWords(Facility facility, IReadOnlyList<Entry> entries, Touch touch, DateOnly on)
    {
        foreach (var key in facility.Disclosures.Words.Keys.Order(StringComparer.Ordinal))
        {
            if (facility.Disclosures.Standing.GetValueOrDefault(key)?.Version is not { } standing || standing < touch.Entry || standing > touch.Last
                || ShownAgain.Standing(entries, key).LastOrDefault(x => x.Key < touch.Entry) is not { Key: > 0 and var version, Value: var again })
                continue;
            var shown = facility.Disclosures.Shown(key, again.Fields);
            if (Disclosures.Hash(shown) != Disclosures.Hash(again.Fields))
                yield return new DisclosureCorrected(key, shown, "voided", version, on);
        }
    }

    // What is shown of a penalty rests on its decision alone.
    private static bool RestsOn(Standing standing, Touch touch, IReadOnlyList<Entry> entries) => standing.Kind != ViolationDisclosure.Penalty
        || entries.Any(x => x.Version >= touch.Entry && x.Version <= touch.Last && x.Fact is SummaryPenaltyImposed or PenaltyDecided or ChallengeDecided);

    // Changes of credit that the voided entry alone founded count no longer.
    private static IEnumerable<IFact?> Unfounded(Facility facility, IReadOnlyList<Entry> entries, Decision voided, Circumstances c, string thing, DateOnly on)
    {
        if (thing == "credit" || !facility.Credit.Counting.Any())
            return [];
        var after = Facility.Replay([.. entries, .. voided.Events.Select((x, i) => new Entry(facility.Id, facility.Version + i + 1, x, c.Department, "voiding"))])!;
        var unfounded = ChangeCreditEndpoint.NoLongerFounded(facility, after, c);
        return CreditChanges.Struck(c, after, unfounded, "voided", thing, facility.Touched["credit"].OccurredOn is var last && last > on ? last : on);
    }

    /// <summary>A cancellation gave the code and site up; if another holds them now, the claim refuses.</summary>
    private static ImmutableArray<Claim>? GivenUp(Facility facility, string thing) =>
        thing == "registration" && facility.Registration is { Status: RegistrationStatus.Cancelled, Uscc: { } uscc } was ? [FacilityRegistered.SiteClaim(uscc, was.Site)] : null;
}
