using FacilityLedger.Facilities;
using static FacilityLedger.Web.Forms.FormField;

namespace FacilityLedger.Web.Forms;

/// <summary>The codes that commands know by themselves, in words: choices of forms, and what the timeline says of stored codes.</summary>
public static class CodeWords
{
    public static IReadOnlyList<Option> ServiceForms { get; } = [Choice("full-day", "全日托", "Full day"), Choice("half-day", "半日托", "Half day"), Choice("hourly", "计时托", "Hourly"), Choice("temporary", "临时托", "Temporary")];
    public static IReadOnlyList<Option> Tenures { get; } = [Choice("owned", "自有", "Owned"), Choice("leased", "租赁", "Leased"), Choice("free-use", "无偿使用", "Free use")];
    public static IReadOnlyList<Option> Sources { get; } = [Choice("patrol", "巡查", "Patrol"), Choice("complaint", "投诉", "Complaint"), Choice("transfer", "移送", "Transfer")];
    public static IReadOnlyList<Option> Cancellations { get; } = [Choice("application", "依申请", "On application"), Choice("revoked", "被撤销、吊销", "Revoked"), Choice("expired", "有效期届满", "Expired")];
    public static IReadOnlyList<Option> Refusals { get; } = [Choice("conditions", "不符合登记条件", "Conditions are not met"), Choice("false-materials", "提交虚假材料", "False materials"), Choice("public-interest", "可能危害社会公共利益", "Against the public interest"), Choice("representative", "法定代表人不得任职", "The representative may not hold the office"), Choice("other-law", "法律法规规定的其他情形", "Another ground of the law")];
    public static IReadOnlyList<Option> RegisteredItems { get; } = [Choice("name", "名称", "Name"), Choice("address", "住所", "Address"), Choice("representative", "法定代表人", "Legal representative"), Choice("scope", "业务（经营）范围", "Scope")];
    public static IReadOnlyList<Option> PremisesResults { get; } = [Choice("passed", "合格（予以核实）", "Passed"), Choice("failed", "不合格（不予核实）", "Failed")];
    public static IReadOnlyList<Option> Acceptances { get; } = [Choice("fire-acceptance", "消防验收", "Fire acceptance"), Choice("fire-filing", "消防验收备案", "Filing of the fire acceptance"), Choice("completion", "竣工验收", "Completion acceptance"), Choice("completion-filing", "竣工验收备案", "Filing of the completion acceptance")];
    public static IReadOnlyList<Option> Closures { get; } = [Choice("application", "依申请", "On application"), Choice("ex-officio", "依职权", "Ex officio")];
    public static IReadOnlyList<Option> Lapses { get; } = [Choice("address", "地址变更", "Change of address"), Choice("places", "增加托位", "More places"), Choice("classes", "班型变更", "Other class types")];
    public static IReadOnlyList<Option> CertificateEnds { get; } = [Choice("left", "离岗、离职", "Left"), Choice("moved", "调往其他部门", "Moved to another department"), Choice("revoked", "证件被吊销、收回", "The certificate was taken back"), Choice("entered-wrongly", "登记有误", "Entered wrongly")];
    public static IReadOnlyList<Option> Suspensions { get; } = [Choice("own-decision", "机构自行决定", "Its own decision"), Choice("ordered", "责令", "Ordered"), Choice("emergency", "突发情况", "Emergency")];
    public static IReadOnlyList<Option> Periods { get; } = [Choice("month", "每月", "a month"), Choice("half-month", "每半月", "half a month"), Choice("day", "每天", "a day"), Choice("hour", "每小时", "an hour"), Choice("term", "每期", "a term")];
    public static IReadOnlyList<Option> Arrangements { get; } = [Choice("transferred", "转至其他机构", "Transferred to others"), Choice("returned-home", "回家照护", "Returned home"), Choice("none-enrolled", "已无在托婴幼儿", "None were enrolled")];
    public static IReadOnlyList<Option> Reports { get; } = [Choice(Obligations.YearlyDuty.Care, "托育年度工作报告", "Report on care"), Choice("enterprise", "企业年度报告", "Report of an enterprise"), Choice("nonprofit-sponsor", "民非年度报告（报业务主管单位）", "Report of a non-profit to its sponsor"), Choice("nonprofit", "民非年度报告（报登记机关）", "Report of a non-profit to its registrar")];
    public static IReadOnlyList<Option> Installations { get; } = [Choice("video", "视频监控系统", "Video system"), Choice("guards", "自行招用的保安员", "Own security guards"), Choice("fire-facilities", "建筑消防设施", "Fire equipment"), Choice("fire-check", "全面防火检查", "Full fire self-check")];
    public static IReadOnlyList<Option> Duties { get; } = [Choice("management", "综合管理", "Management"), Choice("care", "保育照护", "Care"), Choice("health", "卫生保健", "Health care"), Choice("security", "安全保卫", "Security"), Choice("staff", "工作人员", "Staff"), Choice("places", "托位", "Places")];
    public static IReadOnlyList<Option> Results { get; } = [Choice("no-problem", "未发现问题", "No problem found"), Choice("correction-ordered", "责令改正", "Correction ordered"), Choice("case", "立案", "A case")];
    public static IReadOnlyList<Option> Tellers { get; } = [Choice(Incidents.ReportIncidentEndpoint.Institution, "机构", "The institution"), Choice("authority", "其他部门", "Another department"), Choice("public", "公众", "The public")];
    public static IReadOnlyList<Option> IncidentOutcomes { get; } = [Choice("founded", "属实", "Founded"), Choice("unfounded", "不属实", "Unfounded"), Choice("transferred-to-justice", "移送司法机关", "With the police or a court")];
    public static IReadOnlyList<Option> ComplaintOutcomes { get; } = [Choice("substantiated", "属实", "Substantiated"), Choice("partly", "部分属实", "Partly substantiated"), Choice(Incidents.NoteComplaintEndpoint.Unfounded, "不属实", "Unfounded")];
    public static IReadOnlyList<Option> Coverages { get; } = [Choice("full", "全覆盖", "Every institution"), Choice("random", "随机抽查", "At random")];
    public static IReadOnlyList<Option> Outcomes { get; } = [Choice("verified", "已整改", "Put right"), Choice(Violations.VerifyRectificationEndpoint.RefusedToCorrect, "拒不改正", "Refused to correct")];
    public static IReadOnlyList<Option> Dismissals { get; } = [Choice("not-established", "事实不成立", "Not established"), Choice("not-imputable", "不可归责", "Not imputable"), Choice("transferred", "已移送", "Transferred"), Choice("duplicate", "重复记录", "Duplicate")];
    public static IReadOnlyList<Option> Annulments { get; } = [Choice("department", "本部门自行撤销", "The department itself"), Choice("reconsideration", "行政复议", "Administrative reconsideration"), Choice("court", "法院判决", "A court")];
    public static IReadOnlyList<Option> Extensions { get; } = [Choice("force-majeure", "不可抗力", "Force majeure"), Choice("building-work", "施工需要", "Building work"), Choice("supply", "设备到货", "Delivery of equipment"), Choice("procedure", "等待其他审批", "Another authority's procedure")];
    public static IReadOnlyList<Option> NoPenalties { get; } = [Choice("minor", "轻微并及时改正", "Minor and put right"), Choice("first-slight", "初次违法且危害轻微", "First and slight"), Choice("no-fault", "无主观过错", "Without fault"), Choice("not-proved", "违法事实不能成立", "Not proved")];
    public static IReadOnlyList<Option> Services { get; } = [Choice("direct", "直接送达", "In person"), Choice("left", "留置送达", "Left at the place"), Choice("post", "邮寄送达", "By post"), Choice("electronic", "电子送达", "Electronically"), Choice("notice", "公告送达", "By public notice")];
    public static IReadOnlyList<Option> CaseEnds { get; } = [Choice("performed", "履行完毕", "Performed"), Choice("surcharge-waived", "履行完毕，加处罚款已减免", "Performed, the surcharge waived"), Choice("enforcement-ended", "强制执行终结", "Enforcement ended")];
    public static IReadOnlyList<Option> Transfers { get; } = [Choice("jurisdiction", "属其他部门管辖", "Another department is competent"), Choice(Cases.CaseTransferred.Crime, "涉嫌犯罪", "A crime is suspected")];
    public static IReadOnlyList<Option> EvidenceWays { get; } = [Choice("returned", "返还", "Returned"), Choice("seized", "依法查封、扣押、没收", "Seized by law"), Choice("appraisal", "送交鉴定", "Sent to experts"), Choice("handed-over", "移送有关部门", "Handed to another authority")];
    public static IReadOnlyList<Option> RecusalAskers { get; } = [Choice("party", "当事人", "The party"), Choice("officer", "执法人员本人", "The officer")];
    public static IReadOnlyList<Option> Courses { get; } = [Choice("reconsideration", "行政复议", "Administrative reconsideration"), Choice("suit", "行政诉讼", "A suit")];
    public static IReadOnlyList<Option> ChallengeOutcomes { get; } = [Choice("upheld", "维持", "Upheld"), Choice("changed", "变更", "Changed"), Choice("annulled", "被撤销", "Annulled"), Choice("dropped", "撤回或不予受理", "Withdrawn or not taken up")];
    public static IReadOnlyList<Option> Rulings { get; } = [Choice("enforcement-allowed", "准予强制执行", "Allowed"), Choice("enforcement-refused", "不予受理或不准予执行", "Not taken up or refused"), Choice("enforcement-done", "执行完毕", "Carried out"), Choice("enforcement-ended", "强制执行终结", "Enforcement ended")];
    public static IReadOnlyList<Option> Withdrawals { get; } = [Choice("annulled", "被撤销", "Annulled"), Choice("repaired", "信用修复", "Repaired"), Choice("not-disclosable", "依法不应公示", "Not disclosable")];
    public static IReadOnlyList<Option> RepairRefusals { get; } = [Choice("shortest-term", "最短公示期未满", "Shortest term not over"), Choice("not-corrected", "尚未核验改正", "Not verified as put right"), Choice("duties", "义务未履行完毕", "Duties not done in full"), Choice("commitment", "未作出信用承诺", "No commitment"), Choice("excluded", "依法不予修复", "Cannot be repaired by law"), Choice("false-materials", "提供虚假材料", "False materials")];
    public static IReadOnlyList<Option> Strikings { get; } = [Choice("struck", "不再计入", "Counts no longer")];
    public static IReadOnlyList<Option> ShownRemedies { get; } = [Choice("withdrawn", "撤回公示", "Withdraw what is shown"), Choice("corrected", "更正公示", "Correct what is shown")];
    public static IReadOnlyList<Option> ObjectionRejections { get; } = [Choice("accurate", "记录与事实一致", "The entry is accurate"), Choice("no-evidence", "无证据支持", "No evidence"), Choice("not-credit", "不属于信用信息", "Not about credit information")];
    public static IReadOnlyList<Option> AwardLevels { get; } = [Choice("national", "国家级", "National"), Choice("provincial", "省级", "Provincial"), Choice("city", "市级", "City"), Choice("county", "县级", "County")];
    public static IReadOnlyList<Option> Delistings { get; } = [Choice("expired", "期限届满", "Its term is over"), Choice("repaired", "信用修复", "Repaired"), Choice("annulled", "被撤销", "Annulled")];
    public static IReadOnlyList<Option> DisclosureCorrections { get; } = [Choice("typing-error", "录入错误", "Typing error"), Choice("fact-corrected", "事实已更正", "The fact was corrected"), Choice("objection", "异议成立", "An objection was right")];
    public static IReadOnlyList<Option> EntryCorrections { get; } = [.. DisclosureCorrections, Choice("other", "其他", "Other")];
    public static IReadOnlyList<Option> Voidings { get; } = [Choice("typing-error", "录入错误", "Typing error"), Choice("wrong-facility", "机构错误", "Wrong institution"), Choice("duplicate", "重复录入", "Duplicate"), Choice("other", "其他", "Other")];
    public static IReadOnlyList<Option> Severities { get; } = [.. Enumerable.Range(1, 4).Select(x => new Option(Text(x)!, Terms.Severity(x).Words))];

