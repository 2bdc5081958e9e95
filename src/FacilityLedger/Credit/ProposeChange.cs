using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Credit;

/// <summary>Proposes a change of credit that no rule of the policy makes.</summary>
/// <param name="Points">At most as many as lie between the lowest and the highest score, and never none.</param>
/// <param name="Basis">Instrument and article, or number of the document, on which it rests.</param>
/// <param name="Reason">Why; sealed.</param>
public sealed record ProposeCreditChange(int Points, string Basis, string Reason, DateOnly OccurredOn);

/// <summary>Agrees to the proposed change.</summary>
public sealed record ApproveCreditChange(DateOnly OccurredOn);

/// <summary>Rejects the proposed change.</summary>
/// <param name="Reasons">Sealed.</param>
public sealed record RejectCreditChange(string Reasons, DateOnly OccurredOn);

/// <summary>An officer proposed a change of credit. Nothing counts differently yet.</summary>
/// <param name="EnteredBy">Account: somebody else decides.</param>
public sealed record CreditChangeProposed(string Proposal, int Points, string Basis, Sealed Reason, string EnteredBy, Deadline? DecisionDue, DateOnly OccurredOn) : IFact, IStartsClock
{
    public string Thing => CreditBook.ProposalThing(Proposal);
    public IEnumerable<Deadline?> Deadlines => [DecisionDue];

    /// <summary>Key of the duty to decide.</summary>
    internal static string Key(string proposal) => $"{CreditBook.ProposalThing(proposal)}/decision";
}

/// <summary>Another officer agreed; the change stands beside this fact.</summary>
/// <param name="Change">Id of the change.</param>
public sealed record CreditChangeApproved(string Proposal, string Change, DateOnly OccurredOn) : IFact, IMeets
{
    public string Thing => CreditBook.ProposalThing(Proposal);
    public IEnumerable<string> Meets => [CreditChangeProposed.Key(Proposal)];
}

/// <summary>Another officer did not agree.</summary>
public sealed record CreditChangeRejected(string Proposal, Sealed Reasons, DateOnly OccurredOn) : IFact, IMeets
{
    public string Thing => CreditBook.ProposalThing(Proposal);
    public IEnumerable<string> Meets => [CreditChangeProposed.Key(Proposal)];
}

public static class ProposeCreditChangeEndpoint
{
    public static readonly Rule Points = new("proposal-points", 422, "县政策 13", new("调整分值不能为零，也不能超过分值范围", "The points are not zero and not more than the range of the score"));

    [Gives("credit.propose")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/proposals")]
    public static Decision Decide(ProposeCreditChange command, [Decides] Facility facility, Circumstances c)
    {
        if ((Guard.Against(c, facility, "credit.propose", command.OccurredOn) ?? Guard.Text("basis", command.Basis) ?? Guard.Text("reason", command.Reason, 2000, lines: true)) is { } no)
            return no;
        var policy = c.Book.On(command.OccurredOn).Credit;
        if (command.Points == 0 || Math.Abs((long)command.Points) > policy.Highest - policy.Lowest)
            return Points.Refuse(("points", command.Points), ("most", policy.Highest - policy.Lowest));
        var (id, reason) = (c.NewId("proposal"), c.Seal("reason", command.Reason));
        return Decision.Of(new CreditChangeProposed(id, command.Points, command.Basis.Trim(), reason.Sealed, c.Actor.Account, c.DeadlineIf(CreditChangeProposed.Key(id), "credit-proposal", command.OccurredOn), command.OccurredOn)).Keep(reason);
    }
}

public static class ApproveCreditChangeEndpoint
{
    public static readonly Rule Unknown = new("proposal-unknown", 404, "DESIGN 2", new("没有这项调整申请", "There is no such proposal"));
    public static readonly Rule Decided = new("proposal-decided", 422, "DESIGN 4", new("该调整已有决定", "The proposal is decided already"));
    public static readonly Rule Another = new("proposal-by-another", 403, "DESIGN 4", new("人工调整须由提出人以外的人员决定", "Somebody other than who proposed the change decides on it"));

    [Gives("credit.approve")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/proposals/{proposal}/approval")]
    public static Decision Decide(ApproveCreditChange command, string proposal, [Decides] Facility facility, Circumstances c)
    {
        if (Against(c, facility, "credit.approve", proposal, command.OccurredOn) is { } no)
            return no;
        var was = facility.CreditBook.Proposals[proposal];
        if (was.Status == ProposalStatus.Approved && was.DecidedOn == command.OccurredOn)
            return Decision.Nothing;
        if (was.Status != ProposalStatus.Proposed)
            return Decided.Refuse(("state", was.Status));
        if (Guard.After(facility, "credit", command.OccurredOn) is { } late)
            return late;
        var approved = new CreditChangeApproved(proposal, c.NewId("change"), command.OccurredOn);
        return Decision.Of(approved).And(CreditChanges.With(c, facility, command.OccurredOn,
            new CreditChanged(approved.Change, CreditChanged.ByHand, CreditBook.ProposalThing(proposal), was.Points, CreditScale.Of(c.Book.On(command.OccurredOn).Credit), c.Department, command.OccurredOn, CreditLapse.ByHand(c.Book, was.Points, command.OccurredOn))));
    }

    internal static Refusal? Against(Circumstances c, Facility facility, string command, string proposal, DateOnly on) =>
        Guard.Against(c, facility, command, on, CreditBook.ProposalThing(proposal), closed: true)
        ?? (facility.CreditBook.Proposals.GetValueOrDefault(proposal) is not { } was ? Unknown.Refuse() : was.ProposedBy == c.Actor.Account ? Another.Refuse() : null);
}

public static class RejectCreditChangeEndpoint
{
    [Gives("credit.reject")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/proposals/{proposal}/rejection")]
    public static Decision Decide(RejectCreditChange command, string proposal, [Decides] Facility facility, Circumstances c)
    {
        if ((ApproveCreditChangeEndpoint.Against(c, facility, "credit.reject", proposal, command.OccurredOn) ?? Guard.Text("reasons", command.Reasons, 2000, lines: true)) is { } no)
            return no;
        if (facility.CreditBook.Proposals[proposal] is { Status: not ProposalStatus.Proposed } was)
            return ApproveCreditChangeEndpoint.Decided.Refuse(("state", was.Status));
        var reasons = c.Seal("reasons", command.Reasons);
        return Decision.Of(new CreditChangeRejected(proposal, reasons.Sealed, command.OccurredOn)).Keep(reasons);
    }
}
