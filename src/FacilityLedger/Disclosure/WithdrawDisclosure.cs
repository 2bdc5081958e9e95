using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Disclosure;

/// <summary>Takes something from public view, for every day. It stays away, whatever becomes of the fact, until an officer publishes it again.</summary>
/// <param name="Ground"><c>annulled</c>, <c>repaired</c> or <c>not-disclosable</c>; <c>voided</c> is the voiding's own.</param>
public sealed record WithdrawDisclosure(string Ground, DateOnly OccurredOn);

public static class WithdrawDisclosureEndpoint
{
    private static readonly string[] Grounds = ["annulled", "repaired", "not-disclosable"];

    [Gives("disclosure.withdraw")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/disclosures/{disclosure}/withdrawal")]
    public static Decision Decide(WithdrawDisclosure command, string disclosure, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "disclosure.withdraw", command.OccurredOn, $"disclosures/{disclosure}", closed: true) is { } no)
            return no;
        if (facility.Disclosures.Standing.GetValueOrDefault(disclosure) is not { } standing)
            return CorrectDisclosureEndpoint.Standing.Refuse(("disclosure", disclosure));
        if (!Grounds.Contains(command.Ground))
            return Guard.Code.Refuse(("field", "ground"), ("known", string.Join(' ', Grounds)));
        return Decision.Of(new DisclosureWithdrawn(disclosure, command.Ground, command.OccurredOn, Withheld: new(standing.Kind, standing.About)));
    }
}
