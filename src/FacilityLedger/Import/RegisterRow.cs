using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Sylvan.Data.Csv;

namespace FacilityLedger.Import;

/// <summary>The row that the reader stands on. Texts come as they are; keys, dates and numbers without the blanks around them.</summary>
public sealed partial class RegisterRow(CsvDataReader reader, IReadOnlyDictionary<string, int> columns, string file)
{
    /// <summary>The longest field in bytes; the longest of the real register has 383. An index holds the names, and its entries are bounded.</summary>
    private const int Longest = 2000;
    private static readonly string[] Days = ["MM/dd/yyyy", "M/d/yyyy", "yyyy-MM-dd"];

    public int Fields => reader.RowFieldCount;

    public bool Empty => Fields == 1 && string.IsNullOrWhiteSpace(reader.GetString(0));

    public SourceRow Source => new(file, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', Enumerable.Range(0, Fields).Select(reader.GetString))))));

    /// <exception cref="FormatException">The row has no usable site number: it cannot be a stream's key.</exception>
    public string Site => Key("Site ID") is var site && SiteForm().IsMatch(site) ? site : throw new FormatException($"'{site}' is no site number");

    /// <summary>The site number where the row is good for nothing else.</summary>
    public string? SiteOrNull => columns["Site ID"] < Fields ? Key("Site ID") : null;

    /// <summary>The row of a listing.</summary>
    /// <exception cref="FormatException">It has no site number, or its capacity or last day cannot be read.</exception>
    public RegisterEntry Entry => new(
        Site, TextOrNull("Permit Number")?.Trim(), Text("Center Name"), TextOrNull("Permit Holder"), TextOrNull("Address"), TextOrNull("Borough"), TextOrNull("Zip Code"), TextOrNull("Phone"),
        TextOrNull("Permit Status"), TextOrNull("Maximum Capacity") is null ? null : Number("Maximum Capacity"), TextOrNull("Permit Expiration Date") is null ? null : Day("Permit Expiration Date"),
        TextOrNull("Age Range"), TextOrNull("Certified to Administer Medication"), TextOrNull("Site Type"));

    /// <summary>The reported visit; null where the row says that there was none.</summary>
    /// <exception cref="FormatException">It has no site number or no date.</exception>
    public VisitRow? Visit => NoVisit ? null : new(Site, Day("Visit Date"), Key("Visit Type"), Text("Summary"), Source);

    /// <summary>The reported violation; null where the row says that nothing new was found.</summary>
    /// <exception cref="FormatException">It has no site number or no date.</exception>
    public ViolationRow? Violation => NoVisit || NothingNew ? null
        : new(Site, Day("Visit Date"), Text("Regulation Summary"), Key("Violation Category"), Key("Code-Sub-Section"), TextOrNull("Violation Status")?.Trim(), Source);

    private bool NoVisit => Key("Visit Date").StartsWith("No visit found", StringComparison.OrdinalIgnoreCase);

    private bool NothingNew => Key("Violation Category").Length + Key("Code-Sub-Section").Length == 0
        && (TextOrNull("Regulation Summary") is not { } text || text.Contains("no new violation", StringComparison.OrdinalIgnoreCase));

    /// <exception cref="FormatException">The row cannot be stored.</exception>
    public void Check()
    {
        if (Fields != reader.FieldCount)
            throw new FormatException($"{Fields} fields instead of {reader.FieldCount}");
        for (var i = 0; i < Fields; i++)
        {
            if (reader.GetString(i).Contains('\0', StringComparison.Ordinal))
                throw new FormatException($"{reader.GetName(i).Trim()} holds a NUL character");
            if (Encoding.UTF8.GetByteCount(reader.GetString(i)) > Longest)
                throw new FormatException($"{reader.GetName(i).Trim()} is longer than {Longest} bytes");
        }
    }

    private string Text(string column) => reader.GetString(columns[column]);

    private string? TextOrNull(string column) => string.IsNullOrWhiteSpace(Text(column)) ? null : Text(column);

    private string Key(string column) => Text(column).Trim();

    private DateOnly Day(string column) =>
        DateOnly.TryParseExact(Key(column), Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new FormatException($"{column} '{Key(column)}' is no date");

    private int Number(string column) =>
        int.TryParse(Key(column), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException($"{column} '{Key(column)}' is no number");

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]{0,39}$", RegexOptions.None, 1000)]
    private static partial Regex SiteForm();
}
