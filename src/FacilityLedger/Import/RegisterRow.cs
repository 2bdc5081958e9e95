using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FacilityLedger.Facilities;

namespace FacilityLedger.Import;

/// <summary>A row of the register. Texts come as they are; keys, dates and numbers without the blanks around them, in whichever width their signs were typed.</summary>
/// <param name="number">Its number in the file.</param>
/// <param name="digest">SHA-256 over all its fields, in lower-case hexadecimal.</param>
/// <param name="fields">What the columns of its part hold, in their order.</param>
public sealed partial class RegisterRow(RegisterFile file, int number, string digest, string[] fields)
{
    /// <summary>The longest field in bytes; the longest of the real register has 383. An index holds the names, and its entries are bounded.</summary>
    private const int Longest = 2000;

    /// <summary>So many years before its snapshot a visit may lie; the real register shows three.</summary>
    private const int YearsOfVisits = 10;

    /// <summary>So many years before or after its snapshot a permit may end; in the real register, two.</summary>
    private const int YearsOfPermits = 25;

    private static readonly string[][] Parts =
    [
        ["Site ID", "Center Name", "Permit Holder", "Address", "Borough", "Zip Code", "Phone", "Permit Number", "Permit Expiration Date", "Permit Status", "Age Range", "Maximum Capacity", "Certified to Administer Medication", "Site Type"],
        ["Site ID", "Visit Date", "Visit Type", "Summary"],
        ["Site ID", "Visit Date", "Regulation Summary", "Violation Category", "Code-Sub-Section", "Violation Status"],
    ];

    // A time of the day behind a day changes nothing of it. One with a zone does: the day may be another one here.
    private static readonly string[] Days =
    [
        "M/d/yyyy", "M/d/yyyy h:mm:ss tt", "M/d/yyyy h:mm tt", "M/d/yyyy H:mm:ss", "M/d/yyyy H:mm",
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
    ];

    public RegisterFile File => file;
    public int Number => number;
    public string Digest => digest;
    public IReadOnlyList<string> Fields => fields;
    public SourceRow Source => new(file.Name, digest);

    /// <exception cref="FormatException">The row has no usable site number: it cannot be a stream's key.</exception>
    public string Site => SiteOf(fields[0]) ?? throw new FormatException($"'{Shown(fields[0])}' is no site number");

    /// <summary>Whether it says nothing in a column.</summary>
    public bool Lacks(string column) => TextOrNull(column) is null;

    /// <summary>The row of a listing.</summary>
    /// <exception cref="FormatException">It has no site number, or its capacity or last day cannot be read.</exception>
    public RegisterEntry Entry => new(
        Site, TextOrNull("Permit Number")?.Trim(), Text("Center Name"), TextOrNull("Permit Holder"), TextOrNull("Address"), TextOrNull("Borough"), TextOrNull("Zip Code"), TextOrNull("Phone"),
        TextOrNull("Permit Status"), TextOrNull("Maximum Capacity") is null ? null : Count("Maximum Capacity"), TextOrNull("Permit Expiration Date") is null ? null : Day("Permit Expiration Date"),
        TextOrNull("Age Range"), TextOrNull("Certified to Administer Medication"), TextOrNull("Site Type"));

    /// <summary>The reported visit; null where the row says that there was none.</summary>
    /// <exception cref="FormatException">It has no site number or no date.</exception>
    public VisitRow? Visit => NoVisit ? null : new(Site, Day("Visit Date"), Key("Visit Type"), Text("Summary"), Source, number);

    /// <summary>The reported violation; null where the row says that nothing new was found.</summary>
    /// <exception cref="FormatException">It has no site number or no date.</exception>
    public ViolationRow? Violation => NoVisit || NothingNew ? null
        : new(Site, Day("Visit Date"), Text("Regulation Summary"), Key("Violation Category"), Key("Code-Sub-Section"), TextOrNull("Violation Status")?.Trim(), Source, number);

    private bool NoVisit => Key("Visit Date").StartsWith("No visit found", StringComparison.OrdinalIgnoreCase);

    private bool NothingNew => Key("Violation Category").Length + Key("Code-Sub-Section").Length == 0
        && (TextOrNull("Regulation Summary") is not { } text || text.Contains("no new violation", StringComparison.OrdinalIgnoreCase));

    /// <summary>The columns of a part, the key first.</summary>
    public static IReadOnlyList<string> Columns(RegisterPart part) => Parts[(int)part];

    /// <summary>The one form of a site number: what differs in case, width or blanks around it is the same site. Null for what is none.</summary>
    public static string? SiteOf(string text) =>
        text.Trim() is { Length: <= 80 } key && Narrow(key).ToUpperInvariant() is var site && SiteForm().IsMatch(site) ? site : null;

    /// <exception cref="FormatException">The row cannot be stored.</exception>
    public void Check()
    {
        for (var i = 0; i < fields.Length; i++)
        {
            var (name, text) = (Parts[(int)file.Part][i], fields[i]);
            if (text.Contains('\0', StringComparison.Ordinal))
                throw new FormatException($"{name} holds a NUL character");
            if (Encoding.UTF8.GetByteCount(text) > Longest)
                throw new FormatException($"{name} is longer than {Longest} bytes");
            // Quoted fields may run over lines.
            if (!string.IsNullOrWhiteSpace(text) && Guard.Text(name, text.Replace('\r', ' ').Replace('\n', ' '), Longest) is not null)
                throw new FormatException($"{name} holds signs that cannot be seen or are not allowed");
        }
    }

    private static string Narrow(string text) => text.IsNormalized(NormalizationForm.FormKC) ? text : text.Normalize(NormalizationForm.FormKC);

    private static string Shown(string text) => text.Length > 60 ? text[..60] + "…" : text;

    // Blanks alone, of whatever width, are no name.
    private string Text(string column) => TextOrNull(column) ?? "";

    private string? TextOrNull(string column) => fields[Array.IndexOf(Parts[(int)file.Part], column)] is var text && string.IsNullOrWhiteSpace(text) ? null : text;

    private string Key(string column) => LineBreaks.One(Text(column).Trim());

    // A register shows some years, not a century: what lies further away stands for a day that nobody knew. And nothing was seen after the day on which it was written down.
    private DateOnly Day(string column)
    {
        if (!DateTime.TryParseExact(Narrow(Key(column)), Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
            throw new FormatException($"{column} '{Shown(Key(column))}' is no date");
        var day = DateOnly.FromDateTime(at);
        if (file.Part != RegisterPart.BasicInfo && day > file.Day)
            throw new FormatException($"{column} {day:yyyy-MM-dd} lies after its snapshot");
        var years = file.Part == RegisterPart.BasicInfo ? YearsOfPermits : YearsOfVisits;
        if (day < file.Day.AddYears(-years) || day > file.Day.AddYears(years))
            throw new FormatException($"{column} {day:yyyy-MM-dd} lies more than {years} years from its snapshot");
        return day;
    }

    private int Count(string column) =>
        int.TryParse(Narrow(Key(column)), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : throw new FormatException($"{column} '{Shown(Key(column))}' is no number");

    [GeneratedRegex("^[A-Z0-9][A-Z0-9-]{0,39}$", RegexOptions.None, 1000)]
    private static partial Regex SiteForm();
}
