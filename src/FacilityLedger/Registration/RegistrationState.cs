using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Registration;

/// <summary>A public number of the institution, e.g. scheme <c>uscc</c>; written <c>scheme:value</c>.</summary>
public sealed record Identifier(string Scheme, string Value)
{
    public override string ToString() => $"{Scheme}:{Value}";
}

public enum RegistrationStatus
{
    /// <summary>Neither found nor registered.</summary>
    None,
    /// <summary>Found operating without registration.</summary>
    Found,
    Registered,
    Cancelled,
}

/// <summary>What the registration authority has entered; before that, what was found on the spot.</summary>
public sealed record RegistrationState(
    RegistrationStatus Status, IReadOnlyList<Identifier> Identifiers, string Name, string? Nature, string? Kind, string? Town, string Address,
    string? Authority, DateOnly? RegisteredOn, int Site, Sealed? LegalRepresentative)
{
    public static RegistrationState None { get; } = new(RegistrationStatus.None, [], "", null, null, null, "", null, null, 1, null);

    public RegistrationState Evolve(IFact fact) => fact switch
    {
        FacilityFound e => this with { Status = RegistrationStatus.Found, Name = e.Name, Town = e.Town, Address = e.Address },
        FacilityRegistered e => new(RegistrationStatus.Registered, e.Identifiers, e.Name, e.Nature, e.Kind, e.Town, e.Address, e.Authority, e.OccurredOn, e.Site, e.LegalRepresentative),
        RegistrationChanged e => this with
        {
            Name = e.Name ?? Name,
            Town = e.Town ?? Town,
            Address = e.Address ?? Address,
            LegalRepresentative = e.LegalRepresentative ?? LegalRepresentative,
        },
        RegistrationCancelled => this with { Status = RegistrationStatus.Cancelled },
        _ => this,
    };

    public string? Uscc => Identifiers.FirstOrDefault(x => x.Scheme == "uscc")?.Value;
}
