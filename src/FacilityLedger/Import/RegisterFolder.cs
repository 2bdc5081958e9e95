namespace FacilityLedger.Import;

/// <param name="Row">Number of the row in its file; the header is row 1, and a row with embedded line breaks is one.</param>
public sealed record Reject(string File, int Row, string Reason);

/// <summary>What a listing lists.</summary>
/// <param name="Sites">The sites of its rows.</param>
/// <param name="Unreadable">Sites of rows that were rejected: it lists them, but not how.</param>
/// <param name="Nameless">Rows whose site cannot be read: any site that it seems to lack may stand there.</param>
/// <param name="Rows">So many rows it has, and <paramref name="Faults"/> says of how many what is rare in a whole file.</param>
public sealed record RegisterListing(
    string File, DateOnly Day, IReadOnlySet<string> Sites, IReadOnlySet<string> Unreadable, int Nameless, int Rows, IReadOnlyDictionary<string, int> Faults)
{
    /// <summary>Whether it says that it has no such site.</summary>
    public bool Lacks(string site) => Nameless == 0 && !Sites.Contains(site) && !Unreadable.Contains(site);
}

/// <summary>All snapshots of a folder, read and checked. What cannot be read is rejected with its reason, never guessed. Of its rows no more than those of some sites are in memory at a time.</summary>
public sealed class RegisterFolder : IDisposable
{
    private readonly List<RegisterFileTaken> files = [];
    private readonly List<RegisterListing> listings = [];
    private readonly HashSet<string> sites = new(StringComparer.Ordinal);
    private readonly HashSet<(string File, string Site)> partly = [];
    private readonly HashSet<string> nameless = new(StringComparer.Ordinal);
    private readonly SiteRows rows;

    private RegisterFolder(long bytes) => rows = new(bytes);

    public List<Reject> Rejects { get; } = [];
    public int Rows => files.Sum(x => x.Rows);

    /// <summary>Rows of visits that repeat another of their file to the letter. The real register has some; each is taken as a visit of its own.</summary>
    public int Repeated { get; private set; }

    /// <summary>In the order of their days.</summary>
    public IReadOnlyList<RegisterFileTaken> Files => files;

    /// <inheritdoc cref="Files"/>
    public IReadOnlyList<RegisterListing> Listings => listings;

    /// <summary>All that a row names.</summary>
    public IReadOnlySet<string> Sites => sites;

    public int Parts => rows.Parts;

    /// <exception cref="ImportException">A file cannot be used at all.</exception>
    public static RegisterFolder Read(string folder)
    {
        var all = RegisterFile.In(folder);
        var read = new RegisterFolder(all.Sum(x => new FileInfo(x.Path).Length));
        try
        {
            foreach (var file in all)
                read.Add(file);
            return read;
        }
        catch
        {
            read.Dispose();
            throw;
        }
    }

    public int PartOf(string site) => rows.PartOf(site);

    /// <summary>What each day says of each site of a part.</summary>
    /// <param name="shrunk">Files of reports that lack too many to be believed about what they lack.</param>
    public Func<string, IEnumerable<Snapshot>> BySite(int part, IReadOnlySet<string> shrunk)
    {
        var of = rows.Read(part);
        var days = files.GroupBy(x => x.Day, (day, all) => (Day: day, Files: all.ToDictionary(x => x.Part, x => x.File))).ToList();
        return site => days.Select(x =>
        {
            var read = of[site].Where(row => row.File.Day == x.Day).ToLookup(row => row.File.Part);
            var line = read[RegisterPart.BasicInfo].Select(row => new ListedRow(row.Entry, row.Source)).FirstOrDefault();
            var listing = listings.Find(l => l.Day == x.Day);
            return new Snapshot(x.Day, line is null && listing?.Lacks(site) != true ? null : listing?.File, line,
                [.. read[RegisterPart.InspectionSummaries].Select(row => row.Visit!)], [.. read[RegisterPart.InspectionInfo].Select(row => row.Violation!)],
                Whole(RegisterPart.InspectionSummaries), Whole(RegisterPart.InspectionInfo));

            string? Whole(RegisterPart reports) => x.Files.GetValueOrDefault(reports) is { } file && !shrunk.Contains(file) && !nameless.Contains(file) && !partly.Contains((file, site)) ? file : null;
        });
    }

