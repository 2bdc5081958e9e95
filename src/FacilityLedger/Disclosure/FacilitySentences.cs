using FacilityLedger.Facilities;
using FacilityLedger.Policies;
using FacilityLedger.Web;

namespace FacilityLedger.Disclosure;

/// <summary>What the page of an institution says in whole sentences: what is published, never taking silence for a fact.</summary>
public static class FacilitySentences
{
    public static Words OnDay(DateOnly day) => new($"截至{Dates.Prose(day)}的公示", $"As published up to {Dates.Prose(day)}");

    public static Words EarlierDay(DateOnly day) =>
        new($"您正在查看{Dates.Prose(day)}的情况，只含今天仍可公示的内容。", $"You are looking at {Dates.Prose(day)}, as far as it may still be shown today.");

    public static Words Status(Policy policy, PublicView view)
    {
        var (status, filing) = (view.Particulars.Status, view.Latest("filing"));
        if (status is null)
            return policy.AccessRegime == "filing"
                ? new("台账没有公示这家机构的备案回执，也没有公示它的状态。", "The ledger has published neither a filing receipt nor a status of this facility.")
                : new("台账没有公示这家机构的状态。", "The ledger has published no status of this facility.");
        if (status == FacilityStatus.Filed && filing?.Day("receiptDate") is { } received)
            return new($"已备案：备案部门于{Dates.Prose(received)}出具备案回执。", $"On file: its filing receipt was issued on {Dates.Prose(received)}.");
        var (zh, en) = PublicWords.StatusOf(policy, status).Words;
        if (view.Latest("listing") is { } listing && listing.Text("status") == status)
            return view.Particulars.ValidUntil is { } until
                ? new($"登记册记载：{zh}，有效期至{Dates.Prose(until)}。", $"In the register: {PublicSentences.Lower(en)}, valid until {Dates.Prose(until)}.")
                : new($"登记册记载：{zh}。", $"In the register: {PublicSentences.Lower(en)}.");
        // Another publication may have named the status since.
        return view.Latest("status") is { } said && said.Text("status") == status && said.Day("since") is { } since
            ? new($"公示的状态是“{zh}”，自{Dates.Prose(since)}起。", $"Its published status is “{en}”, since {Dates.Prose(since)}.")
            : new($"公示的状态是“{zh}”。", $"Its published status is “{en}”.");
    }

    public static Words Inspected(Policy policy, ShownInspection? last, ShownVisit? visit)
    {
        if (last is null && visit is null)
            return new("台账没有公示检查结果。", "No inspection result is published.");
        if (last is null)
            return visit!.Type is { } type && policy.Glossary.NameIn(type) is var (zhType, enType)
                ? new($"登记册中最近一次检查在{Dates.Prose(visit.On)}（{zhType}）。", $"The last visit in the register was on {Dates.Prose(visit.On)}: {PublicSentences.Lower(enType)}.")
                : new($"登记册中最近一次检查在{Dates.Prose(visit.On)}。", $"The last visit in the register was on {Dates.Prose(visit.On)}.");
        var by = last.Departments.Select(policy.NameOf).ToList();
        var (zhBy, enBy) = by.Count == 0 ? ("", "") : ($"，由{string.Join("、", by.Select(x => x.Zh))}进行", $", by {string.Join(", ", by.Select(x => $"the {x.En}"))}");
        var (zh, en) = (last.Problems.Count, last.Result) switch
        {
            ( > 0 and var n, _) => ($"，查出 {n} 个问题", $"; it found {Terms.Count(n, "problem")}"),
            (_, "no-problem") => ("，未发现问题", "; it found no problem"),
            (_, { } result) => ($"，结果为{PublicWords.Outcome(result).Zh}", $"; result: {PublicSentences.Lower(PublicWords.Outcome(result).En)}"),
            _ => ("", ""),
        };
        return new($"最近一次公示的检查在{Dates.Prose(last.On)}{zhBy}{zh}。", $"The last published inspection was on {Dates.Prose(last.On)}{enBy}{en}.");
    }

    public static Words Violations(Policy policy, IReadOnlyList<ShownViolation> all, DateOnly day)
    {
        var (n, open) = (all.Count, all.Where(x => x.IsOpen).ToList());
        if (n == 0)
            return new("台账没有公示违法行为。", "No violation is published.");
        if (all.All(x => x.State is null))
            return Reported(policy, all);
        if (open.Count == 0)
            return all.All(x => x.IsPutRight)
                ? new($"公示的 {n} 件违法行为均已整改。", n == 1 ? "The one published violation has been put right." : $"All {n} published violations have been put right.")
                : new($"公示了 {n} 件违法行为，没有一件公示为整改中。", $"{Terms.Count(n, "violation")} published; none is published as still open.");
        var gravest = open.Max(x => x.Severity) is { } level ? Terms.Severity(level).Words : null;
        var due = open.Where(x => x.Due >= day).Min(x => x.Due) is { } next ? Deadline(next, day) : new("", "");
        if (n == 1)
            return new(
                $"公示的 1 件违法行为尚未整改到位{(gravest is null ? "" : $"，程度为“{gravest.Zh}”")}{due.Zh}。",
                $"The one published violation is not put right yet{(gravest is null ? "" : $"; it is of {gravest.En} severity")}{due.En}.");
        return new(
            $"公示的 {n} 件违法行为中，{open.Count} 件尚未整改到位{(gravest is null ? "" : $"，最重的为“{gravest.Zh}”")}{due.Zh}。",
            $"Of {n} published violations, {open.Count} {(open.Count == 1 ? "is" : "are")} not put right yet{(gravest is null ? "" : $", the most severe of them {gravest.En}")}{due.En}.");
    }

