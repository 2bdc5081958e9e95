namespace FacilityLedger.Values;

/// <summary>A value that may have to be forgotten: the event has its id and SHA-256(salt ‖ value); salt and value lie in the vault. Deleting the vault's entry changes no event.</summary>
public sealed record Sealed(string Id, string Hash)
{
    public override string ToString() => $"sealed {Id}";
}
