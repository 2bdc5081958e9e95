using FacilityLedger.Facilities;
using FacilityLedger.Policies;
using FacilityLedger.Web;

namespace FacilityLedger.Disclosure;

/// <summary>What a status means for somebody who looks for a place, in plain words. It says what the law says, and no more.</summary>
public static class StatusMeaning
{
    /// <summary>Statuses of the jurisdiction in the order in which they are explained; none where a register uses its own words.</summary>
    public static IReadOnlyList<string> Explained(Policy policy) => policy.AccessRegime == "filing"
        ? [FacilityStatus.Filed, FacilityStatus.Nonconforming, FacilityStatus.Unfiled, FacilityStatus.Found, FacilityStatus.Suspended, FacilityStatus.Dormant, FacilityStatus.Terminated, FacilityStatus.Cancelled]
        : [];

    /// <summary>Null where nothing needs to be said, or where a register uses its own words.</summary>
    public static Words? Of(Policy policy, string? status) => status switch
    {
        null when policy.AccessRegime == "filing" => new(
            "可能是机构还没有备案，也可能是还没有公示，台账不作推断。送孩子入托前，可以请机构出示备案回执，或向下面的部门核实。",
            "It may not have filed, or nothing may have been published yet; the ledger does not guess. Before you entrust a child to it, ask to see its filing receipt, or ask the department below."),
        FacilityStatus.Filed => new(
            "备案是告知，不是许可。备案部门收到了规定的材料并出具回执，这不表示每个方面都检查合格，请同时看检查和整改情况。",
            "Filing is a notice, not a licence. The department has received the materials and given its receipt. That does not say that everything was found in order, so look at the inspections and violations too."),
        FacilityStatus.Nonconforming => new(
            "机构已经提交备案，备案部门发现有条件不符合设置标准，已经告知机构并跟踪整改。这不是拒绝备案，也不等于责令停办。",
            "The facility has filed, and the department found conditions that do not meet the standards. It has told the facility so and follows it up. This is no refusal of the filing, and no order to close."),
        FacilityStatus.Unfiled => new(
            "机构已经登记，但没有有效的备案回执，而托育机构依法应当备案。未备案不等于已经停办，也不等于已认定不安全；送孩子入托前，可以请机构出示备案回执，或向下面的部门核实。",
            "The facility is registered but has no filing receipt in force, and facilities have a duty to file. Not filed does not mean closed, nor found to be unsafe. Before you entrust a child to it, ask to see its filing receipt, or ask the department below."),
        FacilityStatus.Found => new(
            "有关部门发现这里收托婴幼儿，但没有办理登记。没有登记的场所不能备案。",
            "Officers found that children are cared for here without a registration. A place that is not registered cannot be on file."),
        FacilityStatus.Suspended => new("机构在此期间不收托婴幼儿。", "The facility takes no children for the time being."),
        FacilityStatus.Dormant => new(
            "机构已向登记机关办理歇业，在此期间不收托婴幼儿。登记没有注销，歇业结束后可以继续提供服务。",
            "The facility has declared itself dormant to the registration authority and takes no children in that time. Its registration stands, and it may go on afterwards."),
        FacilityStatus.Terminated => new(
            "机构已经终止托育服务，备案随之结束。依法仍应公示的记录保留到期满。",
            "The facility has ended its service, and its filing ended with it. Records that must still be shown stay until their term is over."),
        FacilityStatus.Cancelled => new(
            "机构的登记已经注销，不能再以它的名义收托婴幼儿。依法仍应公示的记录保留到期满。",
            "Its registration was cancelled; no children may be taken in its name. Records that must still be shown stay until their term is over."),
        FacilityStatus.Delisted => new(
            "登记册最近一次公布时已不再列有这家机构；登记册没有说明原因。",
            "The register no longer lists the facility; it does not say why."),
        _ => null,
    };

    public static Words Question(Term term) => new($"“{term.Words.Zh}”是什么意思？", $"What does “{term.Words.En}” mean?");
}
