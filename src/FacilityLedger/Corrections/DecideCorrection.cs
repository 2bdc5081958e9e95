using FacilityLedger.Credit;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspectors;
using FacilityLedger.Obligations;
using FacilityLedger.Registration;
using JasperFx.Events;
using Marten;
using Wolverine.Http;
using Entry = FacilityLedger.Facilities.Entry;

namespace FacilityLedger.Corrections;

/// <summary>Another officer of the department agrees: from now on the right values count.</summary>
public sealed record ApproveCorrection(DateOnly OccurredOn) : INamesOfficers;

/// <summary>Another officer of the department does not agree.</summary>
/// <param name="Reasons">In words; sealed.</param>
public sealed record RejectCorrection(string Reasons, DateOnly OccurredOn);

/// <summary>In the place of an entry and of all that its decision appended count these facts. The entry stays in the stream, and the timeline shows both. What it showed to the public is corrected by events of its own.</summary>
/// <param name="Entry">Version of the first event of the decision that was wrong.</param>
/// <param name="Last">Version of the last event that it appended.</param>
/// <param name="Of">The thing that the entry concerns.</param>
/// <param name="Facts">What the right command decides in the state of then.</param>
/// <param name="Taken">Names that are held now and were not before.</param>
public sealed record EntryCorrected(string Correction, long Entry, long Last, string Of, IReadOnlyList<StoredFact> Facts, DateOnly OccurredOn, IReadOnlyList<Claim>? Taken = null) : IAmends, IClaims, IMeets
{
    public string Thing => CorrectionBook.Thing(Correction);
    public IEnumerable<Claim> Claims => Taken ?? [];
    public IEnumerable<string> Meets => [CorrectionBook.DecisionDuty(Correction)];
}

/// <summary>The entry stands as it was made.</summary>
public sealed record CorrectionRejected(string Correction, Sealed Reasons, DateOnly OccurredOn) : IFact, IMeets
{
    public string Thing => CorrectionBook.Thing(Correction);
    public IEnumerable<string> Meets => [CorrectionBook.DecisionDuty(Correction)];
}

public static class ApproveCorrectionEndpoint
{
    public static readonly Rule Unknown = new("correction-unknown", 404, "DESIGN 2", new("该机构没有这项更正", "The institution has no such correction"));
    public static readonly Rule Decided = new("correction-decided", 422, "DESIGN 2", new("该更正已有决定", "The correction is decided already"));
    public static readonly Rule Another = new("correction-by-another", 403, "DESIGN 4", new("更正须由申请人以外的人员决定", "Somebody other than who asked for the correction decides on it"));
    public static readonly Rule Overtaken = new("correction-overtaken", 422, "DESIGN 2", new("申请之后该记录已作废或已更正，请重新申请", "Since the request the entry was voided or corrected: ask again"));

    /// <summary>The file as it is entered, behind the lock.</summary>
    public static Task<IReadOnlyList<Entry>> LoadAsync(ApproveCorrection command, IEventStream<Facility> stream, IDocumentSession session, CancellationToken cancellation) =>
        CorrectedFile.ReadAsync(session, stream.Key!, cancellation);

    [Gives("correction.approve")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/corrections/{correction}/approval")]
    public static Decision Decide(ApproveCorrection command, string correction, [Decides] Facility facility, IReadOnlyList<Entry> entries, Circumstances c)
    {
        if (Against(c, facility, "correction.approve", correction, command.OccurredOn) is { } no)
            return no;
        var (asked, at) = entries.Where(x => x.Fact is CorrectionRequested e && e.Correction == correction).Select(x => ((CorrectionRequested)x.Fact, x.Version)).Last();
        if (entries.Any(x => x.Version > at && x.Fact is IAmends amends && amends.Entry <= asked.Last && amends.Last >= asked.Entry))
            return Overtaken.Refuse(("entry", asked.Entry));
        if (Guard.After(facility, asked.Of, command.OccurredOn) is { } backwards)
            return backwards;
        var (file, right) = (new CorrectedFile(entries, asked.EnteredBy, new Dictionary<string, string>()), asked.Facts.Select(x => x.Read()).ToList());
        if (file.Passed(new(asked.Entry, asked.Last, asked.Of), right[0].OccurredOn) is { } passed)
            return RequestCorrectionEndpoint.Passes.Refuse(("occurredOn", right[0].OccurredOn), ("of", passed.Thing), ("on", passed.OccurredOn));

        var (held, taken) = (Held(file.Counting(asked.Entry), facility), Held(right, facility));
        var corrected = new EntryCorrected(correction, asked.Entry, asked.Last, asked.Of, [.. asked.Facts.Where(x => !Amended.IsShown(x.Read()))], command.OccurredOn, taken.Except(held).ToList() is { Count: > 0 } more ? more : null);
        var decision = Decision.Of(corrected).And(ShownAgain.Of(facility, entries, asked, right, command.OccurredOn));
        var after = Facility.Replay([.. entries, .. decision.Events.Select((x, i) => new Entry(facility.Id, facility.Version + i + 1, x, c.Department, correction))])!;
        var unfounded = ChangeCreditEndpoint.NoLongerFounded(facility, after, c);
        var on = facility.Touched.GetValueOrDefault("credit") is { } last && last.OccurredOn > command.OccurredOn ? last.OccurredOn : command.OccurredOn;
        return ShownAgain.Status(decision, after, facility, c, command.OccurredOn)
            .And(unfounded.Count == 0 ? [CreditChanges.Publication(c, after, command.OccurredOn)] : CreditChanges.Struck(c, after, unfounded, "entry-corrected", CorrectionBook.Thing(correction), on))
            // The terms of the right facts were counted when they were asked for.
            .And(FallDue.Moved(after, c))
            .Release(held.Except(taken));
    }

    // What a cancellation gave up is nobody's to give back or to take.
    private static HashSet<Claim> Held(IEnumerable<IFact> facts, Facility facility) =>
        [.. facts.OfType<IClaims>().SelectMany(x => x.Claims).Where(x => facility.Registration.Status != RegistrationStatus.Cancelled || x.Scheme != FacilityRegistered.SiteScheme)];

    internal static Refusal? Against(Circumstances c, Facility facility, string command, string correction, DateOnly on) =>
        Guard.Against(c, facility, command, on, CorrectionBook.Thing(correction), closed: true)
        ?? (facility.Corrections.Find(correction) is not { } asked ? Unknown.Refuse()
            : asked.Department != c.Department ? RequestCorrectionEndpoint.OwnEntry.Refuse(("department", c.Department), ("enteredBy", asked.Department))
            : asked.Status != CorrectionStatus.Requested ? Decided.Refuse(("state", asked.Status))
            : asked.RequestedBy == c.Actor.Account ? Another.Refuse()
            : null);
}

public static class RejectCorrectionEndpoint
{
    [Gives("correction.reject")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/corrections/{correction}/rejection")]
    public static Decision Decide(RejectCorrection command, string correction, [Decides] Facility facility, Circumstances c)
    {
        if (ApproveCorrectionEndpoint.Against(c, facility, "correction.reject", correction, command.OccurredOn) is { } no)
            return no;
        if (Guard.Text("reasons", command.Reasons, 2000, lines: true) is { } malformed)
            return malformed;
        var reasons = c.Seal("reasons", command.Reasons);
        return Decision.Of(new CorrectionRejected(correction, reasons.Sealed, command.OccurredOn)).Keep(reasons);
    }
}
