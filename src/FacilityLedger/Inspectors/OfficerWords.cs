using FacilityLedger.Facilities;

namespace FacilityLedger.Inspectors;

/// <summary>What the page of the registers says.</summary>
public static class OfficerWords
{
    public static Words Title { get; } = new("执法人员名录", "Register of officers");
    public static Words Says { get; } = new("检查、立案和随机抽取只用名录内持有效证件的执法人员；尚未建立名录的部门按填写的证号登记。", "Inspections, cases and draws take officers of the register whose certificates are valid; a department without a register writes the certificate down.");
    public static Words None { get; } = new("还没有部门建立名录。", "No department has a register yet.");
    public static Words Others { get; } = new("其他部门", "Other departments");
    public static Words Certified { get; } = new("持有效证件", "With a valid certificate");
    public static Words Without { get; } = new("已无有效证件", "Without a valid certificate");
    public static Words Account { get; } = new("账号", "Account");
    public static Words Certificate { get; } = new("执法证号", "Certificate");
    public static Words From { get; } = new("有效期起", "From");
    public static Words Until { get; } = new("有效期止", "Until");
    public static Words Acts { get; } = new("办理", "Commands");
}
