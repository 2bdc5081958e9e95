using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Filing;

/// <summary>What every act of a filing authority on a filing that it has received asks first.</summary>
internal static class StandingFiling
{
    /// <summary>The usual, and: is the filing there with nothing asked for, and is the caller's department one of its authorities?</summary>
    public static Refusal? Against(Circumstances c, Facility facility, string command, DateOnly occurredOn) =>
        Guard.Against(c, facility, command, occurredOn, "filing")
        ?? (facility.Filing is { Open: true, Status: not FilingStatus.SupplementAsked } ? null : AskSupplementEndpoint.Received.Refuse(("state", facility.Filing.Status)))
        ?? (facility.Filing.Authorities.Contains(c.Department) ? null : IssueReceiptEndpoint.Authority.Refuse(("department", c.Department), ("authorities", string.Join(' ', facility.Filing.Authorities))));
}
