using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using static FacilityLedger.Web.Forms.FormField;

namespace FacilityLedger.Registration;

public static class RegistrationForms
{
    public static IReadOnlyList<CommandForm> All { get; } =
    [
        new("registration.register", new("登记机构", "Register an institution"), "facilities/{id}/registration", "registration", x =>
        [
            new("name", new("名称", "Name")) { Value = x.Facility?.Registration.Name },
            new("uscc", new("统一社会信用代码", "Unified social credit code")),
            new("site", new("场所序号", "Site number"), FieldKind.Number) { Value = "1" },
            new("usccConfirmation", new("证照编号（代码校验位不符时）", "Number of the certificate, if the code's check sign is wrong")) { Optional = true },
            new("nature", new("性质", "Nature"), FieldKind.Select) { Options = From(x.Policy.Natures) },
            new("kind", new("类型", "Kind"), FieldKind.Select) { Options = From(x.Policy.Kinds) },
            new("authority", new("登记机关", "Registration authority"), FieldKind.Select)
            {
                Options = From(x.Policy.Departments.Where(d => x.Policy.Natures.Any(n => n.Authorities.Contains(d.Code)))), Value = x.Department,
            },
            new("town", new("镇（街道）", "Town"), FieldKind.Select) { Options = From(x.Policy.Divisions), Value = x.Facility?.Registration.Town },
            new("address", new("地址", "Address")) { Value = x.Facility?.Registration.Address },
            new("legalRepresentative", new("法定代表人（密封保存）", "Legal representative (kept sealed)")),
            new("phone", new("电话（密封保存）", "Phone (kept sealed)")) { Optional = true },
            new("scope", new("业务（经营）范围", "Scope"), FieldKind.TextArea),
            new("former", new("原机构编号", "Key of the institution before it")) { Optional = true },
            Day(x, new("登记日期", "Registered on")),
        ])
        {
            PathOfNew = "facilities",
        },
        new("registration.found", new("登记发现的场所", "Enter a place that was found"), "found-places", null, x =>
        [
            new("name", new("名称", "Name")),
            new("town", new("镇（街道）", "Town"), FieldKind.Select) { Options = From(x.Policy.Divisions) },
            new("address", new("地址", "Address")),
            new("source", new("来源", "How it was found"), FieldKind.Select)
            {
                Optional = true, Options = [Choice("patrol", "巡查", "Patrol"), Choice("complaint", "投诉", "Complaint"), Choice("transfer", "移送", "Transfer")],
            },
            Day(x),
        ])
        {
            PathOfNew = "found-places",
        },
        new("registration.change", new("变更登记", "Change the registration"), "facilities/{id}/registration/change", "registration", x =>
        [
            new("name", new("新名称", "New name")) { Optional = true },
            new("town", new("新镇（街道）", "New town"), FieldKind.Select) { Options = From(x.Policy.Divisions), Optional = true },
            new("address", new("新地址", "New address")) { Optional = true },
            new("legalRepresentative", new("新法定代表人（密封保存）", "New legal representative (kept sealed)")) { Optional = true },
            Day(x),
        ]),
        new("registration.cancel", new("注销登记", "Cancel the registration"), "facilities/{id}/registration/cancellation", "registration", x =>
        [
            Ground(Choice("application", "依申请", "On application"), Choice("revoked", "被撤销、吊销", "Revoked"), Choice("expired", "有效期届满", "Expired")),
            Day(x),
        ]),
    ];
}
