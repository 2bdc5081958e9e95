using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using static FacilityLedger.Web.Forms.FormField;

namespace FacilityLedger.Filing;

/// <summary>What the filing form asks of the place and its people. Nothing of it need be there: gaps are received first and asked for afterwards.</summary>
internal static class SettingFields
{
    private static readonly Words Place = new("场地与人员（缺项先收件，再要求补正）", "Place and people (gaps are received first, then asked for)");
    private static readonly Words Responsible = new("负责人、联系人与承诺", "Head, contact and commitment");
    private static readonly Words Sealed = new("密封保存，公开页面不显示", "Kept sealed; no public page shows it");
    private static readonly Words Stated = new("已有密封记录，不变可不填", "There is one, sealed; leave it blank if it did not change");

    public static IEnumerable<FormField> Of(FormScene x)
    {
        var was = x.Facility?.Filing.Form?.Setting;
        FormField Square(string name, string zh, string en, string? value) => In(Place, new($"setting.areas.{name}", new($"{zh}（m²）", $"{en} (m²)"), FieldKind.Decimal) { Value = value, Line = "areas" });
        FormField Count(string name, string zh, string en, int? value) => In(Place, new($"setting.staff.{name}", new(zh, en), FieldKind.Number) { Value = Text(value), Line = name is "managers" or "carers" ? "staff-1" : name is "health" or "cooks" ? "staff-2" : "staff-3" });
        FormField Fact(string name, string zh, string en, bool? value) => In(Responsible, YesNo($"setting.head.{name}", new(zh, en), value));
        FormField Name(string name, string zh, string en, Sealed? filed, string line) => In(Responsible, new($"setting.{name}", new(zh, en)) { MaxLength = 40, Hint = filed is null ? Sealed : Stated, Line = line });
        return
        [
            Square("building", "建筑面积", "Building", was?.Areas?.Building), Square("indoor", "室内使用面积", "Rooms", was?.Areas?.Indoor),
            Square("outdoor", "室外活动面积", "Outdoors", was?.Areas?.Outdoor) with { Line = "outdoor" },
            In(Place, new("setting.floor", new("最高楼层", "Highest storey"), FieldKind.Number) { Value = Text(was?.Floor), Line = "outdoor" }),
            Count("managers", "管理人员", "Managers", was?.Staff?.Managers), Count("carers", "保育人员", "Carers", was?.Staff?.Carers), Count("health", "保健人员", "Health workers", was?.Staff?.Health),
            Count("cooks", "炊事人员", "Cooks", was?.Staff?.Cooks), Count("guards", "保安人员", "Guards", was?.Staff?.Guards), Count("others", "其他人员", "Others", was?.Staff?.Others),
            In(Place, new("setting.opensOn", new("开办日期", "Opens on"), FieldKind.Date) { Value = Text(was?.OpensOn), Line = "opening" }),
            In(Place, new("setting.medicalInstitution", new("签约医疗机构", "Medical institution under contract")) { MaxLength = 200, Value = was?.MedicalInstitution, Line = "opening" }),
            Name("head.name", "负责人姓名", "Name of the head", was?.Head?.Name, "head"),
            Fact("college", "负责人具有大专及以上学历", "The head has a college degree", was?.Head?.College),
            Fact("experienced", "负责人有规定年限的管理经历", "The head has managed for as long as the standard asks", was?.Head?.Experienced),
            Fact("trained", "负责人岗位培训合格", "The head has passed the training", was?.Head?.Trained),
            Name("contact.name", "联系人", "Contact", was?.Contact?.Name, "contact"), Name("contact.phone", "联系电话", "Telephone", was?.Contact?.Phone, "contact"),
            In(Responsible, new("setting.committedOn", new("备案承诺书签署日期", "Commitment signed on"), FieldKind.Date) { Value = Text(was?.CommittedOn) }),
        ];
    }

    private static FormField In(Words group, FormField field) => field with { Group = group, Folded = true, Optional = true };
}
