using System.Globalization;
using System.Text.Json;
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

    /// <summary>Writes values into the SQL: by how frequent they are PostgreSQL sees whether an index leads to few.
    /// Each sign by its number, so that whatever somebody typed stays a value.</summary>
    public static string Known(IEnumerable<string> values) =>
        $"array[{string.Join(',', values.Select(Known))}]::text[]";

    private static string Known(string value) => $"E'{string.Concat(value.Select(x => $"\\u{(int)x:x4}"))}'";

    /// <summary>That all words are in a text: the index of its grams leads to few rows, and the text itself decides.</summary>
    /// <param name="text">The column that holds it, and <paramref name="grams"/> the column of its grams.</param>
    /// <remarks>The text is said first: where PostgreSQL goes past the index
    /// because the words are everywhere, it is the cheaper to look at.</remarks>
    public string Holding(string text, string grams, SoughtWords words) =>
        words.Any ? $"{HoldingInOrder(text, words)} and {grams} @> '{{{Numbers(words.Grams)}}}'::integer[]" : "";

    /// <summary>The same where many rows hold them: they are looked through in their order until enough are found,
    /// and no index leads there.</summary>
    public string HoldingInOrder(string text, SoughtWords words) =>
        string.Concat(words.Words.Select(x => $" and {text} like {P($"%{Literally(x)}%")}"));

    /// <summary>Conditions that every row of a jurisdiction meets: an index of them would lead to all of its rows,
    /// which a prepared statement does not see.</summary>
    public static string ByNoIndex(string conditions) => $"({conditions}) is true";

    private static string Numbers(int[] grams) => string.Join(',', grams.Select(x => x.ToString(CultureInfo.InvariantCulture)));

    private static string Literally(string word) =>
        word.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);

    public async Task<IReadOnlyList<T>> AllAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var all = new List<T>();
        while (await reader.ReadAsync(cancellation))
            all.Add(read(reader));
        return all;
    }

    /// <summary>What stands as JSON in a column.</summary>
    public static T Read<T>(NpgsqlDataReader reader, int column) =>
        JsonSerializer.Deserialize<T>(reader.GetFieldValue<byte[]>(column), LedgerJson.Options)!;

    public async ValueTask DisposeAsync()
    {
        await command.DisposeAsync();
        await connection.DisposeAsync();
    }
}
