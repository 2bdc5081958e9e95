using FacilityLedger.Facilities;

namespace FacilityLedger.Web.Forms;

/// <summary>The words of forms that come back.</summary>
public static partial class DeskWords
{
    public static Words NothingRecorded { get; } = new("没有录入任何内容", "Nothing was recorded");
    public static Words ChangedMeanwhile { get; } = new("您填写期间，该事项已有变化", "The thing has changed since you opened this page");
    public static Words StillFilled { get; } = new("您填写的内容都已保留。期间的变化：", "What you typed is still here. What happened meanwhile:");
    public static Words SubmitAgain { get; } = new("请核对，然后可以再次提交", "Look at it, then you can submit again");
    public static Words WhatChanged { get; } = new("变化对照", "What has changed");
    public static Words Item { get; } = new("项目", "Item");
    public static Words Then { get; } = new("您开始时", "When you began");
    public static Words Now { get; } = new("现在", "Now");
    public static Words Yours { get; } = new("您填写的", "What you typed");
    public static Words Untouched { get; } = new("未改动，按现在的记录", "untouched: follows the ledger");

    public static Words Missing(Words label) => new($"请填写：{label.Zh}", $"Please fill in: {label.En}");
    public static Words NoNumber(Words label) => new($"{label.Zh}须为整数", $"{label.En}: a whole number is needed");
    public static Words NoHour(Words label) => new($"{label.Zh}须为日期和时间", $"{label.En}: a date with its time is needed");
    public static Words NoDate(Words label) => new($"{label.Zh}须为日期", $"{label.En}: a date is needed");
}
