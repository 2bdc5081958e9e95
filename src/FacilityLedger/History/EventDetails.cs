using System.Globalization;
using System.Text.Json;
using FacilityLedger.Facilities;
using FacilityLedger.Filing;
using FacilityLedger.Operation;
using FacilityLedger.Policies;
using FacilityLedger.Web;
using FacilityLedger.Web.Forms;

namespace FacilityLedger.History;

/// <summary>What an event says, in words of the reader's language: rendered from its data by the name of each member. A member without a name here is for the machine and is left out.</summary>
public static class EventDetails
{
    private const int Longest = 160;
    private const int Most = 3;

    private static readonly Dictionary<string, Words> Labels = new(StringComparer.Ordinal)
    {
        ["name"] = new("名称", "Name"),
        ["nature"] = new("性质", "Nature"),
        ["kind"] = new("种类", "Kind"),
        ["town"] = new("镇（街道）", "Town"),
        ["address"] = new("地址", "Address"),
        ["authority"] = new("机关", "Authority"),
        ["authorities"] = new("备案机关", "Filing authorities"),
        ["scope"] = new("业务（经营）范围", "Scope"),
        ["site"] = new("场所序号", "Site number"),
        ["identifiers"] = new("代码", "Identifiers"),
        ["legalRepresentative"] = new("法定代表人", "Legal representative"),
        ["phone"] = new("电话", "Phone"),
        ["former"] = new("原机构", "Institution before it"),
        ["certificate"] = new("证照编号", "Certificate"),
        ["unusualPrefix"] = new("与性质不符的代码前缀", "Prefix that does not go with the nature"),
        ["approvalNumber"] = new("审批文件编号", "Approved by document"),
        ["sponsor"] = new("业务主管单位", "Supervisory unit"),
        ["grounds"] = new("事由", "Grounds"),
        ["reasons"] = new("理由", "Reasons"),
        ["what"] = new("事项", "What"),
        ["source"] = new("来源", "Found by"),
        ["ground"] = new("事由", "Ground"),
        ["basis"] = new("依据", "Basis"),
        ["clause"] = new("条款", "Clause"),
        ["explanation"] = new("说明", "Explanation"),
        ["narrative"] = new("经过", "Narrative"),
        ["number"] = new("编号", "Number"),
        ["materials"] = new("材料", "Materials"),
        ["formFields"] = new("备案书项目", "Fields of the form"),
        ["material"] = new("材料", "Material"),
        ["cause"] = new("原因", "Cause"),
        ["issuer"] = new("签发机关", "Issued by"),
        ["issuedOn"] = new("签发日期", "Issued on"),
        ["results"] = new("核对结果", "Results"),
        ["noticeOn"] = new("告知书交付日期", "Notice handed over on"),
        ["placement"] = new("婴幼儿安置", "Placement of the children"),
        ["arrangement"] = new("安置方式", "Arrangement"),
        ["setting"] = new("场地与人员", "Place and people"),
        ["areas"] = new("面积（平方米）", "Areas (m²)"),
        ["building"] = new("建筑", "Building"),
        ["indoor"] = new("室内", "Indoor"),
        ["outdoor"] = new("室外", "Outdoor"),
        ["floor"] = new("所在楼层", "Storey"),
        ["head"] = new("负责人", "Head"),
        ["college"] = new("学历", "Degree"),
        ["experienced"] = new("管理经历", "Experience"),
        ["trained"] = new("岗位培训", "Training"),
        ["contact"] = new("联系人", "Contact"),
        ["managers"] = new("管理", "Managers"),
        ["carers"] = new("保育", "Carers"),
        ["health"] = new("保健", "Health workers"),
        ["cooks"] = new("炊事", "Cooks"),
        ["guards"] = new("保安", "Guards"),
        ["others"] = new("其他", "Others"),
        ["opensOn"] = new("开办日期", "Opens on"),
        ["medicalInstitution"] = new("签约医疗机构", "Medical institution"),
        ["committedOn"] = new("承诺书签署日期", "Commitment signed on"),
        ["conditions"] = new("不符合的条件", "Conditions not met"),
        ["form"] = new("备案书", "Form"),
        ["serviceForms"] = new("服务形式", "Forms of service"),
        ["places"] = new("托位", "Places"),
        ["inclusivePlaces"] = new("普惠托位", "Inclusive places"),
        ["classes"] = new("班级", "Classes"),
        ["premises"] = new("场地", "Premises"),
        ["mealsProvided"] = new("提供膳食", "Meals"),
        ["rule"] = new("规则", "Rule"),
        ["short"] = new("实有／应有", "Has / needs"),
        ["mended"] = new("已符合", "Met again"),
        ["staff"] = new("工作人员", "Staff"),
        ["role"] = new("岗位", "Role"),
        ["certificates"] = new("证书", "Certificates"),
        ["fullTime"] = new("全职", "Full time"),
        ["healthCheckedOn"] = new("健康检查", "Health check"),
        ["recordQueriedOn"] = new("记录查询", "Records queried"),
        ["healthDue"] = new("期限", "Due"),
        ["queryDue"] = new("期限", "Due"),
        ["items"] = new("收费项目", "Fees"),
        ["serviceForm"] = new("服务形式", "Form of service"),
        ["classType"] = new("班型", "Class"),
        ["period"] = new("计费单位", "Period"),
        ["free"] = new("空余托位", "Free"),
        ["taken"] = new("在托人数", "Taken"),
        ["inclusive"] = new("普惠托位", "Inclusive places"),
        ["year"] = new("年度", "Year"),
        ["next"] = new("下一期限", "Next"),
        ["reportDue"] = new("期限", "Due"),
        ["reportsDue"] = new("期限", "Due"),
        ["arrangements"] = new("安置方式", "Arrangements"),
        ["domains"] = new("领域", "Domains"),
        ["domain"] = new("领域", "Domain"),
        ["departments"] = new("部门", "Departments"),
        ["lead"] = new("牵头", "Lead"),
        ["officers"] = new("执法人员", "Officers"),
        ["plan"] = new("计划", "Plan"),
        ["draw"] = new("抽取", "Draw"),
        ["follows"] = new("复查自", "Follows"),
        ["terms"] = new("期限", "Terms"),
        ["digest"] = new("SHA-256", "SHA-256"),
        ["size"] = new("字节数", "Bytes"),
        ["checkItem"] = new("检查项", "Checklist item"),
        ["clue"] = new("线索", "Clue"),
        ["joint"] = new("联合检查", "Joint"),
        ["item"] = new("事项", "Item"),
        ["severity"] = new("程度", "Severity"),
        ["result"] = new("结果", "Result"),
        ["outcome"] = new("结论", "Outcome"),
        ["amount"] = new("金额", "Amount"),
        ["penalties"] = new("处罚", "Penalties"),
        ["serious"] = new("情节严重", "Serious"),
        ["measure"] = new("计罚基数", "What is multiplied"),
        ["hearingDue"] = new("期限", "Due"),
        ["serviceDue"] = new("期限", "Due"),
        ["paymentDue"] = new("期限", "Due"),
        ["chair"] = new("主持人", "Chair"),
        ["notifiedOn"] = new("通知听证日期", "Notified on"),
        ["noticeUntil"] = new("通知期满", "Notice ends"),
        ["reviewer"] = new("审核人", "Reviewed by"),
        ["collectiveOn"] = new("集体讨论日期", "Discussed on"),
        ["by"] = new("撤销机关", "Annulled by"),
        ["document"] = new("文书编号", "Document"),
        ["way"] = new("送达方式", "Way of service"),
        ["receipt"] = new("票据编号", "Receipt"),
        ["whole"] = new("已缴清", "Paid in full"),
        ["delta"] = new("分值", "Change"),
        ["grade"] = new("等级", "Grade"),
        ["from"] = new("自", "From"),
        ["to"] = new("至", "To"),
        ["until"] = new("公示至", "Until"),
        ["standard"] = new("标准", "Standard"),
        ["indicator"] = new("指标", "Indicator"),
        ["points"] = new("得分", "Points"),
        ["passed"] = new("达标", "Met"),
        ["vetoed"] = new("未达标的底线指标", "Base lines not met"),
        ["validUntil"] = new("有效期至", "Valid until"),
        ["due"] = new("期限", "Due"),
        ["resultDue"] = new("期限", "Due"),
        ["followUp"] = new("期限", "Due"),
        ["verificationDue"] = new("期限", "Due"),
        ["publicationDue"] = new("期限", "Due"),
        ["renewalDue"] = new("期限", "Due"),
        ["filingDue"] = new("期限", "Due"),
        ["decisionDue"] = new("期限", "Due"),
        ["applicationDue"] = new("期限", "Due"),
        ["cancellationDue"] = new("期限", "Due"),
        ["endDue"] = new("期限", "Due"),
        ["nonconformityDue"] = new("期限", "Due"),
        ["receiptsDue"] = new("期限", "Due"),
        ["dueOn"] = new("到期", "Due"),
        ["wasDueOn"] = new("原到期", "Was due"),
        ["now"] = new("现期限", "Now"),
        ["notice"] = new("通知", "Notice"),
        ["fields"] = new("公示内容", "Shown"),
        ["entry"] = new("记录", "Entry"),
        ["changed"] = new("变更", "Changed"),
        ["date"] = new("日期", "Date"),
        ["summary"] = new("内容", "Summary"),
        ["category"] = new("类别", "Category"),
        ["reportedStatus"] = new("登记册状态", "Status reported"),
        ["operator"] = new("举办者", "Operator"),
        ["permit"] = new("许可证号", "Permit"),
        ["capacity"] = new("容量", "Capacity"),
        ["status"] = new("状态", "Status"),
        ["since"] = new("自", "Since"),
        ["registeredOn"] = new("登记日期", "Registered on"),
        ["receiptNumber"] = new("回执编号", "Receipt"),
        ["receiptDate"] = new("回执日期", "Receipt of"),
        ["decidedOn"] = new("决定日期", "Decided on"),
        ["type"] = new("班型", "Class"),
        ["children"] = new("在托人数", "Children"),
        ["fees"] = new("收费", "Fees"),
        ["scheme"] = new("代码种类", "Scheme"),
        ["value"] = new("代码", "Number"),
        ["code"] = new("代码", "Code"),
        ["borough"] = new("区", "Borough"),
        ["problems"] = new("问题", "Problems"),
        ["state"] = new("状态", "State"),
        ["found"] = new("发现日期", "Found on"),
        ["verifiedOn"] = new("核验日期", "Verified on"),
        ["score"] = new("分数", "Score"),
        ["frozenOn"] = new("确定日期", "Frozen on"),
        ["dimensions"] = new("维度", "Dimensions"),
    };

