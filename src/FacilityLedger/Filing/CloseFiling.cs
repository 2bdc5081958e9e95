using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Operation;
using Wolverine.Http;

namespace FacilityLedger.Filing;

/// <summary>Enters that the filing was closed.</summary>
/// <param name="Ground"><c>application</c> or <c>ex-officio</c>.</param>
/// <param name="Placement">Where the children go; who applies has to say so.</param>
public sealed record CloseFiling(string Ground, DateOnly OccurredOn, Placement? Placement = null);

/// <summary>The filing ended, and with it every term of its own. The numbers of its receipts stay taken.</summary>
public sealed record FilingClosed(string Ground, Placement? Placement, DateOnly OccurredOn) : IFact, IDrops
{
    public string Thing => "filing";
    public IEnumerable<string> Drops => ["filing/"];
}

public static class CloseFilingEndpoint
{
    private const string OnApplication = "application";
    private static readonly string[] Grounds = [OnApplication, "ex-officio"];

    [Gives("filing.close")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/filing/closure")]
    public static Decision Decide(CloseFiling command, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "filing.close", command.OccurredOn, "filing", closed: true) is { } no)
            return no;
        if (facility.Filing.Status == FilingStatus.Closed)
            return Decision.Nothing;
        if (!facility.Filing.Open)
            return AskSupplementEndpoint.Received.Refuse(("state", facility.Filing.Status));
        if (!Grounds.Contains(command.Ground))
            return Guard.Code.Refuse(("field", "ground"), ("known", string.Join(' ', Grounds)));
        if ((command.Ground == OnApplication || command.Placement is not null) && Placement.Unfit(command.Placement) is { } unplaced)
            return unplaced;
        return Decision.Of(new FilingClosed(command.Ground, command.Placement?.InOrder(), command.OccurredOn))
            .And(facility.Ended(command.OccurredOn, "filing", "nonconformity"))
            .Showing(facility, c, command.OccurredOn);
    }
}
