using FacilityLedger.Disclosure;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Facilities;

/// <summary>Keeps what is shown of the institution in step with what its facts make of it.</summary>
public static class StatusDisclosure
{
    /// <summary>Adds the disclosure of the status, where these facts change what the public sees of it.</summary>
    /// <param name="facility">The institution before these facts; null when they make it.</param>
    public static Decision Showing(this Decision decision, Facility? facility, Circumstances c, DateOnly on)
    {
        var after = decision.Events.Aggregate(facility ?? new Facility(""), (x, fact) => Facility.Next(x, new Entry(x.Id, x.Version + 1, fact, c.Department)));
        return after.PublicStatus == facility?.PublicStatus
            ? decision
            // While nothing else is to be said of a listed institution, the register's own word is shown.
            : after.PublicStatus is FacilityStatus.Listed or FacilityStatus.Delisted ? decision.And(facility?.Ended(on, "status") ?? [])
            : decision.And(Disclosing.Auto(c, facility, "status", "status", on, new() { ["status"] = after.PublicStatus, ["since"] = on }));
    }

    /// <summary>The ends of those of these disclosures that stand.</summary>
    public static IEnumerable<DisclosureEnded> Ended(this Facility facility, DateOnly on, params IEnumerable<string> disclosures) =>
        disclosures.Where(facility.Disclosures.Standing.ContainsKey).Select(x => new DisclosureEnded(x, facility.NotBefore(x, on)));

    /// <summary>Whether two values are the same as stored.</summary>
    public static bool Same<T>(this T? one, T other) => CanonicalJson.Of(one) == CanonicalJson.Of(other);
}