    /// <summary>The name of a member; null for one that is for the machine.</summary>
    public static Words? Label(string member) => Labels.GetValueOrDefault(member);

    /// <summary>Members with their values, in the order of the event.</summary>
    public static IEnumerable<(Words Label, string Value)> Of(TimelineEntry entry, Policy policy) =>
        entry.Thing.StartsWith("disclosures/", StringComparison.Ordinal) && entry.Data.TryGetProperty("fields", out var fields) ? Members(fields, policy)
        // Of a correction, what it says now.
        : entry.Data.TryGetProperty("facts", out var facts) && facts.GetArrayLength() > 0 ? Members(entry.Data, policy).Concat(Members(facts[0].GetProperty("data"), policy))
        : Members(entry.Data, policy);

    /// <summary>One value in words.</summary>
    public static string Value(string member, JsonElement value, Policy policy) => value.ValueKind switch
    {
        JsonValueKind.String => Text(member, value.GetString()!, policy),
        JsonValueKind.Number when member == "severity" && value.TryGetInt32(out var level) && level is >= 1 and <= 4 => Terms.Severity(level).Words.ToString(),
        JsonValueKind.Number when member == "delta" && value.TryGetInt32(out var delta) => Numbers.Change(delta),
        JsonValueKind.Number when member == "entry" => DeskWords.NumberOf(value.GetInt64()).ToString(),
        JsonValueKind.Number => value.ToString(),
        JsonValueKind.True or JsonValueKind.False => DeskWords.YesNo(value.GetBoolean()).ToString(),
        // A list of people or the like is told by its length; the record shows who they are.
        JsonValueKind.Array when value.GetArrayLength() > Most && value[0].ValueKind == JsonValueKind.Object && Members(value[0], policy).Count() > 2 => DeskWords.Items(value.GetArrayLength()).ToString(),
        JsonValueKind.Array => string.Join(DeskWords.Comma, value.EnumerateArray().Select(x => Value(member, x, policy)).Where(x => x.Length > 0)),
        JsonValueKind.Object => Object(value, policy),
        _ => "",
    };

