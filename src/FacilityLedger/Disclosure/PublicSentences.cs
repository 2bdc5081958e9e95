using FacilityLedger.Facilities;
using FacilityLedger.Policies;
using FacilityLedger.Web;

namespace FacilityLedger.Disclosure;

/// <summary>Sentences of all public pages.</summary>
public static class PublicSentences
{
    public static Words Found(long n) => new($"{Numbers.Whole(n)} 家机构", n == 1 ? "1 facility" : $"{Numbers.Whole(n)} facilities");

    public static Words Found(FoundCount n) => n.More ? new($"超过 {Numbers.Whole(n.Number)} 家机构", $"more than {Numbers.Whole(n.Number)} facilities") : Found(n.Number);

    public static Words Places(int places, int? inclusive) => inclusive is > 0 and var of
        ? new($"托位 {Numbers.Whole(places)}（普惠 {Numbers.Whole(of)}）", $"{Terms.Count(places, "place")} ({Numbers.Whole(of)} inclusive)")
        : new($"托位 {Numbers.Whole(places)}", Terms.Count(places, "place"));

    public static Words Free(int free) => new($"空余 {Numbers.Whole(free)}", $"{Numbers.Whole(free)} free");

    public static Words Department(Words department, bool orCall) => orCall
        ? new($"请向{department.Zh}询问，或拨打：", $"Ask the {department.En}, or call:")
        : new($"请向{department.Zh}询问。", $"Ask the {department.En}.");

    public static Words TellThem(Policy policy) => new($"请说明机构名称和{Number(policy).Zh}。", $"Give the facility’s name and its {Lower(Number(policy).En)}.");

    /// <summary>How a reader can check what he sees.</summary>
    public static IEnumerable<Words> Genuine(Policy policy)
    {
        yield return new("这里只显示台账已经公示的内容。台账只追加、不修改：每条公示都有序号、日期和依据，更正和撤回也会留下记录。", "Only what the ledger has published is shown here. The ledger is only ever appended to: each publication has its number, its date and its basis, and a correction or a withdrawal leaves its own record.");
        yield return policy.AccessRegime == "filing"
            ? new($"机构出示的备案回执编号和{Number(policy).Zh}，应当与这里一致。不要只看截图或照片，请自己从本站查找。", $"The receipt number and the {Lower(Number(policy).En)} that a facility shows you must be the same as here. Do not rely on a screenshot or a photograph: look the facility up on this site yourself.")
            : new("机构出示的许可编号应当与这里一致。不要只看截图或照片，请自己从本站查找。", "The permit number that a facility shows you must be the same as here. Do not rely on a screenshot or a photograph: look the facility up on this site yourself.");
    }

    /// <summary>The number by which an institution is known first.</summary>
    internal static Words Number(Policy policy) => policy.Identifiers is [var first, ..] ? first.Name : new("编号", "number");

    /// <summary>A name within an English sentence: its capital goes, unless it is an abbreviation.</summary>
    internal static string Lower(string words) => words.Length > 1 && char.IsLower(words[1]) ? char.ToLowerInvariant(words[0]) + words[1..] : words;
}
