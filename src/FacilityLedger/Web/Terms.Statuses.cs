using FacilityLedger.Facilities;

namespace FacilityLedger.Web;

/// <summary>What HTTP statuses mean to a person, and what he can do next.</summary>
public static partial class Terms
{
    public static Words StatusTitle(int status) => status switch
    {
        400 => new("请求无法处理", "The request could not be read"),
        401 => new("请先登录", "Sign in first"),
        403 => new("您没有权限", "You may not do this"),
        404 => new("找不到这个页面", "Page not found"),
        405 => new("此地址不支持这种请求方式", "This address is not used in this way"),
        408 => new("等待超时", "It took too long"),
        413 => new("提交的内容过大", "Too much was sent"),
        409 => new("与现有记录冲突", "This conflicts with what is on record"),
        412 => new("记录已有变化", "The record has changed"),
        429 => new("请求过于频繁", "Too many requests"),
        503 => new("暂时无法服务", "Not available just now"),
        >= 500 => new("系统出现错误", "Something went wrong here"),
        _ => new($"请求未完成（{status}）", $"The request was not completed ({status})"),
    };

    public static Words StatusDetail(int status) => status switch
    {
        400 => new("页面可能放置太久，或表单不完整。请返回上一页，刷新后再提交。", "The page may have been open too long, or the form was incomplete. Go back, reload the page and try again."),
        401 => new("这个地址只对已登录的工作人员开放。", "This address is open to signed-in officers only."),
        403 => new("这一页或这项操作不属于您的部门或辖区。如认为有误，请联系本辖区系统管理员。", "This page or action does not belong to your department or jurisdiction. If you think that is wrong, ask its administrator."),
        404 => new("地址可能写错，或内容已不再公示。可以从首页重新查找。", "The address may be wrong, or what it showed is no longer disclosed. You can search again from the first page."),
        405 => new("没有任何内容被更改。可以从首页重新进入。", "Nothing was changed. You can begin again from the first page."),
        408 => new("提交的内容没有在时限内到齐，没有录入任何内容。请检查网络后再提交。", "What you sent did not arrive in time, and nothing was recorded. Check the connection and send it again."),
        413 => new("文件或文字超过了上限，没有录入任何内容。", "A file or a text is over the limit, and nothing was recorded."),
        412 => new("您打开页面之后，这条记录有了新的变化。请刷新后再办理。", "The record has changed since you opened the page. Reload it and try again."),
        429 or 503 => new("请稍等片刻再试。", "Wait a moment and try again."),
        _ => new("没有任何内容被更改。请稍后再试；如仍不行，请把下面的编号告诉系统管理员。", "Nothing was changed. Try again later; if it fails again, give the administrator the number below."),
    };

    public static Words ToFirstPage { get; } = new("返回首页", "Go to the first page");
    public static Words RequestNumber { get; } = new("请求编号", "Request number");
}