    private static IEnumerable<(Words, string)> Members(JsonElement data, Policy policy) => data.EnumerateObject()
        .Where(x => Labels.ContainsKey(x.Name)).Select(x => (Labels[x.Name], Value(x.Name, x.Value, policy))).Where(x => x.Item2.Length > 0);

    private static string Object(JsonElement value, Policy policy) => value switch
    {
        _ when value.TryGetProperty("hash", out var _) => DeskWords.Sealed.ToString(),
        _ when value.TryGetProperty("dueOn", out var due) && value.TryGetProperty("clock", out var clock) => $"{policy.Clocks.NameIn(clock.GetString()!)} {Text("dueOn", due.GetString()!, policy)}",
        _ when value.TryGetProperty("code", out var condition) && value.TryGetProperty("met", out var met) => $"{policy.Conditions.NameIn(condition.GetString()!)} {(met.GetBoolean() ? FilingWords.Met : FilingWords.NotMet)}",
        _ when value.TryGetProperty("type", out var type) && value.TryGetProperty("children", out var children) => $"{policy.ClassGroups.NameIn(type.GetString()!)} {children}",
        _ when value.TryGetProperty("of", out var of) && value.TryGetProperty("has", out var has) && value.TryGetProperty("needs", out var needs) => $"{Text("of", of.GetString()!, policy)} {has}/{needs}",
        _ when value.TryGetProperty("scheme", out var _) && value.TryGetProperty("value", out var number) => number.GetString()!,
        _ when value.TryGetProperty("account", out var account) => account.GetString()!,
        _ when value.TryGetProperty("tenure", out var tenure) => CodeWords.Of(tenure.GetString()!) + (value.TryGetProperty("leaseEnd", out var end) ? $" {DeskWords.Until(Text("leaseEnd", end.GetString()!, policy))}" : ""),
        _ when value.TryGetProperty("code", out var code) => Text("code", code.GetString()!, policy) + (value.TryGetProperty("validUntil", out var until) ? $" {DeskWords.Until(Text("validUntil", until.GetString()!, policy))}" : value.TryGetProperty("points", out var points) ? $" {points}" : ""),
        _ => string.Join(Words.IsEnglish ? "; " : "；", Members(value, policy).Select(x => $"{x.Item1}{(Words.IsEnglish ? ": " : "：")}{x.Item2}")),
    };

