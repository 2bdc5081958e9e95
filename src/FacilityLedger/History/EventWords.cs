using FacilityLedger.Facilities;

namespace FacilityLedger.History;

/// <summary>Stored names of events in words.</summary>
public static class EventWords
{
    private static readonly Dictionary<string, Words> Known = new(StringComparer.Ordinal)
    {
        ["facility-found"] = new("发现无登记场所", "Found unregistered"),
        ["facility-registered"] = new("登记", "Registered"),
        ["registration-changed"] = new("登记变更", "Registration changed"),
        ["registration-cancelled"] = new("登记注销", "Registration cancelled"),
        ["obligation-fell-due"] = new("期限届满", "A term fell due"),
        ["deadline-moved"] = new("期限因放假通知重新计算", "A term was counted anew after a notice of working days"),
        ["disclosure-published"] = new("公示", "Disclosure published"),
        ["disclosure-corrected"] = new("公示更正", "Disclosure corrected"),
        ["disclosure-withdrawn"] = new("公示撤回", "Disclosure withdrawn"),
        ["disclosure-ended"] = new("公示终止", "Disclosure ended"),
        ["disclosure-resumed"] = new("公示恢复", "Disclosure resumed"),
        ["facility-imported"] = new("导入登记册", "Imported from a register"),
        ["register-entry-changed"] = new("登记册变更", "Register entry changed"),
        ["facility-delisted"] = new("移出名册", "No longer on the register"),
        ["facility-relisted"] = new("重新列入名册", "On the register again"),
        ["visit-reported"] = new("登记册所载检查", "Visit reported"),
        ["visit-restated"] = new("登记册所载检查更改", "Visit restated"),
        ["violation-reported"] = new("登记册所载违法", "Violation reported"),
        ["violation-restated"] = new("登记册所载违法更改", "Violation restated"),
        ["entry-voided"] = new("记录作废", "Entry voided"),
        ["filing-submitted"] = new("收到备案材料", "Filing received"),
        ["filing-supplement-asked"] = new("要求补正", "Supplement asked for"),
        ["filing-receipt-issued"] = new("发放备案回执", "Receipt issued"),
        ["filing-nonconformity-notified"] = new("告知不符合", "Nonconformity notified"),
        ["filing-conditions-met"] = new("确认符合条件", "Conditions met"),
        ["conditions-checked"] = new("核对条件", "Conditions checked"),
        ["material-expired"] = new("材料到期", "A material expired"),
        ["material-lapsed"] = new("材料失效", "A material lapsed"),
        ["material-renewed"] = new("材料更新", "A material was renewed"),
        ["filing-changed"] = new("备案变更", "Filing changed"),
        ["filing-closed"] = new("备案终止", "Filing closed"),
        ["classes-declared"] = new("申报班级", "Classes declared"),
        ["nonconformity-raised"] = new("班级超出限额", "Classes beyond the limits"),
        ["operation-suspended"] = new("暂停服务", "Service suspended"),
        ["operation-resumed"] = new("恢复服务", "Service resumed"),
        ["service-terminated"] = new("终止服务", "Service ended"),
        ["assessment-opened"] = new("启动质量评估", "Assessment opened"),
        ["indicator-scored"] = new("指标评分", "Indicator scored"),
        ["assessment-frozen"] = new("评估结果确定", "Assessment frozen"),
        ["inspection-opened"] = new("开始检查", "Inspection opened"),
        ["finding-recorded"] = new("记录检查发现", "Finding recorded"),
        ["inspection-completed"] = new("检查结束", "Inspection completed"),
        ["inspection-result-published"] = new("公布检查结果", "Inspection result published"),
        ["violation-recorded"] = new("记录违法行为", "Violation recorded"),
        ["rectification-ordered"] = new("责令改正", "Rectification ordered"),
        ["rectification-reported"] = new("提交整改报告", "Rectification reported"),
        ["rectification-rejected"] = new("退回整改报告", "Report rejected"),
        ["rectification-verified"] = new("核验整改", "Rectification verified"),
        ["violation-dismissed"] = new("不予认定违法", "Violation dismissed"),
        ["summary-penalty-imposed"] = new("简易程序处罚", "Summary penalty imposed"),
        ["credit-changed"] = new("信用变更", "Credit changed"),
        ["credit-grade-changed"] = new("信用等级变更", "Credit grade changed"),
    };

    public static Words Of(string type) => Known.GetValueOrDefault(type) ?? new(type, type);
}
