using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Cases;

/// <summary>Enters a payment, of the whole or of an instalment.</summary>
/// <param name="Receipt">Number of the receipt.</param>
public sealed record PayFine(string Amount, string Receipt, DateOnly OccurredOn);

/// <summary>A part or all of what is due was paid.</summary>
/// <param name="Whole">With it all that was decided is paid; a surcharge may remain.</param>
/// <param name="Instalments">So many of the instalments that were granted last are paid with it.</param>
public sealed record FinePaid(string Case, string Amount, string Receipt, bool Whole, int Instalments, DateOnly OccurredOn) : IFact, IMeets, IDrops
{
    public string Thing => CaseBook.Thing(Case);
    public IEnumerable<string> Meets => [.. Enumerable.Range(1, Instalments).Select(x => CaseBook.Instalment(Case, x)), .. Whole ? [CaseBook.Payment(Case), CaseBook.Demand(Case)] : Array.Empty<string>()];
    public IEnumerable<string> Drops => Whole ? [CaseBook.Court(Case)] : [];
}

/// <summary>Enters that nothing remains to be done in a case.</summary>
/// <param name="Ground"><c>performed</c>; <c>surcharge-waived</c>: performed but for a surcharge that was waived (行政强制法 42); or <c>enforcement-ended</c> where a court ended the enforcement.</param>
public sealed record CloseCase(string Ground, DateOnly OccurredOn);

/// <summary>The case was closed; the duties that it still had end.</summary>
public sealed record CaseClosed(string Case, string Ground, DateOnly OccurredOn) : IFact, IDrops
{
    public string Thing => CaseBook.Thing(Case);
    public IEnumerable<string> Drops => CaseBook.Terms(Case);
}

public static class PayFineEndpoint
{
    public static readonly Rule Receipted = new("receipt-of-another-amount", 422, "DESIGN 2", new("该票据已登记为另一金额，请更正原记录", "The receipt is entered with another amount: correct that entry"));

    [Gives("case.pay")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/cases/{id}/payments")]
    public static Decision Decide(PayFine command, string id, [Decides] Facility facility, Circumstances c)
    {
        if ((OngoingCase.Against(c, facility, "case.pay", id, command.OccurredOn) ?? Guard.Text("receipt", command.Receipt, 100)) is { } no)
            return no;
        var (was, receipt) = (facility.Cases.All[id], command.Receipt.Trim());
        if (!Yuan.TryParse(command.Amount, out var amount) || amount.Value == 0)
            return OngoingCase.Amount.Refuse(("amount", command.Amount));
        if (was.Payments.Find(x => Folding.Same(x.Receipt, receipt)) is { } paid)
            return paid.Amount == amount ? Decision.Nothing : Receipted.Refuse(("receipt", receipt), ("paid", paid.Amount.ToString()));
        if (was.Status != CaseStatus.Served || was.Payable == 0)
            return OngoingCase.Step.Refuse(("state", was.Status));
        var paidNow = was.Paid + amount.Value;
        return Decision.Of(new FinePaid(id, command.Amount, receipt, paidNow >= was.Payable, was.Plans.Count > 1 ? was.Plans[^1].Steps.Count(x => x.Total.Value <= paidNow) : 0, command.OccurredOn));
    }
}

public static class CloseCaseEndpoint
{
    public static readonly Rule Unpaid = new("case-unpaid", 422, "行政处罚法 66", new("罚没款尚未缴清，不能以履行完毕结案", "The fine is not paid in full: the case is not closed as performed"));
    public static readonly Rule Surcharged = new("surcharge-unpaid", 422, "行政处罚法 72；行政强制法 42", new("加处罚款尚未缴清，也未减免，不能以履行完毕结案", "The surcharge is neither paid nor waived: the case is not closed as performed"));
    private static readonly string[] Grounds = ["performed", "surcharge-waived", "enforcement-ended"];

    [Gives("case.close")]
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
            return OngoingCase.Step.Refuse(("state", was.Status));
        if (command.Ground != "enforcement-ended" && was.Paid < was.Payable)
            return Unpaid.Refuse(("paid", was.Paid));
        var surcharge = Surcharge.On(was, c.Book, command.OccurredOn).Value;
        return command.Ground == "performed" && was.Paid < was.Payable + surcharge
            ? Surcharged.Refuse(("paid", was.Paid), ("surcharge", surcharge))
            : Decision.Of(new CaseClosed(id, command.Ground, command.OccurredOn));
    }
}
