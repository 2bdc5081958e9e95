using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using static FacilityLedger.Web.Forms.FormField;

namespace FacilityLedger.Inspectors;

public static class OfficerForms
{
    public static IReadOnlyList<CommandForm> All { get; } =
    [
        new("inspection.officer", new("登记执法人员", "Enter an officer"), "officers", null, x =>
        [
            new("account", new("账号", "Account")) { MaxLength = 100, Hint = new("与登录账号一致；不写姓名", "As in the sign-in; no name") },
            new("certificate", new("执法证号", "Certificate")) { MaxLength = 100 },
            Day(x, new("证件有效期起", "Valid from")),
            new("validUntil", new("证件有效期止", "Valid until"), FieldKind.Date) { Optional = true, Hint = new("证件上没有的不填", "Nothing where the certificate names none") },
        ])
        {
            PathOfNew = "officers",
            Beside = new Dictionary<string, string>(StringComparer.Ordinal) { [$"{Recording.Claimed.Code} enforcement-certificate"] = "certificate", [$"{Recording.Claimed.Code} officer"] = "account" },
        },
        new("inspection.officer-renew", new("延长执法证有效期", "Prolong the certificate"), "officers/{id}/certificate/renewal", OfficerFile.Thing, x =>
        [
            new("validUntil", new("新的有效期止", "Valid until"), FieldKind.Date) { Value = Text(x.File?.ValidUntil?.AddYears(5)) },
            Day(x, new("换证日期", "Renewed on")),
        ])
        {
            Suits = Own,
        },
        new("inspection.officer-end", new("注销执法人员", "End the certificate"), "officers/{id}/certificate/end", OfficerFile.Thing, x =>
        [
            Ground(CodeWords.CertificateEnds),
            Day(x, new("不再持证之日", "First day without it")),
        ])
        {
            Suits = Own,
        },
    ];

    private static bool Own(FormScene x) => x.File is { EndedOn: null } file && file.Department == x.Officer.Department;
}
