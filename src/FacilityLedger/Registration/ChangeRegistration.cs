using FacilityLedger.Facilities;
using FacilityLedger.Filing;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;
using Wolverine.Http;

namespace FacilityLedger.Registration;

/// <summary>Enters a change of registered particulars; what is left out did not change. The credit code and the nature do not change: another nature is another registration.</summary>
public sealed record ChangeRegistration(
    DateOnly OccurredOn, string? Name = null, string? Town = null, string? Address = null, string? LegalRepresentative = null, string? Kind = null, string? Authority = null, string? Scope = null, string? Phone = null,
    string? Sponsor = null);

/// <summary>Registered particulars changed; from then on the filing has to follow (25号文 10).</summary>
/// <param name="FilingDue">The term for the change of filing; null when nothing is filed.</param>
/// <param name="Settles">No change that was noted is left to be registered.</param>
public sealed record RegistrationChanged(
    string? Name, string? Town, string? Address, Sealed? LegalRepresentative, Deadline? FilingDue, DateOnly OccurredOn, string? Kind = null, string? Authority = null, string? Scope = null, Sealed? Phone = null,
    bool Settles = false, string? Sponsor = null) : IFact, IStartsClock, IMeets
{
    public string Thing => "registration";
    public IEnumerable<Deadline?> Deadlines => [FilingDue];
    public IEnumerable<string> Meets => Settles ? [RegistrationChangeDue.Application] : [];

    /// <summary>Codes of the particulars that changed, as <see cref="NoteRegistrationChange"/> names them.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IEnumerable<string> What => new[] { ("name", Name is not null), ("address", (Town ?? Address) is not null), ("representative", LegalRepresentative is not null), ("scope", Scope is not null) }.Where(x => x.Item2).Select(x => x.Item1);
}

public static class ChangeRegistrationEndpoint
{
    public static readonly Rule Registered = new("registered-first", 422, "25号文 3", new("机构尚未登记", "The institution is not registered"));

    [Gives("registration.change")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/registration/change")]
    public static Decision Decide(ChangeRegistration command, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "registration.change", command.OccurredOn, "registration") is { } no)
            return no;
        var was = facility.Registration;
        if (was.Status != RegistrationStatus.Registered)
            return Registered.Refuse(("state", was.Status));
        if ((Guard.Text("name", command.Name, optional: true) ?? Guard.Text("address", command.Address, optional: true) ?? Guard.Text("legalRepresentative", command.LegalRepresentative, optional: true)
            ?? Guard.Text("scope", command.Scope, 2000, optional: true, lines: true) ?? Guard.Text("phone", command.Phone, 40, optional: true)
            ?? (command.Town is { } town ? Guard.Known("town", town, c.Policy.Divisions) : null) ?? (command.Kind is { } kind ? Guard.Known("kind", kind, c.Policy.Kinds) : null)
            ?? (command.Sponsor is { } by ? Guard.Known("sponsor", by, c.Policy.Departments) : null)) is { } malformed)
            return malformed;
        if (command.Authority is { } authority && c.Policy.Nature(was.Nature!) is { } nature && !nature.Authorities.Contains(authority))
            return RegisterFacilityEndpoint.AuthorityFits.Refuse(("nature", nature.Code), ("authority", authority)).On(nature.Source);
        var (representative, phone) = (c.SealIf("legalRepresentative", command.LegalRepresentative), c.SealIf("phone", command.Phone));
        var changed = new RegistrationChanged(New(command.Name?.Trim(), was.Name), New(command.Town, was.Town), New(command.Address?.Trim(), was.Address), representative?.Sealed, null, command.OccurredOn,
            New(command.Kind, was.Kind), New(command.Authority, was.Authority), New(command.Scope?.Trim(), was.Scope), phone?.Sealed, Sponsor: New(command.Sponsor, was.Sponsor));
        // The particulars together: what did not change was fit when it was registered.
        if ((changed.Kind ?? changed.Scope) is not null && RegisterFacilityEndpoint.ScopeUnfit(c.Policy, changed.Kind ?? was.Kind!, changed.Scope ?? was.Scope ?? "") is { } scope)
            return scope;
        if (changed == changed with { Name = null, Town = null, Address = null, LegalRepresentative = null, Kind = null, Authority = null, Scope = null, Phone = null, Sponsor = null })
            return Decision.Nothing;
        changed = changed with
        {
            FilingDue = facility.Filing.FollowsChangeOf(command.OccurredOn) ? c.Deadline("filing/change", "filing-change", command.OccurredOn) : null,
            Settles = was.ChangesDue.Count > 0 && !was.ChangesDue.Except(changed.What, StringComparer.Ordinal).Any(),
        };
        return Decision.Of(changed)
            .And(MaterialLapsed.Of(facility, facility.Filing.Form, c, command.OccurredOn, (changed.Address ?? changed.Town) is null ? [] : [LedgerNames.Address]))
            .And(RegistrationDisclosure.Of(was.Evolve(changed), facility, c, command.OccurredOn)).Keep(representative, phone);
    }

    private static string? New(string? given, string? was) => given == was ? null : given;
}
