using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Credit;

/// <summary>Enters an award that the department granted.</summary>
/// <param name="Level"><c>national</c>, <c>provincial</c>, <c>city</c> or <c>county</c>.</param>
/// <param name="Document">Number of the document by which it was granted.</param>
/// <param name="Title">What for; sealed.</param>
public sealed record RecordAward(string Level, string Document, string Title, DateOnly OccurredOn);

/// <summary>Enters that an award was taken back.</summary>
public sealed record WithdrawAward(string Document, DateOnly OccurredOn);

/// <summary>The institution was given an award (山东省社会信用条例 14).</summary>
public sealed record AwardRecorded(string Award, string Level, string Document, Sealed Title, string Department, DateOnly OccurredOn) : IFact
{
    public string Thing => CreditBook.AwardThing(Award);
}

/// <summary>The award was taken back; what it added to credit is struck beside this fact.</summary>
/// <param name="Document">Number of the document by which it was taken back.</param>
public sealed record AwardWithdrawn(string Award, string Document, DateOnly OccurredOn) : IFact
{
    public string Thing => CreditBook.AwardThing(Award);
}

public static class RecordAwardEndpoint
{
    public static readonly Rule Once = new("award-once", 422, "DESIGN 2", new("同一文件授予的表彰只登记一次", "The award of a document is entered once"));

    private static readonly string[] Levels = ["national", "provincial", "city", "county"];

    [Gives("award.record")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/awards")]
    public static Decision Decide(RecordAward command, [Decides] Facility facility, Circumstances c)
    {
        if ((Guard.Against(c, facility, "award.record", command.OccurredOn) ?? Guard.Text("document", command.Document, 100) ?? Guard.Text("title", command.Title)) is { } no)
            return no;
        if (!Levels.Contains(command.Level))
            return Guard.Code.Refuse(("field", "level"), ("known", string.Join(' ', Levels)));
        var document = command.Document.Trim();
        if (facility.CreditBook.Awards.Values.FirstOrDefault(x => Folding.Same(x.Document, document) && x.Department == c.Department && x.WithdrawnOn is null) is { } same)
            return Once.Refuse(("award", same.Id));
        var title = c.Seal("title", command.Title);
        return Decision.Of(new AwardRecorded(c.NewId("award"), command.Level, document, title.Sealed, c.Department, command.OccurredOn)).Keep(title);
    }
}

public static class WithdrawAwardEndpoint
{
    public static readonly Rule Unknown = new("award-unknown", 404, "DESIGN 2", new("没有这项表彰", "There is no such award"));
    public static readonly Rule Of = new("award-of-others", 403, "山东省社会信用条例 14", new("该表彰由其他部门授予", "Another department granted the award"));
    public static readonly Rule Withdrawn = new("award-withdrawn", 422, "DESIGN 2", new("该表彰已撤销", "The award was taken back already"));

    [Gives("award.withdraw")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/awards/{award}/withdrawal")]
    public static Decision Decide(WithdrawAward command, string award, [Decides] Facility facility, Circumstances c)
    {
        if ((Guard.Against(c, facility, "award.withdraw", command.OccurredOn, CreditBook.AwardThing(award), closed: true) ?? Guard.Text("document", command.Document, 100)) is { } no)
            return no;
        if (facility.CreditBook.Awards.GetValueOrDefault(award) is not { } was)
            return Unknown.Refuse();
        if (was.Department != c.Department)
            return Of.Refuse(("department", was.Department));
        if (was.WithdrawnOn is { } on)
            return on == command.OccurredOn ? Decision.Nothing : Withdrawn.Refuse(("on", on));
        var counted = facility.Credit.CausedBy(CreditBook.AwardThing(award));
        if (counted.Count > 0 && Guard.After(facility, "credit", command.OccurredOn) is { } late)
            return late;
        return Decision.Of(new AwardWithdrawn(award, command.Document.Trim(), command.OccurredOn)).And(CreditChanges.Struck(c, facility, counted, "annulled", CreditBook.AwardThing(award), command.OccurredOn));
    }
}
