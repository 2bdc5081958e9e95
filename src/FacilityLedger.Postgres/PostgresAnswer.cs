using Npgsql;

namespace FacilityLedger.Postgres;

/// <summary>A server that starts or recovers is not ready at once.</summary>
internal static class PostgresAnswer
{
    /// <summary>Opens a connection, and tries again while the server is only starting.</summary>
    /// <param name="startingUpOnly">Wait only for a server that says that it starts; false: also for one that does not answer yet.</param>
    public static async Task<NpgsqlConnection> OpenAsync(string connectionString, bool startingUpOnly, TimeSpan patience, CancellationToken ct)
    {
        var pause = TimeSpan.FromMilliseconds(200);
        for (var waited = TimeSpan.Zero; ; waited += pause)
        {
            var connection = new NpgsqlConnection(connectionString);
            try
            {
                await connection.OpenAsync(ct);
                return connection;
            }
            catch (NpgsqlException e) when (waited < patience && (StartsUp(e) || (!startingUpOnly && e is not PostgresException)))
            {
                await connection.DisposeAsync();
                await Task.Delay(pause, ct);
            }
            catch
            {
                await connection.DisposeAsync();
                throw;
            }
        }
    }

    private static bool StartsUp(NpgsqlException e) => e is PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow };
}
