using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Sylvan.Data.Csv;

namespace FacilityLedger.Import;

/// <summary>The row that the reader stands on. Texts come as they are; keys and numbers without the blanks around them.</summary>
public sealed partial class RegisterRow(CsvDataReader reader, IReadOnlyDictionary<string, int> columns, string file)
{
    private static readonly string[] Days = ["MM/dd/yyyy", "M/d/yyyy", "yyyy-MM-dd"];

    public int Fields => reader.RowFieldCount;

    public string Text(string column) => reader.GetString(columns[column]);

    public string? TextOrNull(string column) => string.IsNullOrWhiteSpace(Text(column)) ? null : Text(column);

    public SourceRow Source
    {
        get
        {
            var fields = string.Join('\u001f', Enumerable.Range(0, columns.Count).Select(reader.GetString));
            return new(file, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(fields))));
        }
    }

    /// <exception cref="FormatException">The row has no usable site number: it cannot be a stream's key.</exception>
    public string Site => Text("Site ID").Trim() is var site && SiteForm().IsMatch(site) ? site : throw new FormatException($"'{site}' is no site number");

    /// <exception cref="FormatException">It is no date.</exception>
    public DateOnly Day(string column) =>
        DateOnly.TryParseExact(Text(column).Trim(), Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new FormatException($"{column} '{Text(column).Trim()}' is no date");

    /// <exception cref="FormatException">It is no number of places.</exception>
    public int Number(string column) =>
        int.TryParse(Text(column).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException($"{column} '{Text(column).Trim()}' is no number");

    /// <exception cref="FormatException">The row cannot be stored.</exception>
    public void Check(int expected)
    {
        if (Fields != expected)
            throw new FormatException($"{Fields} fields instead of {expected}");
        if (Enumerable.Range(0, Fields).Any(x => reader.GetString(x).Contains('\0', StringComparison.Ordinal)))
            throw new FormatException("a field holds a NUL character");
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]{0,39}$", RegexOptions.None, 1000)]
    private static partial Regex SiteForm();
}
