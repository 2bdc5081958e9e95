using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Violations;
using Wolverine.Http;

namespace FacilityLedger.Credit;

/// <summary>Enters the institution on a list of serious breaches.</summary>
/// <param name="Method">Code of the policy's method: nobody invents a list (山东省社会信用条例 29).</param>
/// <param name="Violation">Id of the violation.</param>
/// <param name="Document">Number of the decision to list it.</param>
public sealed record ListSeriousBreach(string Method, string Violation, string Document, DateOnly OccurredOn);

/// <summary>Takes it from the list.</summary>
/// <param name="Ground"><c>expired</c>, <c>repaired</c> or <c>annulled</c>.</param>
public sealed record DelistSeriousBreach(string Ground, DateOnly OccurredOn);

/// <summary>The institution was listed under a nationally published method.</summary>
public sealed record SeriousBreachListed(string Listing, string Method, string Violation, string Document, string Department, DateOnly OccurredOn) : IFact
{
    public string Thing => CreditBook.SeriousBreachThing(Listing);
}

/// <summary>It is on the list no longer.</summary>
public sealed record SeriousBreachDelisted(string Listing, string Ground, DateOnly OccurredOn) : IFact
{
    public string Thing => CreditBook.SeriousBreachThing(Listing);
}

public static class ListSeriousBreachEndpoint
{
    public static readonly Rule Method = new("list-without-method", 422, "山东省社会信用条例 29", new("只能依据国家公布的名单管理办法列入严重失信主体名单", "Nobody is listed but under a nationally published method"));
    public static readonly Rule Empowered = new("list-of-others", 403, "山东省社会信用条例 29", new("该名单管理办法未授权本部门", "The method does not empower this department"));
    public static readonly Rule Listed = new("listed-already", 422, "山东省社会信用条例 29", new("已因该违法行为列入该名单", "It is on this list for this violation already"));

    [Gives("credit.list")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/serious-breaches")]
    public static Decision Decide(ListSeriousBreach command, [Decides] Facility facility, Circumstances c)
    {
        if ((Guard.Against(c, facility, "credit.list", command.OccurredOn, closed: true) ?? Guard.Text("document", command.Document, 100)) is { } no)
            return no;
        var methods = c.Book.On(command.OccurredOn).Credit.SeriousBreachMethods;
        if (methods.FirstOrDefault(x => x.Code == command.Method) is not { } method)
            return Method.Refuse(("known", string.Join(' ', methods.Select(x => x.Code))));
        if (!method.Departments.Contains(c.Department))
            return Empowered.Refuse(("department", c.Department), ("known", string.Join(' ', method.Departments))).On(method.Source);
        if (facility.Violations.Find(command.Violation) is not { } violation)
            return Guard.Code.Refuse(("field", "violation"));
        if (violation.Status == ViolationStatus.Dismissed)
            return OngoingViolation.Step.Refuse(("state", violation.Status));
        if (command.OccurredOn < violation.RecordedOn)
            return Guard.Backwards.Refuse(("occurredOn", command.OccurredOn), ("last", violation.RecordedOn));
        if (facility.CreditBook.SeriousBreaches.AtHand.FirstOrDefault(x => x.DelistedOn is null && x.Method == method.Code && x.Violation == violation.Id) is { } same)
            return Listed.Refuse(("listing", same.Id));
        var listed = new SeriousBreachListed(c.NewId("listing"), method.Code, violation.Id, command.Document.Trim(), c.Department, command.OccurredOn);
        return Decision.Of(listed).And(Disclosing.Auto(c, facility, "serious-breach", listed.Thing, command.OccurredOn, new() { ["method"] = listed.Method, ["document"] = listed.Document, ["listedOn"] = command.OccurredOn }));
    }
}

public static class DelistSeriousBreachEndpoint
{
    public static readonly Rule Unknown = new("listing-unknown", 404, "DESIGN 2", new("没有这项列入记录", "There is no such entry of the list"));
    public static readonly Rule Delisted = new("delisted-already", 422, "山东省社会信用条例 29", new("已移出该名单", "It is on the list no longer"));

    private static readonly string[] Grounds = ["expired", "repaired", "annulled"];

    [Gives("credit.delist")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/serious-breaches/{listing}/removal")]
    public static Decision Decide(DelistSeriousBreach command, string listing, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "credit.delist", command.OccurredOn, CreditBook.SeriousBreachThing(listing), closed: true) is { } no)
            return no;
        if (!Grounds.Contains(command.Ground))
            return Guard.Code.Refuse(("field", "ground"), ("known", string.Join(' ', Grounds)));
        if (facility.CreditBook.SeriousBreaches.GetValueOrDefault(listing) is not { } was)
            return Unknown.Refuse();
        if (was.Department != c.Department)
            return ListSeriousBreachEndpoint.Empowered.Refuse(("department", was.Department));
        if (was.DelistedOn is { } on)
            return on == command.OccurredOn && was.Ground == command.Ground ? Decision.Nothing : Delisted.Refuse(("on", on));
        var shown = Disclosing.Key("serious-breach", CreditBook.SeriousBreachThing(listing));
        return Decision.Of(new SeriousBreachDelisted(listing, command.Ground, command.OccurredOn))
            .And(facility.Disclosures.Standing.ContainsKey(shown) ? new DisclosureWithdrawn(shown, command.Ground, facility.NotBefore(shown, command.OccurredOn)) : null);
    }
}
