using FacilityLedger.Credit;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Violations;
using Wolverine.Http;

namespace FacilityLedger.Cases;

/// <summary>Enters that a penalty was annulled.</summary>
/// <param name="By"><c>department</c> (withdrew it itself), <c>reconsideration</c> or <c>court</c>.</param>
/// <param name="Document">Number of the decision or judgment that annulled it.</param>
public sealed record RevokePenalty(string By, string Document, DateOnly OccurredOn);

/// <summary>The penalty was annulled: the case is over, its terms and that for making it public end. What followed from it is undone by facts of their own beside this one.</summary>
/// <param name="Number">Number of the decision that is gone.</param>
public sealed record PenaltyRevoked(string Case, IReadOnlyList<string> Violations, string Number, string By, string Document, DateOnly OccurredOn) : IFact, IDrops
{
    public string Thing => CaseBook.Thing(Case);
    public IEnumerable<string> Drops => [.. CaseBook.Terms(Case), PenaltyPublicity.Key(Thing), .. Violations.Select(PenaltyPublicity.AgainKey)];
}

public static class RevokePenaltyEndpoint
{
    internal static readonly string[] Bodies = ["department", "reconsideration", "court"];

    [Gives("case.revoke")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/cases/{id}/revocation")]
    public static Decision Decide(RevokePenalty command, string id, [Decides] Facility facility, Circumstances c)
    {
        if ((OngoingCase.Against(c, facility, "case.revoke", id, command.OccurredOn) ?? Guard.Text("document", command.Document, 100)) is { } no)
            return no;
        if (!Bodies.Contains(command.By))
            return Guard.Code.Refuse(("field", "by"), ("known", string.Join(' ', Bodies)));
        var was = facility.Cases.All[id];
        if (was.Status == CaseStatus.Revoked && was.Ground == command.By)
            return Decision.Nothing;
        if (was.DecidedOn is null || !was.Holds)
            return OngoingCase.Step.Refuse(("state", was.Status));
        return Annul(c, facility, was, command.By, command.Document.Trim(), command.OccurredOn, []);
    }

    /// <summary>The penalty goes with all that followed from it, whoever annulled it.</summary>
    /// <param name="before">What annulled it, where that is a fact of the case too.</param>
    internal static Decision Annul(Circumstances c, Facility facility, Case was, string by, string document, DateOnly day, IReadOnlyList<IFact> before)
    {
        var counted = Counted(c, facility, was).ToList();
        return counted.Count > 0 && Guard.After(facility, "credit", day) is { } late
            ? late
            : Decision.Of([.. before, new PenaltyRevoked(was.Id, was.Violations, was.Number!, by, document, day)]).And(Hidden(facility, CaseBook.Thing(was.Id), day))
                .And(CreditChanges.Struck(c, facility, counted, "annulled", CaseBook.Thing(was.Id), day));
    }

    /// <summary>What the public saw of the decision is withdrawn (行政处罚法 48).</summary>
    /// <param name="of">The thing by which it was decided.</param>
    internal static DisclosureWithdrawn? Hidden(Facility facility, string of, DateOnly day) => Disclosing.Key(ViolationDisclosure.Penalty, of) is var shown && facility.Disclosures.Standing.ContainsKey(shown)
        ? new DisclosureWithdrawn(shown, "annulled", facility.NotBefore(shown, day))
        : null;

    // Only what counted the penalty itself: being overdue or refusing stays what it was.
    private static IEnumerable<CreditEntry> Counted(Circumstances c, Facility facility, Case was) => facility.Credit.Counting.Where(x =>
        was.Violations.Any(v => x.Cause == ViolationBook.Thing(v)) && x.ChangedOn >= was.DecidedOn && c.Book.On(x.ChangedOn).Credit.Rules.Any(r => r.Code == x.Rule && r.Cause == "penalty"));
}
