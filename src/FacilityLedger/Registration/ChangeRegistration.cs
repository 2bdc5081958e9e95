using FacilityLedger.Facilities;
using FacilityLedger.Filing;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Registration;

/// <summary>Enters a change of registered particulars; what is left out did not change.</summary>
public sealed record ChangeRegistration(DateOnly OccurredOn, string? Name = null, string? Town = null, string? Address = null, string? LegalRepresentative = null);

/// <summary>Registered particulars changed; from then on the filing has to follow (25号文 10).</summary>
/// <param name="FilingDue">The term for the change of filing; null when nothing is filed.</param>
public sealed record RegistrationChanged(string? Name, string? Town, string? Address, Sealed? LegalRepresentative, Deadline? FilingDue, DateOnly OccurredOn) : IFact, IStartsClock
{
    public string Thing => "registration";
    public IEnumerable<Deadline?> Deadlines => [FilingDue];
}

public static class ChangeRegistrationEndpoint
{
    public static readonly Rule Registered = new("registered-first", 422, "25号文 3", new("机构尚未登记", "The institution is not registered"));

    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/registration/change")]
    public static Decision Decide(ChangeRegistration command, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "registration.change", command.OccurredOn, "registration") is { } no)
            return no;
        if (facility.Registration.Status != RegistrationStatus.Registered)
            return Registered.Refuse(("status", facility.Registration.Status));
        if ((Guard.Text("name", command.Name, optional: true) ?? Guard.Text("address", command.Address, optional: true) ?? Guard.Text("legalRepresentative", command.LegalRepresentative, optional: true)
            ?? (command.Town is { } town ? Guard.Known("town", town, c.Policy.Divisions) : null)) is { } malformed)
            return malformed;
        var was = facility.Registration;
        var (name, address) = (New(command.Name?.Trim(), was.Name), New(command.Address?.Trim(), was.Address));
        var (moved, representative) = (New(command.Town, was.Town), c.SealIf("legalRepresentative", command.LegalRepresentative));
        if (name is null && address is null && moved is null && representative is null)
            return Decision.Nothing;
        var changed = new RegistrationChanged(name, moved, address, representative?.Sealed, facility.Filing.FollowsChangeOf(command.OccurredOn) ? c.Deadline("filing/change", "filing-change", command.OccurredOn) : null, command.OccurredOn);
        return Decision.Of(changed)
            .And(MaterialLapsed.Of(facility, facility.Filing.Form, c, command.OccurredOn, address is null && moved is null ? [] : [MaterialLapsed.Address]))
            .And(RegistrationDisclosure.Of(facility.Registration.Evolve(changed), facility, c, command.OccurredOn)).Keep(representative);
    }

    private static string? New(string? given, string? was) => given == was ? null : given;
}
