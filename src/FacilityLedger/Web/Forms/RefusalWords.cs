using System.Text.Json.Nodes;
using FacilityLedger.Facilities;

namespace FacilityLedger.Web.Forms;

/// <summary>What a refusal says beyond its rule, in words: which day was the last, how much is the limit, what is missing.</summary>
public static class RefusalWords
{
    private static readonly Dictionary<string, Func<string, FormScene, Words>> Known = new(StringComparer.Ordinal)
    {
        ["last"] = (x, _) => new($"上一条记录：{x}", $"the last entry: {x}"),
        ["today"] = (x, _) => new($"今天：{x}", $"today: {x}"),
        ["limit"] = (x, scene) => Limit(Money.Show(x, scene.Policy.Currency)),
        ["most"] = (x, _) => new($"最高 {x}", $"at most {x}"),
        ["longest"] = (x, _) => new($"最长 {x} 字", $"at most {x} characters"),
        ["number"] = (x, _) => new($"编号：{x}", $"number: {x}"),
        ["materials"] = (x, scene) => Names(x, code => scene.Policy.Materials.Concat(scene.Policy.FilingFields).FirstOrDefault(m => m.Code == code)?.Name),
        ["conditions"] = (x, scene) => Names(x, code => scene.Policy.Notifiable.FirstOrDefault(m => m.Code == code)?.Name),
        ["months"] = (x, _) => new($"最长 {x} 个月", $"at most {x} months"),
        ["missing"] = (x, scene) => Names(x, code => scene.Policy.Standards.SelectMany(s => s.Indicators).FirstOrDefault(m => m.Code == code)?.Name),
        ["authorities"] = (x, scene) => Names(x, scene.Policy.NameOf),
        ["departments"] = (x, scene) => Names(x, scene.Policy.NameOf),
        ["enteredBy"] = (x, scene) => Names(x, scene.Policy.NameOf),
        ["registeredOn"] = (x, _) => new($"登记日期：{x}", $"registered on {x}"),
        ["holder"] = (x, _) => new($"占用：{x}", $"held by {x}"),
    };

    /// <summary>In brackets, or nothing.</summary>
    public static string Of(JsonObject? problem, FormScene scene)
    {
        var said = (problem ?? []).Where(x => x.Value is JsonValue && Known.ContainsKey(x.Key)).Select(x => Known[x.Key](x.Value!.ToString(), scene)).ToList();
        return said.Count == 0 ? "" : Words.IsEnglish ? $" ({string.Join("; ", said.Select(x => x.En))})" : $"（{string.Join("；", said.Select(x => x.Zh))}）";
    }

    private static Words Limit(Words amount) => new($"限额：{amount.Zh}", $"limit: {amount.En}");

    private static Words Names(string codes, Func<string, Words?> name)
    {
        var names = codes.Split(' ').Select(x => name(x) ?? new Words(x, x)).ToList();
        return new(string.Join("、", names.Select(x => x.Zh)), string.Join(", ", names.Select(x => x.En)));
    }
}
