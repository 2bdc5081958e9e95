using FacilityLedger.Facilities;
using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using static FacilityLedger.Web.Forms.FormField;

namespace FacilityLedger.Registration;

public static class RegistrationForms
{
    private static readonly Words Sealed = new("密封保存，公开页面不显示", "Kept sealed; no public page shows it");

    public static IReadOnlyList<CommandForm> All { get; } =
    [
        new("registration.register", new("登记机构", "Register an institution"), "facilities/{id}/registration", "registration", Registration)
        {
            PathOfNew = "facilities",
            Suits = x => x.Facility is not { Registration.Status: RegistrationStatus.Registered or RegistrationStatus.Cancelled },
            Beside = Beside((RegisterFacilityEndpoint.CodeForm, "uscc"), (Hosting.Decisions.Recording.Claimed, "uscc"), (RegisterFacilityEndpoint.CodeCheck, "usccConfirmation"),
                (RegisterFacilityEndpoint.AuthorityFits, "authority"), (RegisterFacilityEndpoint.ScopeStates, "scope"), (RegisterFacilityEndpoint.SiteNumber, "site")),
        },
        new("registration.found", new("登记发现的场所", "Enter a place that was found"), "found-places", null, x =>
        [
            new("name", new("名称", "Name")) { MaxLength = 200, Hint = new("没有招牌的，写看护点所在村、楼栋", "Without a sign: name the village or building") },
            new("town", new("镇（街道）", "Town"), FieldKind.Select) { Options = From(x.Policy.Divisions), Value = x.Department?.Territory },
            new("address", new("地址", "Address")) { MaxLength = 200 },
            new("source", new("来源", "How it was found"), FieldKind.Radios) { Optional = true, Options = CodeWords.Sources },
            Day(x, new("发现日期", "Found on")),
        ])
        {
            PathOfNew = "found-places",
        },
        new("registration.change", new("变更登记", "Change the registration"), "facilities/{id}/registration/change", "registration", x =>
        [
            new("name", new("名称", "Name")) { Value = x.Facility?.Registration.Name, Optional = true, MaxLength = 200, Hint = new("没有变更的保持原样", "Leave as it is what did not change") },
            new("town", new("镇（街道）", "Town"), FieldKind.Select) { Options = From(x.Policy.Divisions), Value = x.Facility?.Registration.Town, Optional = true },
            new("address", new("地址", "Address")) { Value = x.Facility?.Registration.Address, Optional = true, MaxLength = 200 },
            new("legalRepresentative", new("新法定代表人", "New legal representative")) { Optional = true, Hint = Sealed },
            Day(x, new("变更日期", "Changed on")),
        ])
        {
            Starts = ["filing-change"], Suits = Registered,
        },
        new("registration.cancel", new("注销登记", "Cancel the registration"), "facilities/{id}/registration/cancellation", "registration", x =>
            [Ground(CodeWords.Cancellations), Day(x, new("注销日期", "Cancelled on"))])
        {
            Suits = Registered,
        },
    ];

    private static bool Registered(FormScene x) => x.Facility?.Registration.Status == RegistrationStatus.Registered;

    private static IEnumerable<FormField> Registration(FormScene x)
    {
        var was = x.Facility?.Registration;
        var authorities = x.Policy.Departments.Where(d => x.Policy.Natures.Any(n => n.Authorities.Contains(d.Code))).ToList();
        yield return new("name", new("名称", "Name")) { Value = was?.Name, MaxLength = 200 };
        yield return new("uscc", new("统一社会信用代码", "Unified social credit code")) { MaxLength = 18, Hint = new("18 位大写字母和数字（GB 32100-2015）", "18 capital letters and digits (GB 32100-2015)") };
        yield return new("usccConfirmation", new("证照编号", "Number of the certificate")) { Optional = true, MaxLength = 100, Hint = new("只在证照上的代码校验位不符时填写", "Only where the check sign of the code on the certificate is wrong") };
        yield return new("site", new("场所序号", "Site number"), FieldKind.Number) { Value = "1", Hint = new("同一代码下有几处场所的，依次为 1、2……", "1, 2, … where one code has several sites") };
        yield return new("nature", new("性质", "Nature"), FieldKind.Select) { Options = From(x.Policy.Natures) };
        yield return new("authority", new("登记机关", "Registration authority"), FieldKind.Select)
        {
            Options = From(authorities),
            Value = authorities.Any(d => d.Code == x.Officer.Department) ? x.Officer.Department : null,
            Hint = new($"须与机构性质相符（{RegisterFacilityEndpoint.AuthorityFits.Basis}）", $"Must fit the nature of the institution ({RegisterFacilityEndpoint.AuthorityFits.Basis})"),
        };
        yield return new("kind", new("类型", "Kind"), FieldKind.Select) { Options = From(x.Policy.Kinds) };
        yield return new("town", new("镇（街道）", "Town"), FieldKind.Select) { Options = From(x.Policy.Divisions), Value = was?.Town };
        yield return new("address", new("地址", "Address")) { Value = was?.Address, MaxLength = 200 };
        yield return new("scope", new("业务（经营）范围", "Scope"), FieldKind.TextArea) { MaxLength = 2000, Hint = By(RegisterFacilityEndpoint.ScopeStates) };
        yield return new("legalRepresentative", new("法定代表人", "Legal representative")) { MaxLength = 200, Hint = Sealed };
        yield return new("phone", new("电话", "Phone")) { Optional = true, MaxLength = 40, Hint = Sealed };
        if (x.Closed.Count > 0)
            yield return new("former", new("原机构", "Institution before it"), FieldKind.Select) { Optional = true, Options = [.. x.Closed.Select(f => new Option(f.Id, $"{DeskWords.NameOf(f)} {f.Registration.Uscc}"))], Hint = new("同一场所重新登记的", "Where the same place is registered anew") };
        yield return Day(x, new("登记日期", "Registered on"));
    }
}
