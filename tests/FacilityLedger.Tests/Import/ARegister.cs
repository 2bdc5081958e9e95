using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Import;
using FacilityLedger.Policies;
using Xunit;

namespace FacilityLedger.Tests.Import;

/// <summary>What a ledger knows of one site of a register after a number of runs, without storage.</summary>
internal sealed class ARegister
{
    public const string Stream = "us-nyc-DC1";
    public static readonly RegisterEntry Line = new("DC1", "100", "LITTLE ONES", "HOLDER, INC.", "1 ROAD", "BRONX", "10468", "718-000-0000", "Permitted", 20, new DateOnly(2015, 7, 31), "2 YEARS - 5 YEARS", "No", "Private");

    private static readonly PolicyBook Book = new([PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policy", "us-nyc.json"))], sample: false);
    private static readonly Circumstances Now = new(new Actor("import", "none", ["system"]), Book, new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero), new byte[32]);
    private readonly List<RegisterFileTaken> taken = [];

    public Facility? Facility { get; private set; }
    public PublicFacility? Public { get; private set; }

    public static DateOnly Day(int day) => new DateOnly(2014, 6, 1).AddDays(day);

    public static Snapshot Listing(int day, RegisterEntry? line, params IReadOnlyList<VisitRow> visits) => new(Day(day), $"L{day}", line is null ? null : new(line, new($"L{day}", "")), visits, []);

    public static Snapshot Visited(int day, params IReadOnlyList<VisitRow> rows) => new(Day(day), null, null, rows, []);

    public static Snapshot Violated(int day, params IReadOnlyList<ViolationRow> rows) => new(Day(day), null, null, [], rows);

    public static VisitRow Visit(string summary, int day = 0) => new("DC1", Day(day), "INSPECTION", summary, new("V", summary));

    public static ViolationRow Violation(string summary, string? status = null, string category = "GENERAL") => new("DC1", Day(0), summary, category, "47.41 (j)", status, new("X", summary + status));

    /// <summary>A run over some snapshots, to its end.</summary>
    public IReadOnlyList<IFact> Run(params IReadOnlyList<Snapshot> snapshots)
    {
        var facts = Decide(snapshots);
        taken.AddRange(snapshots.SelectMany(x => Enum.GetValues<RegisterPart>().Where(part => part != RegisterPart.BasicInfo || x.Listing is not null).Select(part => new RegisterFileTaken(part, $"{part}", $"{part}{x.Day}", 1, x.Day))));
        return facts;
    }

    /// <summary>A run that writes this site and is killed before its end.</summary>
    public IReadOnlyList<IFact> RunKilled(params IReadOnlyList<Snapshot> snapshots) => Decide(snapshots);

    /// <summary>An officer's command, which is accepted.</summary>
    public void Give(Func<Facility, Circumstances, Decision> decide)
    {
        var decision = decide(Facility!, Now with { Actor = new("wj-1", Book.Latest.Departments[0].Code, ["officer"]) });
        Assert.Null(decision.Refusal);
        Append(decision.Events);
    }

    public Particulars? AsOf(int day) => Public?.AsOf(Day(day), Now.Today)?.Particulars;

    public IEnumerable<string> VisitsAsOf(int day) => Public?.AsOf(Day(day), Now.Today)?.Of("visit").Select(x => x.Value.Text("summary")!).Order(StringComparer.Ordinal).ToArray() ?? [];

    private IReadOnlyList<IFact> Decide(IReadOnlyList<Snapshot> snapshots)
    {
        var (facts, _) = ImportSnapshot.Decide(Stream, Facility, snapshots, new(taken), Now);
        Append(facts);
        return facts;
    }

    private void Append(IEnumerable<IFact> facts)
    {
        foreach (var fact in facts)
        {
            var entry = new Facilities.Entry(Stream, (Facility?.Version ?? 0) + 1, fact, "none");
            Facility = Facility.Next(Facility, entry);
            Public = PublicFacility.Next(Public, entry);
        }
    }
}