    public void Dispose() => rows.Dispose();

    private const string Twice = "list a site a second time";

    // Every institution has a name and a place: a listing without them has lost a column.
    private static IEnumerable<string> Faults(RegisterRow row) =>
        row.File.Part == RegisterPart.BasicInfo ? from column in (string[])["Center Name", "Address"] where row.Lacks(column) select $"have no {column}" : [];

    private void Add(RegisterFile file)
    {
        using var table = new RegisterTable(file);
        var (known, seen, unreadable) = (new Dictionary<string, string>(StringComparer.Ordinal), new HashSet<UInt128>(), new HashSet<string>(StringComparer.Ordinal));
        var (count, unnamed, repeated) = (0, 0, 0);
        var faults = new Dictionary<string, int>(StringComparer.Ordinal);
        for (; table.Read(); count++)
        {
            try
            {
                var row = table.Row;
                var site = row.Site;
                // What cannot be read says so here, before anything is written.
                var says = file.Part switch { RegisterPart.BasicInfo => row.Entry, RegisterPart.InspectionSummaries => row.Visit, _ => (object?)row.Violation };
                if (says is null)
                    continue;
                foreach (var fault in Faults(row))
                    faults[fault] = faults.GetValueOrDefault(fault) + 1;
                var again = !seen.Add(UInt128.Parse(row.Digest.AsSpan(..32), System.Globalization.NumberStyles.HexNumber, null));
                if (file.Part == RegisterPart.BasicInfo && !known.TryAdd(site, row.Digest))
                {
                    faults[Twice] = faults.GetValueOrDefault(Twice) + 1;
                    Rejects.Add(new(file.Name, table.Number, known[site] == row.Digest ? $"duplicate of another row of {site}" : $"{site} is listed twice; the first row counts"));
                }
                else if (file.Part == RegisterPart.InspectionInfo && again)
                    Rejects.Add(new(file.Name, table.Number, $"duplicate of another row of {site}"));
                else
                    Take(site, row);
                repeated += again ? 1 : 0;
            }
            catch (FormatException e)
            {
                Rejects.Add(new(file.Name, table.Number, e.Message.ReplaceLineEndings(" ")));
                if (table.Site is not { } site)
                    unnamed++;
                else
                    unreadable.Add(site);
            }
        }
        if (repeated >= 10 && repeated > count / 5)
            throw new ImportException($"in {file.Name} {repeated} of {count} rows repeat another row to the letter: it was put together from itself");
        if (known.Count == 0 && file.Part == RegisterPart.BasicInfo)
            throw new ImportException($"{file.Name} lists nothing{(count > 0 ? " that can be read" : "")}; taken at its word it would delist every site{(Rejects.FindLast(x => x.File == file.Name) is { } why ? $" (row {why.Row}: {why.Reason})" : "")}");
        if (file.Part == RegisterPart.BasicInfo)
            listings.Add(new(file.Name, file.Day, known.Keys.ToHashSet(StringComparer.Ordinal), unreadable, unnamed, count, faults));
        else if (unnamed > 0)
            nameless.Add(file.Name);
        if (file.Part != RegisterPart.BasicInfo)
            partly.UnionWith(unreadable.Select(x => (file.Name, x)));
        else
            unreadable.ExceptWith(known.Keys);
        if (file.Part == RegisterPart.InspectionSummaries)
            Repeated += repeated;
        files.Add(new(file.Part, file.Name, table.Sha256, count, file.Day));
    }

    private void Take(string site, RegisterRow row)
    {
        sites.Add(site);
        rows.Add(site, row);
    }
}
