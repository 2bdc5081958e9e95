using FacilityLedger.Cases;
using FacilityLedger.Corrections;
using FacilityLedger.Filing;
using FacilityLedger.Operation;

namespace FacilityLedger.Sample;

/// <content>A fine that did not stand, entries that were doubted, and a town that went by.</content>
public sealed partial class SampleCounty
{
    // Fined for fire equipment, paid, and annulled on reconsideration: what was published and counted goes with it.
    private void Cases()
    {
        var fined = Opened(43, new(2023, 3, 13), taken: 0.6);
        var inspection = fined.Inspected(new(2024, 4, 9), "XF", "FIRE", ("FIR-01", 2, "三具灭火器压力不足"));
        var violation = fined.Ordered(new(2024, 4, 10), inspection, "FIR-01");
        var id = fined.Sued(new(2024, 4, 11), violation);
        fined.Reported(new(2024, 4, 15), violation, "灭火器已更换");
        fined.Verified(new(2024, 4, 17), violation);
        fined.Published(new(2024, 4, 22), inspection);
        var closed = fined.Fined(new(2024, 4, 23), id, "5000.00", "灭火器检查前一周刚由维保单位检测");
        Counted(fined, fined.After(closed, 2), "CR-06", violation);
        fined.On(new(2024, 8, 14), "XF-2", (facility, c) => RevokePenaltyEndpoint.Decide(new("reconsideration", "源政复决〔2024〕6号", new(2024, 8, 14)), id, facility, c));
        Yearly(fined, 2025, 2026);
    }

    private void Corrections()
    {
        // The number of a receipt was mistyped; another officer compared it with the paper and agreed.
        var mistyped = New(54);
        mistyped.Registered(rows[54], new(2024, 2, 5));
        mistyped.Received(new(2024, 2, 26), 60);
        mistyped.On(new(2024, 2, 29), "WJ-1", (facility, c) => IssueReceiptEndpoint.Decide(new("沂托备〔2024〕504号", new(2024, 2, 29), new(2024, 2, 29)), facility, c));
        var asked = mistyped.Asked(new(2024, 3, 4), "filing", "filing/receipt", new IssueReceipt("沂托备〔2024〕054号", new(2024, 2, 29), new(2024, 2, 29)), "typing-error", "编号颠倒，以纸质回执为准");
        mistyped.On(new(2024, 3, 5), "WJ-2", (facility, c) => ApproveCorrectionEndpoint.Decide(new(new(2024, 3, 5)), asked, facility, mistyped.Entries, c));
        mistyped.On(new(2024, 3, 8), "WJ-2", (facility, c) => ConfirmConditionsEndpoint.Decide(new(new(2024, 3, 8)), facility, c));
        mistyped.Declared(new(2024, 4, 8), 60, 0.7);
        Yearly(mistyped, 2025, 2026);

        // The institution says that it declared more places; the signed declaration says otherwise.
        var objected = Opened(62, new(2023, 8, 21), taken: 0.8);
        var declared = new DeclareClasses([new("INFANT", 8, 10), new("JUNIOR", 12, 15), new("SENIOR", 12, 20)], 45, 20, objected.Now.Touched["operation"].OccurredOn);
        var day = objected.After(declared.OccurredOn, 4);
        asked = objected.Asked(day, "operation", "operation/classes", declared, "objection", "机构称申报托位为 45 个");
        objected.On(objected.After(day, 2), "WJ-2", (facility, c) => RejectCorrectionEndpoint.Decide(new("与机构签字的申报表不符", objected.After(day, 2)), asked, facility, c));
        Yearly(objected, 2024, 2026);

        // The town goes by twice; what it saw the second time is a clue for the health bureau.
        var patrolled = Opened(59, new(2023, 9, 18), taken: 0.9);
        Yearly(patrolled, 2024, 2025);
        patrolled.Patrolled(new(2025, 11, 11), null);
        Yearly(patrolled, 2026, 2026);
        var patrol = patrolled.Patrolled(new(2026, 9, 8), "接园时段婴幼儿无人交接，自行走出大门", "CARE");
        var inspection = patrolled.Inspected(patrolled.Inspection(new(2026, 9, 10), "WJ", "CARE") with { Clue = $"patrols/{patrol}" }, null, ("CAR-09", 2, "接送登记空白，无人核对接送人"));
        var violation = patrolled.Ordered(new(2026, 9, 11), inspection, "CAR-09", 7);
        patrolled.Reported(new(2026, 9, 16), violation, "已设专人核对接送卡");
        patrolled.Published(new(2026, 9, 18), inspection);
        patrolled.Verified(new(2026, 9, 21), violation);
        patrolled.Shown(new(2026, 9, 22), violation);
    }
}
