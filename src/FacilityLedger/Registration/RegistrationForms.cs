using FacilityLedger.Facilities;
using FacilityLedger.Policies;
using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using static FacilityLedger.Web.Forms.FormField;

namespace FacilityLedger.Registration;

public static class RegistrationForms
{
    private static readonly Words Sealed = new("密封保存，公开页面不显示", "Kept sealed; no public page shows it");

    private static readonly Words Anew = new("同一场所重新登记的", "Where the same place is registered anew");
    private static readonly string[] Decisions = ["registration-enterprise", "registration-enterprise-extended", "registration-nonprofit", "registration-public"];

    public static IReadOnlyList<CommandForm> All { get; } =
    [
        new("registration.apply", new("受理登记申请", "Enter an application for registration"), "facilities/{id}/registration/application", "registration", Application)
        {
            PathOfNew = "registration-applications", Suits = x => x.Facility?.Registration.Status is null or RegistrationStatus.None or RegistrationStatus.Found,
            Beside = Beside((RegisterFacilityEndpoint.AuthorityFits, "authority")),
        },
        new("registration.approve", new("审批登记申请", "Approve an application"), "facilities/{id}/registration/approval", "registration", x =>
        [
            new("number", new("审批文件编号", "Number of the document of approval")) { MaxLength = 100, Says = ApproveRegistrationEndpoint.Approves },
            Day(x, new("审批日期", "Approved on")),
        ])
        {
            Suits = x => Applied(x) && x.Facility!.Registration is { Application.Approval: null, Nature: { } nature } && x.Policy.Nature(nature)?.ApprovedBy == x.Officer.Department,
            Beside = Beside((ApproveRegistrationEndpoint.Approves, "number"), (Hosting.Decisions.Recording.Claimed, "number")),
        },
        new("registration.register", new("登记机构", "Register an institution"), "facilities/{id}/registration", "registration", Registration)
        {
            PathOfNew = "facilities", Answers = Decisions,
            Suits = x => x.Facility is not { Registration.Status: RegistrationStatus.Registered or RegistrationStatus.Cancelled },
            Beside = new Dictionary<string, string>(Beside((RegisterFacilityEndpoint.CodeForm, "uscc"), (Hosting.Decisions.Recording.Claimed, "uscc"), (RegisterFacilityEndpoint.CodeCheck, "usccConfirmation"),
                (RegisterFacilityEndpoint.AuthorityFits, "authority"), (RegisterFacilityEndpoint.ScopeStates, "scope"), (RegisterFacilityEndpoint.SiteNumber, "site"),
                (RegisterFacilityEndpoint.ApprovalFirst, "nature"), (RegisterFacilityEndpoint.ApprovalNamed, "approvalNumber"), (ReceiveApplicationEndpoint.SponsorNamed, "sponsor"), (RegisterFacilityEndpoint.FormerForm, "former")), StringComparer.Ordinal)
            {
                [$"{Hosting.Decisions.Recording.Claimed.Code} approval"] = "approvalNumber", [$"{Hosting.Decisions.Recording.Claimed.Code} successor"] = "former",
            },
        },
        new("registration.refuse", new("不予登记", "Refuse the registration"), "facilities/{id}/registration/refusal", "registration", x =>
        [
            new("grounds[]", new("事由", "Grounds"), FieldKind.Checkboxes) { Options = CodeWords.Refusals },
            new("reasons", new("理由", "Reasons"), FieldKind.TextArea) { MaxLength = 2000, Hint = new("与书面通知一致；密封保存", "As in the written notice; kept sealed") },
            Day(x, new("决定日期", "Decided on")),
        ])
        {
            Answers = Decisions, Suits = Applied,
        },
        new("registration.extend", new("延长登记期限", "Prolong the term of the decision"), "facilities/{id}/registration/extension", "registration", x => [Day(x, new("批准延长日期", "Prolonged on")) with { Says = ExtendDecisionEndpoint.Once }])
        {
            Suits = x => Applied(x) && x.Facility!.Registration is { Application.ExtendedOn: null, Nature: { } nature } && x.Policy.Nature(nature)?.ExtensionClock is not null,
            Beside = Beside((ExtendDecisionEndpoint.May, "occurredOn"), (ExtendDecisionEndpoint.Once, "occurredOn")),
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
            new("scope", new("业务（经营）范围", "Scope"), FieldKind.TextArea) { Value = x.Facility?.Registration.Scope, Optional = true, MaxLength = 2000, Says = RegisterFacilityEndpoint.ScopeStates },
            new("phone", new("新电话", "New telephone")) { Optional = true, MaxLength = 40, Hint = Sealed },
            new("kind", new("类型", "Kind"), FieldKind.Select) { Options = From(x.Policy.Kinds), Value = x.Facility?.Registration.Kind, Optional = true },
            new("authority", new("登记机关", "Registration authority"), FieldKind.Select) { Options = From(Authorities(x)), Value = x.Facility?.Registration.Authority, Optional = true, Says = RegisterFacilityEndpoint.AuthorityFits },
            .. x.Facility?.Registration.Nature is { } nature && x.Policy.Nature(nature)?.Sponsored == true ? Sponsor(x) : [],
            Day(x, new("变更日期", "Changed on")),
        ])
        {
            Answers = ["registration-change", "registration-change-public"], Starts = ["filing-change"], Suits = Registered,
            Beside = Beside((RegisterFacilityEndpoint.AuthorityFits, "authority"), (RegisterFacilityEndpoint.ScopeStates, "scope")),
        },
        new("registration.change-due", new("登记事项已变未登记", "Note a change that is not registered yet"), "facilities/{id}/registration/change-due", "registration", x =>
        [
            new("what[]", new("已变的事项", "What has changed"), FieldKind.Checkboxes) { Options = CodeWords.RegisteredItems },
            Day(x, new("变更发生日期", "Changed on")) with { Hint = x.Policy.Nature(x.Facility?.Registration.Nature ?? "")?.Sponsored == true ? new("从业务主管单位同意之日起算", "Day of its supervisory unit’s consent") : null },
        ])
        {
            Suits = Registered,
        },
        new("registration.dormancy", new("歇业", "Declare the dormancy"), "facilities/{id}/registration/dormancy", "registration", x =>
        [
            Day(x, new("自何日起", "From")),
            new("until", new("至何日止", "Until"), FieldKind.Date) { Value = Text(x.Facility?.Registration.Dormancy?.Until), Says = DeclareDormancyEndpoint.Term },
        ])
        {
            Suits = x => Registered(x) && x.Facility!.Registration.Nature is { } nature && x.Policy.Nature(nature)?.DormancyClock is not null,
            Beside = Beside((DeclareDormancyEndpoint.May, "until")),
        },
        new("registration.dormancy-end", new("结束歇业", "End the dormancy"), "facilities/{id}/registration/dormancy-end", "registration", x => [Day(x, new("结束日期", "Ended on"))])
        {
            Answers = ["dormancy"], Suits = x => x.Facility?.Registration.Dormancy is not null, Beside = Beside((EndDormancyEndpoint.Dormant, "occurredOn")),
        },
        new("registration.liquidation", new("清算结束", "Enter the end of the liquidation"), "facilities/{id}/registration/liquidation", "registration", x => [Day(x, new("清算结束日期", "Finished on"))])
        {
            Suits = x => Registered(x) && x.Facility!.Registration.LiquidatedOn is null,
        },
        new("registration.cancel", new("注销登记", "Cancel the registration"), "facilities/{id}/registration/cancellation", "registration", x =>
            [Ground(CodeWords.Cancellations), Day(x, new("注销日期", "Cancelled on"))])
        {
            Answers = ["registration-end", "dormancy"], Suits = Registered,
        },
    ];

    private static bool Registered(FormScene x) => x.Facility?.Registration.Status == RegistrationStatus.Registered;

    private static bool Applied(FormScene x) => x.Facility?.Registration.Status == RegistrationStatus.Applied;

    private static List<Department> Authorities(FormScene x) => [.. x.Policy.Departments.Where(d => x.Policy.Natures.Any(n => n.Authorities.Contains(d.Code)))];

    private static IEnumerable<FormField> Application(FormScene x)
    {
        var was = x.Facility?.Registration;
        yield return new("name", new("名称", "Name")) { Value = was?.Name, MaxLength = 200 };
        yield return Nature(x);
        yield return Authority(x);
        foreach (var field in Sponsor(x))
            yield return field;
        foreach (var field in Place(x))
            yield return field;
        yield return new("legalRepresentative", new("拟任法定代表人", "Legal representative to be")) { MaxLength = 200, Hint = Sealed };
        yield return Day(x, new("收到齐全材料日期", "Complete file received on"));
    }

    private static IEnumerable<FormField> Registration(FormScene x)
    {
        var was = x.Facility?.Registration;
        yield return new("name", new("名称", "Name")) { Value = was?.Name, MaxLength = 200 };
        yield return new("uscc", new("统一社会信用代码", "Unified social credit code")) { MaxLength = 18, Hint = new("18 位大写字母和数字（GB 32100-2015）", "18 capital letters and digits (GB 32100-2015)") };
        yield return new("usccConfirmation", new("证照编号", "Number of the certificate")) { Optional = true, MaxLength = 100, Hint = new("只在证照上的代码校验位不符时填写；由经办人确认", "Only where the check sign of the code on the certificate is wrong; you confirm that you have seen it there") };
        yield return new("site", new("场所序号", "Site number"), FieldKind.Number) { Value = "1", Hint = new("同一代码下有几处场所的，依次为 1、2……", "1, 2, … where one code has several sites") };
        yield return Nature(x);
        yield return Authority(x);
        if (was?.Status != RegistrationStatus.Applied)
        {
            if (Only(x, n => n.ApprovedBy is not null) is { } approved)
                yield return new("approvalNumber", new("审批文件编号", "Number of the document of approval")) { Optional = true, MaxLength = 100, Hint = approved };
            foreach (var field in Sponsor(x))
                yield return field;
        }
        foreach (var field in Place(x))
            yield return field;
        yield return new("scope", new("业务（经营）范围", "Scope"), FieldKind.TextArea) { MaxLength = 2000, Says = RegisterFacilityEndpoint.ScopeStates };
        yield return new("legalRepresentative", new("法定代表人", "Legal representative")) { MaxLength = 200, Hint = Sealed };
        yield return new("phone", new("电话", "Phone")) { Optional = true, MaxLength = 40, Hint = Sealed };
        if (x.Closed.Count > 0)
            yield return new("former", new("原机构", "Institution before it"), FieldKind.Select) { Optional = true, Options = [.. x.Closed.Select(f => new Option(f.Id, $"{DeskWords.NameOf(f)} {f.Registration.Uscc}"))], Hint = Anew };
        else if (x.Facility is not null)
            yield return new("former", new("原机构的台账编号", "Key of the institution before it")) { Optional = true, MaxLength = 60, Hint = Anew };
        yield return Day(x, new("登记日期", "Registered on"));
    }

    // Of an institution whose nature has none, the field stays empty.
    private static IEnumerable<FormField> Sponsor(FormScene x)
    {
        if (Only(x, n => n.Sponsored) is { } sponsored)
            yield return new("sponsor", new("业务主管单位", "Professional supervisory unit"), FieldKind.Select)
            {
                Options = From(x.Policy.Departments.Where(d => d.Territory is null)),
                Value = x.Facility?.Registration.Sponsor ?? x.Facility?.Registration.Application?.Sponsor,
                Optional = true,
                Hint = sponsored,
            };
    }

    // For which natures alone a field is filled in, with the clauses of the policy; null where there is none.
    private static Words? Only(FormScene x, Func<Nature, bool> which)
    {
        var natures = x.Policy.Natures.Where(which).ToList();
        var (zh, en) = ThingWords.All(natures.Select(n => n.Name));
        return natures.Count == 0 ? null : new($"{zh}填写（{string.Join("；", natures.Select(n => n.Source))}）", $"For: {en} ({string.Join("; ", natures.Select(n => n.Source))})");
    }

    private static FormField Nature(FormScene x) => new("nature", new("性质", "Nature"), FieldKind.Select) { Options = From(x.Policy.Natures), Value = x.Facility?.Registration.Nature };

    private static FormField Authority(FormScene x)
    {
        var authorities = Authorities(x);
        return new("authority", new("登记机关", "Registration authority"), FieldKind.Select)
        {
            Options = From(authorities),
            Value = x.Facility?.Registration.Authority ?? (authorities.Exists(d => d.Code == x.Officer.Department) ? x.Officer.Department : null),
            Hint = new("须与机构性质相符", "Must fit the nature of the institution"),
        };
    }

    private static IEnumerable<FormField> Place(FormScene x)
    {
        var was = x.Facility?.Registration;
        yield return new("kind", new("类型", "Kind"), FieldKind.Select) { Options = From(x.Policy.Kinds), Value = was?.Kind };
        yield return new("town", new("镇（街道）", "Town"), FieldKind.Select) { Options = From(x.Policy.Divisions), Value = was?.Town };
        yield return new("address", new("地址", "Address")) { Value = was?.Address, MaxLength = 200 };
    }
}
