using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Operation;
using FacilityLedger.Registration;
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
            Day(x, new("收到材料日期", "Day on which the materials were received")),
            .. Particulars(x),
            .. Classes(x),
            .. SettingFields.Of(x),
            .. MaterialFields.Of(x),
        ])
        {
            Answers = ["filing-supplement"], Starts = ["filing-receipt", "filing-nonconformity"],
            Suits = x => x.Facility is { Closed: false, Registration.Status: RegistrationStatus.Registered, Filing: { Open: false } or { Status: FilingStatus.SupplementAsked } },
        },
        new("filing.receipt", new("发放备案回执", "Issue the receipt"), "facilities/{id}/filing/receipt", "filing", x =>
        [
            new("number", new("回执编号", "Number of the receipt")) { MaxLength = 60, Value = x.NextReceipt, Hint = new("回执不是审批：只说明材料已收到", "A receipt is not an approval: it says that the materials were received") },
            Day(x, new("发放日期", "Issued on")) with { Line = "days" },
            new("noticeOn", new("基本条件告知书交付日期", "Notice of basic conditions handed over on"), FieldKind.Date) { Optional = true, Value = Text(x.Today), Line = "days" },
        ])
        {
            Answers = ["filing-receipt"], Beside = Beside((Recording.Claimed, "number"), (IssueReceiptEndpoint.OncePerAuthority, "number")),
            Suits = x => Authority(x) && x.Facility!.Filing is { Status: not FilingStatus.SupplementAsked } filing && filing.Receipts.All(r => r.Authority != x.Officer.Department),
        },
        new("filing.supplement", new("要求补正", "Ask for a supplement"), "facilities/{id}/filing/supplement", "filing", x =>
        [
            new("materials[]", new("需补正的材料", "Materials to be supplied"), FieldKind.Checkboxes)
            {
                Options = From(x.Policy.Materials), Says = AskSupplementEndpoint.Named, Values = Missing(x, x.Policy.Materials),
            },
            .. x.Policy.FilingFields.Count == 0 ? [] : new[] { new FormField("formFields[]", new("需补填的项目", "Fields to be filled in"), FieldKind.Checkboxes) { Options = From(x.Policy.FilingFields), Values = Missing(x, x.Policy.FilingFields) } },
            Day(x, new("要求补正日期", "Asked on")),
        ])
        {
            Answers = ["filing-receipt"], Starts = ["filing-supplement"], Beside = Beside((AskSupplementEndpoint.Named, "materials")),
            Suits = x => x.Facility is { Closed: false, Filing: { Status: FilingStatus.Received, Receipts.Count: 0 } },
        },
        new("filing.check", new("逐项核对条件", "Check the conditions"), "facilities/{id}/filing/conditions", "filing", x => [Day(x, new("核对日期", "Checked on")), .. ConditionFields.Of(x)])
        {
            Suits = x => Authority(x) && x.Policy.Conditions.Count > 0 && x.Facility!.Filing.Status != FilingStatus.SupplementAsked, Beside = Beside((CheckConditionsEndpoint.Named, "results[0].met")),
        },
        new("filing.nonconformity", new("告知不符合并公开", "Notify nonconformity"), "facilities/{id}/filing/nonconformity", "filing", x => [Day(x, new("告知日期", "Notified on")), .. Conditions(x)])
        {
            Answers = ["filing-nonconformity"], Starts = ["nonconformity-followup"], Beside = Beside((NotifyNonconformityEndpoint.Named, "conditions"), (NotifyNonconformityEndpoint.Unnamed, "conditions")),
            Suits = x => Authority(x) && x.Facility!.Filing.Status != FilingStatus.SupplementAsked,
        },
        new("filing.nonconformity", new("确认符合条件", "Confirm the conditions are met"), "facilities/{id}/filing/conformity", "filing", x => [Day(x, new("核实日期", "Checked on"))])
        {
            Name = "filing.conformity", Answers = ["filing-nonconformity", "nonconformity-followup"],
            Suits = x => Authority(x) && (x.Facility!.Filing.Conditions.Count > 0 || x.Facility.Obligations.OpenOnes.Any(o => o.Deadline.Key.StartsWith("filing/nonconformity", StringComparison.Ordinal))),
        },
        new("filing.change", new("变更备案", "Change the filing"), "facilities/{id}/filing/change", "filing", x => [Day(x, new("变更日期", "Changed on")), .. Particulars(x), .. Classes(x), .. SettingFields.Of(x), .. MaterialFields.Of(x)])
        {
            Answers = ["filing-change"], Suits = x => x.Facility is { Closed: false, Filing.Filed: true },
        },
        new("filing.material", new("更新材料", "Renew a material"), "facilities/{id}/filing/material", "filing", MaterialFields.Renewal)
        {
            Answers = ["material-renewal", "food-renewal"], Suits = x => x.Facility is { Closed: false, Filing: { Open: true, Form: not null, Status: not FilingStatus.SupplementAsked } },
            Beside = Beside((RenewMaterialEndpoint.Validity, "validUntil")),
        },
        new("filing.close", new("终止备案", "Close the filing"), "facilities/{id}/filing/closure", "filing", x => [Ground(CodeWords.Closures), .. Placement(), Day(x, new("终止日期", "Closed on"))])
        {
            Suits = x => x.Facility?.Filing.Open == true, Beside = Beside((Operation.Placement.Placed, "placement.arrangements")),
        },
    ];

    private static bool Authority(FormScene x) => x.Facility is { Closed: false, Filing.Open: true } && x.Facility.Filing.Authorities.Contains(x.Officer.Department);

    // What was filed, or declared, or nothing yet: nobody types it a second time.
    private static IEnumerable<FormField> Particulars(FormScene x)
    {
        var (was, running) = (x.Facility?.Filing.Form, x.Facility?.Operation);
        yield return new("serviceForms[]", new("服务形式", "Forms of service"), FieldKind.Checkboxes) { Options = CodeWords.ServiceForms, Values = was?.ServiceForms ?? [] };
        yield return new("places", new("托位", "Places"), FieldKind.Number) { Value = Text(was?.Places ?? running?.Places), Line = "places" };
        yield return new("inclusivePlaces", new("其中普惠托位", "Of these, inclusive places"), FieldKind.Number) { Value = Text(was?.InclusivePlaces ?? running?.InclusivePlaces), Line = "places" };
        yield return new("premises.tenure", new("场地", "Premises"), FieldKind.Select) { Options = CodeWords.Tenures, Value = was?.Premises.Tenure, Line = "premises" };
        yield return new("premises.leaseEnd", new("租期至", "Lease until"), FieldKind.Date) { Optional = true, Value = Text(was?.Premises.LeaseEnd), Line = "premises" };
        yield return YesNo("mealsProvided", new("提供膳食", "Meals are provided"), was?.MealsProvided);
    }

    private static IEnumerable<FormField> Classes(FormScene x) => OperationForms.Classes(x, x.Facility?.Filing.Form?.Classes ?? x.Facility?.Operation.Classes ?? []);

    // Who closes ex officio may know nothing of the children.
    private static IEnumerable<FormField> Placement() =>
    [
        new("placement.children", new("在托人数", "Children"), FieldKind.Number) { Optional = true },
        new("placement.arrangements[]", new("婴幼儿安置方式", "How the children are placed"), FieldKind.Checkboxes) { Options = CodeWords.Arrangements, Optional = true, Says = Operation.Placement.Placed },
    ];

    private static IReadOnlyList<string> Missing(FormScene x, IEnumerable<Policies.Coded> of)
    {
        IEnumerable<string> missing = x.Facility?.Filing is { Form: { } form, ReceivedOn: { } received } filing ? filing.Status == FilingStatus.SupplementAsked ? filing.Missing : form.Missing(x.Policy, received) : [];
        return [.. missing.Where(m => of.Any(o => o.Code == m))];
    }

    // The materials first; the catalogue is long, so each domain folds.
    private static IEnumerable<FormField> Conditions(FormScene x)
    {
        IReadOnlyList<string> standing = [.. x.Facility?.Filing is { Conditions: { Count: > 0 } conditions } ? conditions : Missing(x, x.Policy.Materials), .. x.Facility?.Filing.Unmet ?? []];
        FormField Of(string id, Words label, IEnumerable<Policies.Coded> entries) => new("conditions[]", label, FieldKind.Checkboxes)
        {
            Id = $"conditions[]-{id}",
            Options = From(entries),
            Values = [.. standing.Where(c => entries.Any(e => e.Code == c))],
            Group = id.Length > 0 ? label : null,
            Folded = true,
        };
        yield return Of("", new("缺少或过期的材料", "Materials that are missing or out of date"), x.Policy.Materials) with { Id = "conditions[]", Says = NotifyNonconformityEndpoint.Named };
        if (x.Policy.Conditions.Count > 0)
            yield return Of("standards", new("设置标准的条件", "Conditions of the setting standards"), x.Policy.Conditions) with { Folded = false };
        foreach (var domain in x.Policy.Domains.Where(d => x.Policy.Violations.Any(v => v.Domain == d.Code)))
            yield return Of(domain.Code, domain.Name, x.Policy.Violations.Where(v => v.Domain == domain.Code));
    }
}
