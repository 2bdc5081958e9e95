using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Import;
using FacilityLedger.Policies;

namespace FacilityLedger.Tests.Import;

/// <summary>All sites of a register, without storage.</summary>
internal sealed class AFedLedger
{
    private static readonly PolicyBook Book =
        new([PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policy", "us-nyc.json"))], sample: false);
    private static readonly DateTimeOffset Instant = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
    private static readonly Circumstances Now = new(new Actor("import", "none", ["system"]), Book, Instant, new byte[32]);
    private readonly SortedDictionary<string, Facility> facilities = new(StringComparer.Ordinal);
    private readonly List<RegisterFileTaken> taken = [];

    /// <returns>Whether the feed was taken.</returns>
    public bool Run(int day, byte[][] files)
    {
        using var folder = new FedFolder(files.Select((x, part) => ($"{(RegisterPart)part}_2014_06_{day:00}.csv", x)));
        try
        {
            using var read = folder.Read();
            var limits = Book.Latest.Register ?? RegisterLimits.Usual;
            var earlier = new TakenFiles(taken);
            var known = facilities.ToDictionary(x => x.Key, x => Known(x.Value.Register), StringComparer.Ordinal);
            var vanished = Vanishing.Of(known, read.Listings, earlier.Newest(RegisterPart.BasicInfo));
            Vanishing.Demand(vanished, limits, accepted: null);
            var snapshots = read.BySite(0, earlier.ShrunkOf(read.Files, limits));
            foreach (var site in read.Sites.Union(known.Keys, StringComparer.Ordinal))
            {
                var (facts, _) = ImportSnapshot.Decide(site, facilities.GetValueOrDefault(site), snapshots(site), earlier, Now);
                Take(site, facts);
            }
            taken.AddRange(read.Files);
            return true;
        }
        catch (ImportException)
        {
            return false;
        }
    }

    /// <summary>What it says of the register, whatever the line breaks: lines, and the reports that stand.</summary>
    public string Says() =>
        string.Join('\n', facilities.Values.Select(x => x.Register).Where(x => !x.Delisted).SelectMany(Lines)).ReplaceLineEndings("\n");

    /// <summary>How many facts it holds.</summary>
    public long Facts => facilities.Values.Sum(x => x.Version);

    private static KnownSite Known(RegisterState register) => new(!register.Delisted, register.AsOf);

    private static IEnumerable<string> Lines(RegisterState register) =>
        register.Visits.Values.Where(x => !x.TakenBack).Select(x => $"{register.Entry!.Site} {x.Date:O} {x.Type} {x.Summary}")
            .Concat(register.Violations.Values.Where(x => !x.TakenBack)
                .Select(x => $"{register.Entry!.Site} {x.Date:O} {x.Code} {x.Summary} {x.Category} {x.ReportedStatus}"))
            .Append($"{register.Entry}").Order(StringComparer.Ordinal);

    private void Take(string site, IReadOnlyList<IFact> facts)
    {
        foreach (var fact in facts)
        {
            var was = facilities.GetValueOrDefault(site);
            facilities[site] = Facility.Next(was, new Facilities.Entry(site, (was?.Version ?? 0) + 1, fact, "none"))!;
        }
    }
}
