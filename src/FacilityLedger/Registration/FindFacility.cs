using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Registration;

/// <summary>Enters a place that takes children without being registered.</summary>
public sealed record FindFacility(string Name, string Town, string Address, DateOnly OccurredOn, string? Source = null);

/// <param name="Source">How it was found: <c>patrol</c>, <c>complaint</c>, <c>transfer</c>.</param>
public sealed record FacilityFound(string Name, string Town, string Address, string? Source, DateOnly OccurredOn) : IFact
{
    public string Thing => "registration";
}

public static class FindFacilityEndpoint
{
    public static readonly Rule Unknown = new("found-once", 422, "DESIGN 3", new("该场所已在台账中", "The place is in the ledger already"));
    private static readonly string[] Sources = ["patrol", "complaint", "transfer"];

    public static string Key(HttpContext http) => AdmittedCommand.Of(http).NewStream;

    [Gives("registration.found")]
    [WolverinePost("/api/{jurisdiction}/found-places")]
    public static Decision Decide(FindFacility command, [Decides(FromMethod = nameof(Key))] Facility? facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "registration.found", command.OccurredOn) is { } no)
            return no;
        if (Guard.Within(c, command.Town) is { } elsewhere)
            return elsewhere;
        if (facility is not null)
            return Unknown.Refuse(("facility", facility.Id));
        if ((Guard.Text("name", command.Name) ?? Guard.Text("address", command.Address) ?? Guard.Known("town", command.Town, c.Policy.Divisions)) is { } malformed)
            return malformed;
        if (command.Source is { } source && !Sources.Contains(source))
            return Guard.Code.Refuse(("field", "source"), ("known", string.Join(' ', Sources)));
        return Decision.Of(new FacilityFound(command.Name.Trim(), command.Town, command.Address.Trim(), command.Source, command.OccurredOn))
            .And(Disclosing.Auto(c, null, "status", "status", command.OccurredOn, new() { ["status"] = "found", ["name"] = command.Name.Trim(), ["town"] = command.Town, ["since"] = command.OccurredOn }));
    }
}
