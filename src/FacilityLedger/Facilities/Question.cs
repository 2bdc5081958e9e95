using Marten.Storage;
using Npgsql;

namespace FacilityLedger.Facilities;

/// <summary>A question to the database, with its values beside it.</summary>
internal sealed class Question : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlCommand command;

    private Question(NpgsqlConnection connection) => (this.connection, command) = (connection, connection.CreateCommand());

    public static async Task<Question> AskAsync(IMartenDatabase database, CancellationToken cancellation)
    {
        var opened = database.CreateConnection();
        await opened.OpenAsync(cancellation);
        return new(opened);
    }

    /// <summary>Adds a value and answers how the SQL names it.</summary>
    public string P<T>(T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return FormattableString.Invariant($"${command.Parameters.Count}");
    }

    /// <summary>That all words are in the row's text: its index of grams leads to few rows, and the text itself decides.</summary>
    public string Holding(string row, SoughtWords words) =>
        words.Any ? $" and {row}.grams @> {P(words.Grams)}{string.Concat(words.Words.Select(x => $" and strpos({row}.text, {P(x)}) > 0"))}" : "";

    public async Task<IReadOnlyList<T>> AllAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var all = new List<T>();
        while (await reader.ReadAsync(cancellation))
            all.Add(read(reader));
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        await command.DisposeAsync();
        await connection.DisposeAsync();
    }
}
