using FacilityLedger.Facilities;

namespace FacilityLedger.Hosting.SignIn;

/// <summary>Texts of the sign-in pages.</summary>
public static class SignInWords
{
    public static Words Title { get; } = new("工作人员登录", "Staff sign-in");
    public static Words Public { get; } = new("查找机构、查看公示不需要登录。", "Finding a facility and reading what is disclosed needs no sign-in.");
    public static Words Development { get; } = new("开发环境：选择一个示例账号，不需要密码。正式环境中没有这些账号。", "Development: choose a sample account; there is no password. None of these exists in production.");
    public static Words Choose { get; } = new("登录为", "Sign in as");
    public static Words Account { get; } = new("示例账号", "Sample account");
    public static Words ChooseOne { get; } = new("请选择一个账号", "Choose an account");
    public static Words Others { get; } = new("其他岗位", "Other jobs");
    public static Words ToIssuer { get; } = new("用单位账号登录", "Sign in with your work account");
    public static Words NoClient { get; } = new("本系统还没有配置网页登录。", "Signing in to pages is not set up here yet.");
    public static Words NoClientHelp { get; } = new("系统管理员需要在统一身份认证平台登记一个 OpenID Connect 客户端，并设置 Authentication__ClientId（和 Authentication__ClientSecret）。接口访问不受影响。",
        "The administrator registers an OpenID Connect client with the issuer and sets Authentication__ClientId (and Authentication__ClientSecret). The API works without it.");
    public static Words NotHere { get; } = new("示例账号只能在运行本系统的这台电脑上使用。", "Sample accounts can be used only on the machine that runs this server.");
    public static Words PostKept { get; } = new("登录已到时间，刚才提交的内容没有录入，已保留 30 分钟。请用同一账号重新登录，核对后再提交。",
        "Your sign-in had ended. What you sent was not entered; it is kept for 30 minutes. Sign in with the same account, check it and send it again.");
    public static Words PostFound { get; } = new("这是登录到时间前填写的内容，还没有录入。请核对后再提交。",
        "This is what you had filled in when your sign-in ended. It has not been entered yet: check it and send it again.");
    public static Words NothingHappened { get; } = new("没有任何内容被更改。", "Nothing was changed.");
    public static Words Again { get; } = new("重新登录", "Sign in again");
    public static Words Arrived { get; } = new("已登录", "Signed in");
    public static Words Continue { get; } = new("继续", "Continue");
}
