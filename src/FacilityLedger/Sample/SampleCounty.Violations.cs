using FacilityLedger.Corrections;
using FacilityLedger.Credit;
using FacilityLedger.Disclosure;
using FacilityLedger.Operation;
using FacilityLedger.Violations;

namespace FacilityLedger.Sample;

/// <content>Lives in which something was found.</content>
public sealed partial class SampleCounty
{
    private void Violations()
    {
        // A class is larger than its group may be: declared, found, put right in time.
        var crowded = New(7);
        crowded.Registered(rows[7], new(2022, 7, 4));
        crowded.Filed(new(2022, 7, 18), 100);
        crowded.On(new(2022, 9, 5), "WJ-1", (facility, c) => DeclareClassesEndpoint.Decide(new([new("INFANT", 14, 10), new("JUNIOR", 15, 15), new("SENIOR", 20, 20), new("SENIOR", 19, 20)], 100, 40, new(2022, 9, 5)), facility, c));
        var inspection = crowded.Inspected(new(2022, 9, 20), "WJ", "CARE", ("CAR-01", 2, "乳儿班在托 14 人，超过 10 人"));
        var violation = crowded.Ordered(new(2022, 9, 21), inspection, "CAR-01");
        crowded.Shown(new(2022, 9, 23), violation);
        crowded.Declared(new(2022, 9, 26), 100, 0.85);
        crowded.Reported(new(2022, 9, 27), violation, "已分设两个乳儿班");
        crowded.Verified(new(2022, 9, 29), violation);
        crowded.Shown(new(2022, 9, 30), violation);
        crowded.Published(new(2022, 10, 12), inspection);
        Yearly(crowded, 2023, 2025);
        in2025.Assess(crowded, new(2025, 10, 20), 0.78);
        Yearly(crowded, 2026, 2026);

        // Several departments in one visit; a fine on the spot, a report that did not suffice, put right late.
        var fire = Opened(13, new(2022, 8, 1), taken: 0.7);
        Yearly(fire, 2023, 2023);
        inspection = fire.Inspected(new(2024, 5, 14), "WJ XF SC", "CARE FIRE FOOD", ("FIR-12", 2, "未按期开展消防演练，灭火器检查记录缺失"), ("FOO-09", 2, "留样量不足，未记录自查"));
        violation = fire.Ordered(new(2024, 5, 15), inspection, "FIR-12");
        var food = fire.Ordered(new(2024, 5, 15), inspection, "FOO-09");
        fire.Penalised(new(2024, 5, 16), violation, "F", "1000.00");
        fire.Shown(new(2024, 5, 17), violation);
        fire.Reported(new(2024, 5, 20), food, "已配备留样柜并补记自查");
        fire.Verified(new(2024, 5, 21), food);
        fire.PenaltyShown(new(2024, 5, 22), violation);
        fire.Reported(new(2024, 5, 27), violation, "已补做演练");
        fire.On(new(2024, 5, 28), "XF-2", (facility, c) => RejectRectificationEndpoint.Decide(new(new(2024, 5, 28), 7), violation, facility, c));
        fire.Published(new(2024, 5, 29), inspection);
        fire.Reported(new(2024, 6, 7), violation, "灭火器已全部检修并建档");
        fire.Verified(new(2024, 6, 11), violation);
        fire.Shown(new(2024, 6, 12), violation);
        Yearly(fire, 2025, 2026);

        // Unfiled service: a warning, an order that fell overdue, then filed.
        var unfiled = New(15);
        unfiled.Registered(rows[15], new(2023, 3, 6));
        inspection = unfiled.Inspected(new(2023, 9, 12), "WJ", "CARE", ("FIL-01", 2, "登记后未备案，在托 11 人"));
        violation = unfiled.Ordered(new(2023, 9, 13), inspection, "FIL-01");
        unfiled.Penalised(new(2023, 9, 13), violation, "W");
        unfiled.Shown(new(2023, 9, 15), violation);
        unfiled.PenaltyShown(new(2023, 9, 18), violation);
        unfiled.Published(new(2023, 9, 27), inspection);
        unfiled.Shown(new(2023, 10, 16), violation);
        Counted(unfiled, new(2023, 10, 24), "CR-02", violation);
        unfiled.Filed(new(2023, 11, 6), 20);
        unfiled.Reported(new(2023, 11, 21), violation, "已取得备案回执");
        unfiled.Verified(new(2023, 11, 23), violation);
        unfiled.Shown(new(2023, 11, 24), violation);
        unfiled.Declared(new(2024, 3, 4), 20, 0.6);
        Yearly(unfiled, 2025, 2026);

        // Refused to correct.
        var refused = Opened(31, new(2023, 4, 17), taken: 0.9);
        inspection = refused.Inspected(new(2025, 3, 11), "WJ", "CARE HEALTH", ("CAR-02", 2, "托小班 18 人由 2 名保育人员照护"), ("HEA-11", 2, "晨检记录连续三日空白"));
        violation = refused.Ordered(new(2025, 3, 12), inspection, "CAR-02");
        var health = refused.Ordered(new(2025, 3, 12), inspection, "HEA-11");
        refused.Penalised(new(2025, 3, 13), violation, "W");
        refused.Reported(new(2025, 3, 14), health, "晨检已恢复");
        refused.Verified(new(2025, 3, 17), health);
        refused.Shown(new(2025, 3, 18), violation);
        refused.Published(new(2025, 3, 26), inspection);
        refused.Verified(new(2025, 3, 28), violation, "refused-to-correct");
        refused.Shown(new(2025, 3, 31), violation);
        Counted(refused, new(2025, 4, 2), "CR-03", violation);
        // The next rung of the ladder after a warning: the refusal was verified, so a fine may follow.
        refused.Fined(new(2025, 4, 14), refused.Sued(new(2025, 4, 7), violation), "8000.00", "承认人手不足，请求从轻处理");
        refused.Passed(new(2025, 9, 16), "WJ XF SC", plans.First(x => x.Year == 2025));
        Yearly(refused, 2026, 2026);

        // Three terms missed in two years.
        var poor = Opened(34, new(2023, 5, 8), taken: 0.95);
        foreach (var (day, item, narrative) in new (DateOnly, string, string)[] { (new(2024, 3, 19), "CAR-04", "两名保育人员未经培训"), (new(2024, 9, 10), "CAR-03", "负责人资质证明过期"), (new(2025, 5, 13), "CAR-06", "活动用房用途改变") })
        {
            inspection = poor.Inspected(day, "WJ", "CARE", (item, 2, narrative));
            violation = poor.Ordered(poor.After(day, 1), inspection, item, 15);
            poor.Published(poor.After(day, 9), inspection);
            poor.Shown(poor.After(day, 20), violation);
            Counted(poor, poor.After(day, 24), "CR-02", violation);
            poor.Reported(poor.After(day, 30), violation, "已整改到位");
            poor.Verified(poor.After(day, 33), violation);
            poor.Shown(poor.After(day, 34), violation);
        }
        Yearly(poor, 2025, 2025);
        in2025.Assess(poor, new(2025, 10, 27), 0.62);

        // Reported in time, entered when the term had passed: the mark goes.
        var entered = Opened(37, new(2023, 6, 12), taken: 0.7);
        inspection = entered.Inspected(new(2024, 10, 15), "WJ", "CARE", ("CAR-08", 1, "两名婴幼儿未签订托育服务协议"));
        violation = entered.Ordered(new(2024, 10, 16), inspection, "CAR-08");
        entered.Published(new(2024, 10, 28), inspection);
        entered.Reported(new(2024, 10, 30), violation, "协议已补签", entered: new(2024, 11, 5));
        entered.Verified(new(2024, 11, 7), violation);
        Yearly(entered, 2025, 2026);

        // A publication that was not to be made is taken back.
        var withdrawn = Opened(39, new(2023, 11, 6), taken: 0.5);
        inspection = withdrawn.Inspected(new(2024, 11, 12), "WJ", "CARE", ("CAR-07", 1, "户外活动不足两小时"));
        violation = withdrawn.Ordered(new(2024, 11, 13), inspection, "CAR-07");
        withdrawn.Shown(new(2024, 11, 14), violation);
        withdrawn.Reported(new(2024, 11, 18), violation, "已调整一日安排");
        withdrawn.Verified(new(2024, 11, 19), violation);
        withdrawn.On(new(2024, 11, 20), "WJ-2", (facility, c) => WithdrawDisclosureEndpoint.Decide(new("not-disclosable", new(2024, 11, 20)), $"violation-{violation}", facility, c));
        withdrawn.Published(new(2024, 11, 25), inspection);
        Yearly(withdrawn, 2025, 2026);

        var vetoed = Opened(40, new(2022, 10, 10), taken: 0.8);
        Yearly(vetoed, 2023, 2023);
        in2023.Assess(vetoed, new(2023, 11, 6), 0.83, failed: "9.4.3");
        Yearly(vetoed, 2024, 2025);
        in2025.Assess(vetoed, new(2025, 11, 3), 0.87);
        Yearly(vetoed, 2026, 2026);
    }
}
