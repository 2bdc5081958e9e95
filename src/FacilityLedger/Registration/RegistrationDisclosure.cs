using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Registration;

/// <summary>What the public sees of a registration: never a person.</summary>
public static class RegistrationDisclosure
{
    public static DisclosurePublished? Of(FacilityRegistered e, Facility? facility, Circumstances c) => Disclosing.Auto(c, facility, "registration", "registration", e.OccurredOn, new()
    {
        ["identifiers"] = e.Identifiers,
        ["name"] = e.Name,
        ["nature"] = e.Nature,
        ["kind"] = e.Kind,
        ["town"] = e.Town,
        ["address"] = e.Address,
        ["authority"] = e.Authority,
        ["registeredOn"] = e.OccurredOn,
    });
}
