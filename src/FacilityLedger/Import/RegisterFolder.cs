using Sylvan.Data.Csv;

namespace FacilityLedger.Import;

/// <param name="Row">Number of the row in its file; the header is row 1, and a row with embedded line breaks is one.</param>
public sealed record Reject(string File, int Row, string Reason);

/// <summary>All snapshots of a folder, read and grouped by site. What cannot be read is rejected with its reason, never guessed.</summary>
public sealed class RegisterFolder
{
    private static readonly string[][] Columns =
    [
        ["Site ID", "Center Name", "Permit Holder", "Address", "Borough", "Zip Code", "Phone", "Permit Number", "Permit Expiration Date", "Permit Status", "Age Range", "Maximum Capacity", "Certified to Administer Medication", "Site Type"],
        ["Site ID", "Visit Date", "Visit Type", "Summary"],
        ["Site ID", "Visit Date", "Regulation Summary", "Violation Category", "Code-Sub-Section", "Violation Status"],
    ];

    private readonly Dictionary<(DateOnly Day, string Site), ListedRow> listed = [];
    private readonly HashSet<(DateOnly Day, string Site)> unreadable = [];
    private readonly List<(DateOnly Day, VisitRow Row)> visits = [];
    private readonly List<(DateOnly Day, ViolationRow Row)> violations = [];
    private readonly SortedDictionary<DateOnly, string?> days = [];

    public List<Reject> Rejects { get; } = [];
    public int Rows { get; private set; }

    /// <summary>Where each row was read, for one that turns out later to belong to no listed site.</summary>
    public Dictionary<SourceRow, int> RowNumbers { get; } = [];

    public bool Lists => days.Values.Any(x => x is not null);

    /// <exception cref="ImportException">A file cannot be used at all.</exception>
    public static RegisterFolder Read(string folder)
    {
        var read = new RegisterFolder();
        foreach (var file in RegisterFile.In(folder))
            read.Add(file);
        return read;
    }

    public IReadOnlyCollection<string> Sites => listed.Keys.Select(x => x.Site).Concat(visits.Select(x => x.Row.Site)).Concat(violations.Select(x => x.Row.Site)).ToHashSet(StringComparer.Ordinal);

    /// <summary>What each day says of each of these sites.</summary>
    public Func<string, IEnumerable<Snapshot>> BySite()
    {
        var (visited, violated) = (visits.ToLookup(x => (x.Day, x.Row.Site), x => x.Row), violations.ToLookup(x => (x.Day, x.Row.Site), x => x.Row));
        return site => days.Select(x => new Snapshot(x.Key, unreadable.Contains((x.Key, site)) ? null : x.Value, listed.GetValueOrDefault((x.Key, site)), [.. visited[(x.Key, site)]], [.. violated[(x.Key, site)]]));
    }

    private void Add(RegisterFile file)
    {
        using var reader = CsvDataReader.Create(file.Path, new CsvDataReaderOptions { CsvStyle = CsvStyle.Lax, MaxBufferSize = 1 << 24 });
        var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < reader.FieldCount; i++)
            columns.TryAdd(reader.GetName(i).Trim(), i);
        var missing = Columns[(int)file.Part].Where(x => !columns.ContainsKey(x)).ToList();
        if (missing.Count > 0)
            throw new ImportException($"{file.Name} lacks the column{(missing.Count > 1 ? "s" : "")} {string.Join(", ", missing)}");
        days[file.Day] = file.Part == RegisterPart.BasicInfo ? file.Name : days.GetValueOrDefault(file.Day);
        var (row, number) = (new RegisterRow(reader, columns, file.Name), 1);
        while (reader.Read())
        {
            Rows++;
            number++;
            try
            {
                row.Check(reader.FieldCount);
                Take(file, row, number);
            }
            catch (FormatException e)
            {
                Rejects.Add(new(file.Name, number, e.Message.ReplaceLineEndings(" ")));
                if (file.Part == RegisterPart.BasicInfo && columns["Site ID"] < row.Fields)
                    unreadable.Add((file.Day, row.Text("Site ID").Trim()));
            }
        }
        if (number == 1 && file.Part == RegisterPart.BasicInfo)
            throw new ImportException($"{file.Name} lists nothing; taken at its word it would delist every site");
    }

    private void Take(RegisterFile file, RegisterRow row, int number)
    {
        var source = row.Source;
        RowNumbers.TryAdd(source, number);
        switch (file.Part)
        {
            case RegisterPart.BasicInfo:
                var entry = new RegisterEntry(row.Site, row.TextOrNull("Permit Number")?.Trim(), row.TextOrNull("Center Name") ?? throw new FormatException("Center Name is blank"), row.TextOrNull("Permit Holder"), row.TextOrNull("Address"),
                    row.TextOrNull("Borough"), row.TextOrNull("Zip Code"), row.TextOrNull("Phone"), row.TextOrNull("Permit Status"), row.TextOrNull("Maximum Capacity") is null ? null : row.Number("Maximum Capacity"),
                    row.TextOrNull("Permit Expiration Date") is null ? null : row.Day("Permit Expiration Date"), row.TextOrNull("Age Range"), row.TextOrNull("Certified to Administer Medication"), row.TextOrNull("Site Type"));
                if (!listed.TryAdd((file.Day, entry.Site), new(entry, source)))
                    Rejects.Add(new(file.Name, number, listed[(file.Day, entry.Site)].Entry == entry ? $"duplicate of another row of {entry.Site}" : $"{entry.Site} is listed twice; the first row counts"));
                break;
            case RegisterPart.InspectionSummaries:
                if (!row.Text("Visit Date").Trim().StartsWith("No visit found", StringComparison.OrdinalIgnoreCase))
                    visits.Add((file.Day, new(row.Site, row.Day("Visit Date"), row.Text("Visit Type").Trim(), row.Text("Summary"), source)));
                break;
            case RegisterPart.InspectionInfo:
                var (category, code, text) = (row.Text("Violation Category").Trim(), row.Text("Code-Sub-Section").Trim(), row.Text("Regulation Summary"));
                if (category.Length + code.Length == 0 && (text.Contains("no new violation", StringComparison.OrdinalIgnoreCase) || string.IsNullOrWhiteSpace(text)))
                    break;
                violations.Add((file.Day, new(row.Site, row.Day("Visit Date"), text, category, code, row.TextOrNull("Violation Status")?.Trim(), source)));
                break;
        }
    }
}
