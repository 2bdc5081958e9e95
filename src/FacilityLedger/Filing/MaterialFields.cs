using FacilityLedger.Facilities;
using FacilityLedger.Policies;
using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using static FacilityLedger.Web.Forms.FormField;

namespace FacilityLedger.Filing;

/// <summary>The materials on a form: ticked with their dates; who issued them and under which number folds away.</summary>
internal static class MaterialFields
{
    private static readonly Words Materials = new("材料（有即勾选）", "Materials (tick what is there)");
    private static readonly Words Issue = new("签发机关和证书编号（选填）", "Who issued them, and their numbers (optional)");
    private static readonly Words IssuedOn = new("签发日期", "Issued on");
    private static readonly Words ValidUntil = new("有效期至", "Valid until");

    public static IEnumerable<FormField> Of(FormScene x)
    {
        var filed = x.Policy.Materials.Select(m => x.Facility?.Filing.Form?.Materials.FirstOrDefault(f => f.Code == m.Code)).ToList();
        return [.. x.Policy.Materials.SelectMany((m, i) => Ticked(m, filed[i], i)), .. x.Policy.Materials.SelectMany((m, i) => Issued(x.Policy, m, filed[i], i))];
    }

    /// <summary>One material that was issued anew; offered first is one that has ended or is about to.</summary>
    public static IEnumerable<FormField> Renewal(FormScene x)
    {
        var (policy, filing) = (x.Policy, x.Facility?.Filing);
        var ending = filing?.Materials.Lapsed.Select(l => l.Material).Concat(filing.Materials.Validity.Expiries.OrderBy(e => e.ValidUntil).Select(e => e.Of)).FirstOrDefault();
        yield return new("code", new("材料", "Material"), FieldKind.Select) { Options = From(policy.Materials), Value = ending };
        yield return new("issuedOn", IssuedOn, FieldKind.Date) { Line = "validity" };
        yield return new("validUntil", ValidUntil, FieldKind.Date) { Optional = true, Line = "validity", Hint = Term(policy.Materials.FirstOrDefault(m => m.Code == ending)?.ValidMonths) };
        yield return new("issuer", new("签发机关", "Issued by")) { Optional = true, MaxLength = 100, Hint = Usual(policy, policy.Materials.FirstOrDefault(m => m.Code == ending)) };
        yield return new("number", new("证书编号", "Number")) { Optional = true, MaxLength = 100 };
        yield return Day(x, new("收到日期", "Received on"));
    }

    private static IEnumerable<FormField> Ticked(Material material, FiledMaterial? filed, int i)
    {
        var note = material.Needed switch { "meals" => new Words("（提供膳食的需要）", " (where meals are provided)"), "optional" => new("（没有可不交）", " (where there is one)"), _ => new("", "") };
        yield return new($"materials[{i}].code", material.Name, FieldKind.Checkboxes)
        {
            Group = Materials,
            Options = [Choice(material.Code, material.Name.Zh + note.Zh, material.Name.En + note.En)],
            Values = filed is null ? [] : [filed.Code],
            Optional = true,
            Line = $"materials[{i}].code",
        };
        if (!Dated(material, filed))
            yield break;
        yield return new($"materials[{i}].issuedOn", IssuedOn, FieldKind.Date) { Group = Materials, Optional = true, Value = Text(filed?.IssuedOn), Line = $"materials[{i}]" };
        yield return new($"materials[{i}].validUntil", ValidUntil, FieldKind.Date) { Group = Materials, Optional = true, Value = Text(filed?.ValidUntil), Line = $"materials[{i}]", Hint = Term(material.ValidMonths) };
    }

    private static IEnumerable<FormField> Issued(Policy policy, Material material, FiledMaterial? filed, int i)
    {
        if (!Dated(material, filed) && material.Issuers.Count == 0 && filed is not { Issuer: not null } and not { Number: not null })
            yield break;
        if (!Dated(material, filed))
            yield return new($"materials[{i}].issuedOn", new($"{material.Name.Zh}：签发日期", $"{material.Name.En}: issued on"), FieldKind.Date) { Group = Issue, Folded = true, Optional = true, Value = Text(filed?.IssuedOn), Line = $"materials[{i}].date" };
        yield return new($"materials[{i}].issuer", new($"{material.Name.Zh}：签发机关", $"{material.Name.En}: issued by")) { Group = Issue, Folded = true, Optional = true, MaxLength = 100, Value = filed?.Issuer, Hint = Usual(policy, material), Line = $"materials[{i}]" };
        yield return new($"materials[{i}].number", new("编号", "Number")) { Group = Issue, Folded = true, Optional = true, MaxLength = 100, Value = filed?.Number, Line = $"materials[{i}]" };
    }

    private static bool Dated(Material material, FiledMaterial? filed) => material.ValidMonths is not null || filed?.ValidUntil is not null;

    private static Words? Term(int? months) => months is { } n ? new($"不填则自签发日起 {n} 个月", $"left blank: {n} months from its issue") : null;

    private static Words? Usual(Policy policy, Material? material) => material?.Issuers is { Count: > 0 } issuers
        ? new(string.Join("、", issuers.Select(x => policy.NameOf(x).Zh)), string.Join(", ", issuers.Select(x => policy.NameOf(x).En))) : null;
}
