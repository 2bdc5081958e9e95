using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;

namespace FacilityLedger.Facilities;

/// <summary>What every decision asks first. Each returns the refusal, or null.</summary>
public static class Guard
{
    public static readonly Rule Department = new("department-may-not", 403, "附件2", new("本部门无权办理此事项", "This department may not give this command"));
    public static readonly Rule Role = new("role-may-not", 403, "DESIGN 1", new("该账号的角色不能办理此事项", "The roles of this account do not include the one that may give this command"));
    public static readonly Rule Territory = new("outside-territory", 403, "县政策 13", new("该机构不在本镇（街道）辖区", "The institution lies outside this town or street"));
    public static readonly Rule Future = new("not-in-the-future", 422, "DESIGN 2", new("发生日期不能晚于今天", "What has not happened yet cannot be entered"));
    public static readonly Rule Absurd = new("date-absurd", 422, "DESIGN 4", new("日期不合常理", "The date makes no sense"));
    public static readonly Rule Backwards = new("not-before-the-last", 422, "DESIGN 2", new("发生日期早于该事项上一条记录，请用更正", "The date lies before the last entry of this thing; an earlier truth is a correction"));
    public static readonly Rule Closed = new("facility-closed", 422, "管理规范 7", new("机构已终止服务或已注销", "The institution is closed"));
    public static readonly Rule Textual = new("text-malformed", 422, "DESIGN 4", new("文字为空、过长或含有不允许的字符", "A text is empty, too long, or holds characters that are not allowed"));
    public static readonly Rule Code = new("code-unknown", 422, "DESIGN 2", new("代码不在本辖区政策中", "The code is not in the policy of this jurisdiction"));

    /// <summary>May this department give the command, is the day possible, and is the institution still open?</summary>
    /// <param name="thing">The thing that the fact will concern; null when it is new.</param>
    /// <param name="closed">The command may be given of a closed institution too.</param>
    public static Refusal? Against(Circumstances c, Facility? facility, string command, DateOnly occurredOn, string? thing = null, bool closed = false) =>
        May(c, command) ?? Within(c, facility?.Registration.Town) ?? Day(c, occurredOn) ?? After(facility, thing, occurredOn)
        ?? (!closed && facility is { Closed: true } ? Closed.Refuse(("state", facility.Status)) : null);

    /// <summary>The department of the caller must have the command in the policy, and the account the role that the command names.</summary>
    public static Refusal? May(Circumstances c, string command) => May(c.Policy, c.Actor, command);

    /// <inheritdoc cref="May(Circumstances, string)"/>
    public static Refusal? May(Policy policy, Actor actor, string command)
    {
        if (policy.Department(actor.Department) is not { } department)
            return Department.Refuse(("department", actor.Department), ("command", command));
        if (!department.May(command))
            return Department.Because(new($"{department.Name.Zh}无权办理此事项", $"{department.Name.En} may not give this command"), ("department", department.Code), ("command", command)).On(department.Denies);
        return actor.Roles.Contains(CommandRoles.Of(command)) ? null : Role.Refuse(("command", command), ("role", CommandRoles.Of(command)));
    }

    /// <summary>A town or street acts in its own territory alone.</summary>
    /// <param name="town">Division of the institution; null where none is known yet.</param>
    public static Refusal? Within(Circumstances c, string? town) =>
        town is not null && c.Policy.Department(c.Department) is { Territory: { } own } department && own != town ? Territory.Refuse(("department", department.Code), ("town", town)).On(department.Denies) : null;

    public static Refusal? Day(Circumstances c, DateOnly day) =>
        day > c.Today ? Future.Refuse(("occurredOn", day), ("today", c.Today)) : day < PlausibleDays.Earliest ? Absurd.Refuse(("occurredOn", day)) : null;

    /// <summary>The same of an instant.</summary>
    public static Refusal? Hour(Circumstances c, string field, DateTimeOffset at) =>
        at > c.Now ? Future.Refuse(("field", field), ("today", c.Today)) : c.Book.DayOf(at) < PlausibleDays.Earliest ? Absurd.Refuse(("field", field)) : null;

    /// <summary>Per thing the day never decreases, so that folding in the order of entry equals folding by date.</summary>
    public static Refusal? After(Facility? facility, string? thing, DateOnly day) =>
        thing is not null && facility?.Touched.GetValueOrDefault(thing) is { } last && day < last.OccurredOn
            ? Backwards.Refuse(("occurredOn", day), ("last", last.OccurredOn))
            : null;

    /// <summary>A text for storing: not blank, not too long, and made of what can be seen, see <see cref="PlainText"/>.</summary>
    /// <param name="lines">It may have several lines, as what a person tells; a name, a number or an address has one.</param>
    public static Refusal? Text(string field, string? value, int longest = 200, bool optional = false, bool lines = false) =>
        optional && value is null ? null
        : string.IsNullOrWhiteSpace(value) || value.Length > longest ? Textual.Refuse(("field", field), ("longest", longest))
        : PlainText.Fault(value, lines) switch
        {
            null => null,
            "blank" => Textual.Refuse(("field", field), ("longest", longest)),
            "NFC" => Textual.Because(
                new("文字须为 Unicode 规范组合形式（NFC）", "A text comes in the composed form of Unicode (NFC)"), ("field", field)),
            var sign => Textual.Because(
                new($"文字含有不可见或不允许的字符 {sign}，请删去后重新输入", $"The text holds a sign that cannot be seen or is not allowed, {sign}: leave it out"),
                ("field", field), ("sign", sign)),
        };

    /// <summary>A code that must be one of the policy's.</summary>
    public static Refusal? Known(string field, string value, IEnumerable<Coded> known) =>
        known.Any(x => x.Code == value) ? null : Code.Refuse(("field", field), ("known", string.Join(' ', known.Select(x => x.Code))));
}
