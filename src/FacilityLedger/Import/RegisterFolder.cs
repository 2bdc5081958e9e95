namespace FacilityLedger.Import;

/// <param name="Row">Number of the row in its file; the header is row 1, and a row with embedded line breaks is one.</param>
public sealed record Reject(string File, int Row, string Reason);

/// <summary>All snapshots of a folder, read and grouped by site. What cannot be read is rejected with its reason, never guessed.</summary>
public sealed class RegisterFolder
{
    private readonly Dictionary<(DateOnly Day, string Site), ListedRow> listed = [];
    private readonly HashSet<(DateOnly Day, string Site)> unreadable = [];
    private readonly List<(DateOnly Day, VisitRow Row)> visits = [];
    private readonly List<(DateOnly Day, ViolationRow Row)> violations = [];
    private readonly List<RegisterFileTaken> files = [];

    public List<Reject> Rejects { get; } = [];
    public int Rows => files.Sum(x => x.Rows);

    /// <summary>In the order of their days.</summary>
    public IReadOnlyList<RegisterFileTaken> Files => files;

    /// <summary>Where each report was read, for one that turns out later to belong to no listed site.</summary>
    public Dictionary<SourceRow, int> RowNumbers { get; } = [];

    public bool Lists => files.Any(x => x.Part == RegisterPart.BasicInfo);

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
        var days = files.GroupBy(x => x.Day, (day, all) => (Day: day, Listing: all.FirstOrDefault(x => x.Part == RegisterPart.BasicInfo)?.File)).ToList();
        return site => days.Select(x => new Snapshot(x.Day, unreadable.Contains((x.Day, site)) ? null : x.Listing, listed.GetValueOrDefault((x.Day, site)), [.. visited[(x.Day, site)]], [.. violated[(x.Day, site)]]));
    }

    private void Add(RegisterFile file)
    {
        using var table = new RegisterTable(file);
        var rows = 0;
        for (; table.Read(); rows++)
        {
            try
            {
                table.Row.Check();
                Take(file, table.Row, table.Number);
            }
            catch (FormatException e)
            {
                Rejects.Add(new(file.Name, table.Number, e.Message.ReplaceLineEndings(" ")));
                if (file.Part == RegisterPart.BasicInfo && table.Row.SiteOrNull is { } site && !listed.ContainsKey((file.Day, site)))
                    unreadable.Add((file.Day, site));
            }
        }
        if (rows == 0 && file.Part == RegisterPart.BasicInfo)
            throw new ImportException($"{file.Name} lists nothing; taken at its word it would delist every site");
        files.Add(new(file.Part, file.Name, table.Sha256, rows, file.Day));
    }

    private void Take(RegisterFile file, RegisterRow row, int number)
    {
        switch (file.Part)
        {
            case RegisterPart.BasicInfo:
                var entry = row.Entry;
                unreadable.Remove((file.Day, entry.Site));
                if (!listed.TryAdd((file.Day, entry.Site), new(entry, row.Source)))
                    Rejects.Add(new(file.Name, number, listed[(file.Day, entry.Site)].Entry == entry ? $"duplicate of another row of {entry.Site}" : $"{entry.Site} is listed twice; the first row counts"));
                break;
            case RegisterPart.InspectionSummaries when row.Visit is { } visit:
                visits.Add((file.Day, visit));
                RowNumbers.TryAdd(visit.Source, number);
                break;
            case RegisterPart.InspectionInfo when row.Violation is { } violation:
                violations.Add((file.Day, violation));
                RowNumbers.TryAdd(violation.Source, number);
                break;
        }
    }
}
