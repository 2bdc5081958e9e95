namespace FacilityLedger.Postgres;

/// <summary>The ways into a ledger's database, as connection strings.</summary>
/// <param name="Program">As the role that the program runs as.</param>
/// <param name="Owner">As the role that owns the tables; null where the program may not have it: the tables must be there then.</param>
public sealed record DatabaseAccess(string Program, string? Owner);
