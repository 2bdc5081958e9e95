using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Registration;

/// <summary>What the public sees of a registration: never a person.</summary>
public static class RegistrationDisclosure
{
    /// <param name="now">The registration as the fact leaves it.</param>
    public static DisclosurePublished? Of(RegistrationState now, Facility? facility, Circumstances c, DateOnly on) => Disclosing.Auto(c, facility, "registration", "registration", on, new()
    {
        ["identifiers"] = now.Identifiers,
        ["name"] = now.Name,
        ["nature"] = now.Nature,
        ["kind"] = now.Kind,
        ["town"] = now.Town,
        ["address"] = now.Address,
        ["authority"] = now.Authority,
        ["registeredOn"] = now.RegisteredOn,
        ["former"] = now.Former,
    });
}