    /// <summary>What is left of a term, beside the state that is published.</summary>
    public static Words Left(DateOnly due, DateOnly day) => (due.DayNumber - day.DayNumber) switch
    {
        > 0 and var n => Terms.DaysLeft(n),
        0 => Terms.DueToday.Words,
        _ => new("期限已过，尚无新的公示", "Deadline passed, nothing newer published"),
    };

    public static Words Assessed(DateOnly on, DateOnly day) => (day.DayNumber - on.DayNumber) switch
    {
        < 1 => new($"评定于{Dates.Prose(on)}", $"Assessed on {Dates.Prose(on)}"),
        var n => new($"评定于{Dates.Prose(on)}（{Numbers.Whole(n)} 天前）", $"Assessed on {Dates.Prose(on)} ({Terms.Count(n, "day")} ago)"),
    };

    public static Words Months(ClassGroup group, int classes) => new(
        $"{group.FromMonths}–{group.UntilMonths} 个月，{(classes == 1 ? "" : $"{classes} 个班，")}每班不超过 {group.MaxChildren} 人",
        $"{group.FromMonths}–{group.UntilMonths} months, {(classes == 1 ? "" : $"{classes} classes, ")}at most {group.MaxChildren} a class");

    public static Words NoInspections { get; } = new("没有公示的检查结果。这不表示没有检查过。", "No inspection result is published. That does not say that there was no inspection.");
    public static Words NoViolations { get; } = new("没有公示的违法行为。这不表示没有发生过。", "No violation is published. That does not say that there was none.");
    public static Words NoVisits { get; } = new("登记册中没有检查记录。", "The register has no visit.");
    public static Words NoReported { get; } = new("登记册中没有违规记录。", "The register has no violation.");
    public static Words NoClasses { get; } = new("没有公示各班的人数。", "The sizes of the classes are not published.");
    public static Words NoResult { get; } = new("未公示结果", "Result not published");
    public static Words Unnamed { get; } = new("未公示事项名称", "Not named");
    public static Words NotQuality { get; } = new("诚信评价与质量等级是两回事。", "Credit is not the quality grade.");
    public static Words OwnWords { get; } = new("以上内容照录登记册；登记册所记的状态不是本台账工作人员的核验。", "All of this is as the register has it; its statuses were not verified by officers of this ledger.");
    public static Words Conditions { get; } = new("公示的不符合事项：", "What does not meet the standards, as published:");
    public static Words Fingerprint { get; } = new("最近一次质量评估结果的指纹（SHA-256）：", "Fingerprint of the last assessment’s result (SHA-256):");

    public static Words Declared(DateOnly on, bool free) => free
        ? new($"机构于{Dates.Prose(on)}申报。实心为在托，空心为空余。", $"Declared by the facility on {Dates.Prose(on)}. Solid: children; hollow: free.")
        : new($"机构于{Dates.Prose(on)}申报。", $"Declared by the facility on {Dates.Prose(on)}.");

    public static Words Free(int free, DateOnly on) => new($"{Numbers.Whole(free)}（{Dates.Prose(on)}报送）", $"{Numbers.Whole(free)} (reported on {Dates.Prose(on)})");

    public static Words FeesSince(DateOnly on) => new($"机构于{Dates.Prose(on)}申报。除此之外不得收取其他费用。", $"Declared by the facility on {Dates.Prose(on)}. It may charge for nothing else.");

    public static Words EarlierVisits(int n) => new($"更早的检查（{n} 次）", $"Earlier visits ({n})");

    public static Words PointsOf(int total) => new($"{Numbers.Whole(total)} 分", Terms.Count(total, "point"));

    public static Words Bars(DateOnly? before) => before is { } day
        ? new($"条形为得分占满分的比例，竖线为{day.Year}年评估的得分。", $"Bars show the share of the maximum; the upright mark is the assessment of {day.Year}.")
        : new("条形为得分占满分的比例。", "Bars show the share of the maximum.");

    private static Words Reported(Policy policy, IReadOnlyList<ShownViolation> all)
    {
        var by = all.Where(x => x.Reported is not null).GroupBy(x => x.Reported!, StringComparer.Ordinal).Select(x => (policy.Glossary.NameIn(x.Key), Count: x.Count())).ToList();
        var zh = string.Concat(by.Select(x => $"，其中 {x.Count} 件记为“{x.Item1.Zh}”"));
        var en = string.Concat(by.Select(x => $", {x.Count} of them as “{PublicSentences.Lower(x.Item1.En)}”"));
        return new($"登记册记载 {all.Count} 件违规{zh}。", $"The register has {Terms.Count(all.Count, "violation")}{en}.");
    }

    private static Words Deadline(DateOnly due, DateOnly day) => (due.DayNumber - day.DayNumber) switch
    {
        0 => new("，下一个期限是今天", "; the next deadline is today"),
        var n => new($"，下一个期限是{Dates.Prose(due)}，{Terms.DaysLeft(n).Zh}", $"; the next deadline is {Dates.Prose(due)}, in {Terms.Count(n, "day")}"),
    };
}