    private static string Text(string member, string text, Policy policy)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return Dates.Table(day);
        if (member == "amount" && Yuan.TryParse(text, out var amount))
            return Money.Show(amount.Value, policy.Currency).ToString();
        if (member == "status" && Terms.Facility(text).Words is var status && status.Zh != text)
            return status.ToString();
        if (member is "rule" or "mended" && Standards.Rules.FirstOrDefault(x => x.Code == text) is { } rule)
            return rule.Title.ToString();
        return Coded(member, policy).FirstOrDefault(x => x.Code == text)?.Name.ToString() ?? CodeWords.Of(text) ?? (text.Length <= Longest ? text : text[..Longest] + "…");
    }

    private static IEnumerable<Coded> Coded(string member, Policy policy) => member switch
    {
        "nature" => policy.Natures,
        "kind" => [.. policy.Kinds, .. policy.Disclosures, .. policy.PenaltyKinds],
        "town" => policy.Divisions,
        "authority" or "authorities" or "departments" or "lead" or "sponsor" => policy.Departments,
        "materials" or "material" => policy.Materials,
        "formFields" => policy.FilingFields,
        "issuer" => policy.Departments,
        "conditions" => policy.Notifiable,
        "rule" => policy.Credit.Rules,
        "role" => policy.StaffRoles,
        "classType" => policy.ClassGroups,
        "of" => [.. policy.ClassGroups, .. policy.StaffRoles, .. policy.Certificates, .. policy.GuidedPrices],
        "code" => [.. policy.Materials, .. policy.Certificates, .. policy.Standards.SelectMany(x => x.Dimensions)],
        "domains" or "domain" => policy.Domains,
        "item" => [.. policy.Violations, .. policy.FeeItems],
        "checkItem" => policy.Domains.SelectMany(x => x.Checklist),
        "problems" => policy.Violations,
        "standard" => policy.Standards,
        "indicator" or "vetoed" => policy.Standards.SelectMany(x => x.Indicators),
        "grade" or "from" or "to" => policy.Credit.Grades,
        _ => [],
    };
}
