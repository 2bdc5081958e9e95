using Marten;
using Npgsql;

namespace FacilityLedger.Hosting.Decisions;

/// <summary>Locks on names that have no row to lock: held until the transaction of the session ends.</summary>
public static class Locks
{
    /// <summary>Taken in ordinal order, so that two commands never wait for each other in a circle.</summary>
    public static async Task HoldAsync(IDocumentSession session, IEnumerable<string> names)
    {
        await session.BeginTransactionAsync(CancellationToken.None);
        foreach (var name in names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            await using var command = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended($1, 0))");
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"{session.TenantId}/{name}" });
            await session.ExecuteAsync(command, CancellationToken.None);
        }
    }
}
