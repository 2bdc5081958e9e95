using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Cases;

/// <summary>Enters a payment, of the whole or of an instalment.</summary>
/// <param name="Receipt">Number of the receipt.</param>
public sealed record PayFine(string Amount, string Receipt, DateOnly OccurredOn);

/// <summary>A part or all of what is due was paid.</summary>
/// <param name="Whole">With it all is paid.</param>
public sealed record FinePaid(string Case, string Amount, string Receipt, bool Whole, DateOnly OccurredOn) : IFact, IMeets
{
    public string Thing => CaseBook.Thing(Case);
    public IEnumerable<string> Meets => Whole ? [CaseBook.Payment(Case)] : [];
}

/// <summary>Enters that nothing remains to be done in a case.</summary>
/// <param name="Ground"><c>performed</c>, or <c>enforcement-ended</c> where a court ended the enforcement.</param>
public sealed record CloseCase(string Ground, DateOnly OccurredOn);

/// <summary>The case was closed; the duties that it still had end.</summary>
public sealed record CaseClosed(string Case, string Ground, DateOnly OccurredOn) : IFact, IDrops
{
    public string Thing => CaseBook.Thing(Case);
    public IEnumerable<string> Drops => [$"{Thing}/"];
}

public static class PayFineEndpoint
{
    public static readonly Rule Receipted = new("receipt-of-another-amount", 422, "DESIGN 2", new("该票据已登记为另一金额，请更正原记录", "The receipt is entered with another amount: correct that entry"));

    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/cases/{id}/payments")]
    public static Decision Decide(PayFine command, string id, [Decides] Facility facility, Circumstances c)
    {
        if ((OngoingCase.Against(c, facility, "case.pay", id, command.OccurredOn) ?? Guard.Text("receipt", command.Receipt, 100)) is { } no)
            return no;
        var (was, receipt) = (facility.Cases.All[id], command.Receipt.Trim());
        if (!Yuan.TryParse(command.Amount, out var amount) || amount.Value == 0)
            return OngoingCase.Amount.Refuse(("amount", command.Amount));
        if (was.Payments.Find(x => x.Receipt == receipt) is { } paid)
            return paid.Amount == amount ? Decision.Nothing : Receipted.Refuse(("receipt", receipt), ("paid", paid.Amount.ToString()));
        return was.Status != CaseStatus.Served || was.Payable == 0
            ? OngoingCase.Step.Refuse(("status", was.Status))
            : Decision.Of(new FinePaid(id, command.Amount, receipt, was.Paid + amount.Value >= was.Payable, command.OccurredOn));
    }
}

public static class CloseCaseEndpoint
{
    public static readonly Rule Unpaid = new("case-unpaid", 422, "行政处罚法 66", new("罚没款尚未缴清，不能以履行完毕结案", "The fine is not paid in full: the case is not closed as performed"));
    private static readonly string[] Grounds = ["performed", "enforcement-ended"];

    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/cases/{id}/closing")]
    public static Decision Decide(CloseCase command, string id, [Decides] Facility facility, Circumstances c)
    {
        if (OngoingCase.Against(c, facility, "case.close", id, command.OccurredOn) is { } no)
            return no;
        if (!Grounds.Contains(command.Ground))
            return Guard.Code.Refuse(("field", "ground"), ("known", string.Join(' ', Grounds)));
        var was = facility.Cases.All[id];
        if (was.Status == CaseStatus.Closed && was.Ground == command.Ground)
            return Decision.Nothing;
        if (was.Status != CaseStatus.Served)
            return OngoingCase.Step.Refuse(("status", was.Status));
        return command.Ground == "performed" && was.Paid < was.Payable
            ? Unpaid.Refuse(("paid", was.Paid))
            : Decision.Of(new CaseClosed(id, command.Ground, command.OccurredOn));
    }
}
