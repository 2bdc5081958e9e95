using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Obligations;
using Wolverine.Http;

namespace FacilityLedger.Filing;

/// <summary>Enters the receipt that the caller's department gave.</summary>
/// <param name="NoticeOn">Day on which the notice of basic conditions (基本条件告知书) was handed over.</param>
public sealed record IssueReceipt(string Number, DateOnly OccurredOn, DateOnly? NoticeOn = null);

/// <summary>An authority gave its receipt with the notice of basic conditions. It says that materials were received, not that conditions are met.</summary>
/// <param name="NoticeOn">Day on which the notice was handed over; null while nobody has said so.</param>
/// <param name="ReportDue">Term of the first yearly report to the filing authority; null while it owes one already.</param>
public sealed record FilingReceiptIssued(string Number, string Authority, DateOnly? NoticeOn, DateOnly OccurredOn, Deadline? ReportDue = null) : IFact, IClaims, IMeets, IStartsClock
{
    public string Thing => "filing";
    public IEnumerable<Deadline?> Deadlines => [ReportDue];
    public IEnumerable<Claim> Claims => [new("receipt", Number)];
    public IEnumerable<string> Meets => [SubmitFilingEndpoint.ReceiptKey(Authority)];
}

public static class IssueReceiptEndpoint
{
    public static readonly Rule Authority = new("filing-authority", 403, "县政策 3", new("本部门不是该机构的备案机关", "This department is no filing authority of this institution"));
    public static readonly Rule OncePerAuthority = new("receipt-once", 422, "25号文 9", new("本部门已发放备案回执", "This department has given its receipt already"));
    public static readonly Rule Materials = new("materials-missing", 422, "25号文 8", new("材料不齐、已过期或备案书缺项，请先要求补正", "Materials are missing or out of date, or the form has gaps: ask for a supplement"));

    [Gives("filing.receipt")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/filing/receipt")]
    public static Decision Decide(IssueReceipt command, [Decides] Facility facility, Circumstances c)
    {
        if ((Guard.Against(c, facility, "filing.receipt", command.OccurredOn, "filing") ?? Guard.Text("number", command.Number, 60)) is { } no)
            return no;
        var filing = facility.Filing;
        if (!filing.Open)
            return AskSupplementEndpoint.Received.Refuse(("state", filing.Status));
        if (!filing.Authorities.Contains(c.Department))
            return Authority.Refuse(("department", c.Department), ("authorities", string.Join(' ', filing.Authorities)));
        if (command.NoticeOn is { } notice && (Guard.Day(c, notice) ?? (notice < filing.ReceivedOn ? Guard.Backwards.Refuse(("noticeOn", notice), ("last", filing.ReceivedOn)) : null)) is { } impossible)
            return impossible;
        var number = command.Number.Trim();
        if (filing.Receipts.FirstOrDefault(x => x.Authority == c.Department) is { } given)
            return Folding.Same(given.Number, number) && given == new Receipt(c.Department, given.Number, command.OccurredOn, command.NoticeOn) ? Decision.Nothing : OncePerAuthority.Refuse(("number", given.Number));
        string[] missing = filing.Status == FilingStatus.SupplementAsked ? [.. filing.Missing] : [.. filing.Form!.Missing(c.Book.On(command.OccurredOn), filing.ReceivedOn!.Value)];
        if (missing.Length > 0)
            return Materials.Refuse(("materials", string.Join(' ', missing)));
        var issued = new FilingReceiptIssued(number, c.Department, command.NoticeOn, command.OccurredOn, YearlyDuty.First(YearlyDuty.Care, command.OccurredOn, facility, c));
        var now = filing.Evolve(issued);
        return Decision.Of(issued).And(now.Filed ? Shown(now, facility, c, command.OccurredOn) : null).Showing(facility, c, command.OccurredOn);
    }

    private static DisclosurePublished? Shown(FilingState now, Facility facility, Circumstances c, DateOnly on) =>
        Disclosing.Auto(c, facility, "filing", "filing", on, new() { ["status"] = FacilityStatus.Filed, ["receiptNumber"] = now.ReceiptNumber, ["receiptDate"] = on });
}