    /// <summary>States of a violation as the public sees them.</summary>
    public static IReadOnlyList<Option> PublicStates { get; } = [.. new[] { "open", "put-right", "overdue", "refused", "dismissed" }.Select(x => new Option(x, Terms.Violation(x).Words))];

    private static readonly Dictionary<string, Option> Known = new[] { ServiceForms, Tenures, Sources, Cancellations, Refusals, RegisteredItems, PremisesResults, Acceptances, Closures, Suspensions, Periods, Arrangements, Lapses, Reports, Installations, Duties, Results, Tellers, IncidentOutcomes, ComplaintOutcomes, Coverages, Outcomes, Dismissals, Annulments, Extensions, NoPenalties, Services, CaseEnds, Transfers, EvidenceWays, RecusalAskers, Courses, ChallengeOutcomes, Rulings, Withdrawals, RepairRefusals, Strikings, ShownRemedies, ObjectionRejections, AwardLevels, Delistings, [Choice("by-hand", "人工调整", "By hand")], DisclosureCorrections, Voidings, PublicStates, [Choice("voided", "原记录作废", "The entry was voided"), Choice("entry-corrected", "原记录已更正", "The entry was corrected"), Choice("summary", "简易程序", "Summary procedure"), Choice("ordinary", "普通程序", "Ordinary procedure")] }
        .SelectMany(x => x).DistinctBy(x => x.Value, StringComparer.Ordinal).ToDictionary(x => x.Value, StringComparer.Ordinal);

    /// <summary>A code of any of these in the reader's language; null for none of them.</summary>
    public static string? Of(string code) => Known.TryGetValue(code, out var known) ? known.Text.ToString() : null;
}
