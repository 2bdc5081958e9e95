using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Filing;

/// <summary>Enters that the filing was closed.</summary>
/// <param name="Ground"><c>application</c> or <c>ex-officio</c>.</param>
public sealed record CloseFiling(string Ground, DateOnly OccurredOn);

/// <summary>The filing ended, and with it every term of its own. The numbers of its receipts stay taken.</summary>
public sealed record FilingClosed(string Ground, DateOnly OccurredOn) : IFact, IDrops
{
    public string Thing => "filing";
    public IEnumerable<string> Drops => ["filing/"];
}

public static class CloseFilingEndpoint
{
    private static readonly string[] Grounds = ["application", "ex-officio"];

    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/filing/closure")]
    public static Decision Decide(CloseFiling command, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "filing.close", command.OccurredOn, "filing", closed: true) is { } no)
            return no;
        if (facility.Filing.Status == FilingStatus.Closed)
            return Decision.Nothing;
        if (!facility.Filing.Open)
            return AskSupplementEndpoint.Received.Refuse(("status", facility.Filing.Status));
        if (!Grounds.Contains(command.Ground))
            return Guard.Code.Refuse(("field", "ground"), ("known", string.Join(' ', Grounds)));
        return Decision.Of(new FilingClosed(command.Ground, command.OccurredOn))
            .And(facility.Ended(command.OccurredOn, "filing", "nonconformity"))
            .Showing(facility, c, command.OccurredOn);
    }
}
