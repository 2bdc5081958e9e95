using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using static FacilityLedger.Web.Forms.FormField;

namespace FacilityLedger.Filing;

public static class FilingForms
{
    public static IReadOnlyList<CommandForm> All { get; } =
    [
        new("filing.submit", new("登记备案材料", "Enter a filing"), "facilities/{id}/filing", "filing", x =>
        [
            new("serviceForms[]", new("服务形式", "Forms of service"), FieldKind.Checkboxes)
            {
                Options = [Choice("full-day", "全日托", "Full day"), Choice("half-day", "半日托", "Half day"), Choice("hourly", "计时托", "Hourly"), Choice("temporary", "临时托", "Temporary")],
                Values = x.Facility?.Filing.Form?.ServiceForms ?? [],
            },
            new("places", new("托位", "Places"), FieldKind.Number),
            new("inclusivePlaces", new("其中普惠托位", "Of these, inclusive places"), FieldKind.Number),
            .. Operation.OperationForms.Classes(x),
            new("premises.tenure", new("场地", "Premises"), FieldKind.Select) { Options = [Choice("owned", "自有", "Owned"), Choice("leased", "租赁", "Leased"), Choice("free-use", "无偿使用", "Free use")] },
            new("premises.leaseEnd", new("租赁到期日", "End of the lease"), FieldKind.Date) { Optional = true },
            YesNo("mealsProvided", new("提供膳食", "Meals are provided")),
            .. x.Policy.Materials.SelectMany(Material),
            Day(x, new("收到材料日期", "Day on which the materials were received")),
        ])
        {
            Answers = ["filing-supplement"],
        },
        new("filing.supplement", new("要求补正", "Ask for a supplement"), "facilities/{id}/filing/supplement", "filing", x =>
        [
            new("materials[]", new("需补正的材料", "Materials to be supplied"), FieldKind.Checkboxes) { Options = From(x.Policy.Materials) },
            Day(x),
        ])
        {
            Answers = ["filing-receipt"],
        },
        new("filing.receipt", new("发放备案回执", "Issue the receipt"), "facilities/{id}/filing/receipt", "filing", x =>
            [new("number", new("回执编号", "Number of the receipt")), Day(x)])
        {
            Answers = ["filing-receipt"],
        },
        new("filing.nonconformity", new("告知不符合并公开", "Notify nonconformity"), "facilities/{id}/filing/nonconformity", "filing", x =>
        [
            new("conditions[]", new("不符合的条件", "Conditions that are not met"), FieldKind.Checkboxes) { Options = From([.. x.Policy.Violations, .. x.Policy.Materials]) },
            Day(x),
        ])
        {
            Answers = ["filing-nonconformity"],
        },
        new("filing.nonconformity", new("确认符合条件", "Confirm the conditions are met"), "facilities/{id}/filing/conformity", "filing", x => [Day(x)])
        {
            Name = "filing.conformity", Answers = ["filing-nonconformity", "nonconformity-followup"],
        },
        new("filing.change", new("变更备案", "Change the filing"), "facilities/{id}/filing/change", "filing", x =>
        [
            new("places", new("托位", "Places"), FieldKind.Number) { Optional = true },
            new("inclusivePlaces", new("其中普惠托位", "Of these, inclusive places"), FieldKind.Number) { Optional = true },
            Day(x),
        ])
        {
            Answers = ["filing-change"],
        },
        new("filing.close", new("终止备案", "Close the filing"), "facilities/{id}/filing/closure", "filing", x =>
            [Ground(Choice("application", "依申请", "On application"), Choice("ex-officio", "依职权", "Ex officio")), Day(x)]),
    ];

    private static IEnumerable<FormField> Material(Policies.Material material, int i)
    {
        yield return new($"materials[{i}].code", material.Name, FieldKind.Checkboxes) { Options = [Choice(material.Code, "已收到", "Received")], Optional = material.Needed != "always" };
        if (material.ValidMonths is not null)
            yield return new($"materials[{i}].validUntil", new($"{material.Name.Zh}：有效期至", $"{material.Name.En}: valid until"), FieldKind.Date) { Optional = true };
    }
}
