using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Cases;

/// <summary>Enters that the department asks the court to enforce what was decided.</summary>
/// <param name="Document">Number of the application.</param>
public sealed record ApplyToCourt(string Document, DateOnly OccurredOn);

/// <summary>The court was asked to enforce. After the department's term it is late, and the court may refuse it (行政强制法 53).</summary>
public sealed record EnforcementApplied(string Case, string Document, DateOnly OccurredOn) : IFact, IMeets
{
    public string Thing => CaseBook.Thing(Case);
    public IEnumerable<string> Meets => [CaseBook.Court(Case)];
}

/// <summary>Enters what the court decided about the enforcement.</summary>
/// <param name="Ruling"><c>enforcement-allowed</c>, <c>enforcement-refused</c>, <c>enforcement-done</c> or <c>enforcement-ended</c> (for want of means or the like).</param>
/// <param name="Document">Number of the ruling.</param>
public sealed record EnterRuling(string Ruling, string Document, DateOnly OccurredOn);

/// <summary>The court ruled on the enforcement, or brought it to an end.</summary>
public sealed record EnforcementRuled(string Case, string Ruling, string Document, DateOnly OccurredOn) : IFact
{
    public string Thing => CaseBook.Thing(Case);
}

public static class ApplyToCourtEndpoint
{
    public static readonly Rule Recourse = new("recourse-over-first", 422, "行政强制法 53", new("当事人复议、诉讼期限届满且无未决复议、诉讼的，才能申请法院强制执行", "The court is asked when the party's term for reconsideration and suit is over and neither is pending"));
    public static readonly Rule Demanded = new("demand-first", 422, "行政强制法 54", new("申请法院强制执行前须先催告，催告期满仍未履行", "The party is called upon first, and has not performed when that term is over"));

    [Gives("case.court")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/cases/{id}/court-application")]
    public static Decision Decide(ApplyToCourt command, string id, [Decides] Facility facility, Circumstances c)
    {
        if ((OngoingCase.Against(c, facility, "case.court", id, command.OccurredOn) ?? Guard.Text("document", command.Document, 100)) is { } no)
            return no;
        var was = facility.Cases.All[id];
        if (was.AppliedOn == command.OccurredOn && was.Ruling is null)
            return Decision.Nothing;
        if (was.Status != CaseStatus.Served || was.AppliedOn is not null && was.Ruling != "enforcement-refused")
            return OngoingCase.Step.Refuse(("state", was.Status));
        if (was.Pending is not null || command.OccurredOn <= was.RecourseUntil)
            return Recourse.Refuse(("until", was.RecourseUntil));
        return was.DemandedUntil is { } until && command.OccurredOn > until
            ? Decision.Of(new EnforcementApplied(id, command.Document.Trim(), command.OccurredOn))
            : Demanded.Refuse(("until", was.DemandedUntil));
    }
}

public static class EnterRulingEndpoint
{
    private static readonly string[] Rulings = ["enforcement-allowed", "enforcement-refused", "enforcement-done", "enforcement-ended"];

    [Gives("case.court-ruling")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/cases/{id}/court-ruling")]
    public static Decision Decide(EnterRuling command, string id, [Decides] Facility facility, Circumstances c)
    {
        if ((OngoingCase.Against(c, facility, "case.court-ruling", id, command.OccurredOn) ?? Guard.Text("document", command.Document, 100)) is { } no)
            return no;
        if (!Rulings.Contains(command.Ruling))
            return Guard.Code.Refuse(("field", "ruling"), ("known", string.Join(' ', Rulings)));
        var was = facility.Cases.All[id];
        if (was.AppliedOn is not null && was.Ruling == command.Ruling)
            return Decision.Nothing;
        // What was allowed is carried out or ends; all else is the end already.
        return was is { Status: CaseStatus.Served, AppliedOn: not null } && was.Ruling is null or "enforcement-allowed"
            ? Decision.Of(new EnforcementRuled(id, command.Ruling, command.Document.Trim(), command.OccurredOn))
            : OngoingCase.Step.Refuse(("state", was.Status));
    }
}
