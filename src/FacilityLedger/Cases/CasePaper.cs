using FacilityLedger.Corrections;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspections;
using FacilityLedger.Policies;
using FacilityLedger.Violations;
using FacilityLedger.Web.Forms;
using Marten;

namespace FacilityLedger.Cases;

/// <summary>A paper of a case as it is printed for the party.</summary>
/// <param name="Kind">One of <see cref="Names"/>.</param>
/// <param name="Policy">As of the day of the notice or the decision.</param>
/// <param name="Penalties">As they were told or decided, whatever a reconsideration made of them later.</param>
/// <param name="Service">How and when the decision was served; null before.</param>
/// <param name="ServiceDue">Last day for serving it (行政处罚法 61); null in a notice.</param>
public sealed record CasePaper(string Kind, Case Case, Policy Policy, IReadOnlyList<CasePenalty> Penalties, IReadOnlyList<PaperFact> Facts, PenaltyServed? Service, DateOnly? ServiceDue)
{
    public const string Notice = "notice";
    public const string Decision = "decision";
    public const string Receipt = "receipt";

    public static IReadOnlyDictionary<string, Words> Names { get; } = new Dictionary<string, Words>(StringComparer.Ordinal)
    {
        [Notice] = new("行政处罚事先告知书", "Notice before the penalty"),
        [Decision] = new("行政处罚决定书", "Penalty decision"),
        [Receipt] = new("送达回证和信用修复告知书", "Service receipt and notice of credit repair"),
    };

    /// <summary>What is proposed or decided includes a grave kind: the party may ask for a hearing (行政处罚法 63).</summary>
    public bool Grave => Kinds.Any(x => x.Kind.Grave);

    /// <summary>Each penalty with its kind.</summary>
    public IEnumerable<(CasePenalty Penalty, PenaltyKind Kind)> Kinds => Penalties.Select(x => (x, Policy.PenaltyKinds.First(k => k.Code == x.Kind)));

    /// <summary>The papers to which the case has come; none for who may not read it, and none where the law that they cite does not hold.</summary>
    public static IEnumerable<string> Of(Case was, FormScene scene) => was.Department != scene.Officer.Department || !scene.Policy.CitesRules
        ? []
        : [.. was.NoticedOn is null ? Array.Empty<string>() : [Notice], .. was.Number is null ? Array.Empty<string>() : [Decision, Receipt]];

    /// <summary>Address of the paper at the desk.</summary>
    public static string Href(FormScene scene, string id, string kind) => $"/{scene.Book.Jurisdiction}/desk/facilities/{scene.Id}/cases/{id}/papers/{kind}";

    /// <summary>The paper; null where there is none, or none for this officer.</summary>
    internal static async Task<CasePaper?> ReadAsync(string kind, string id, FormScene scene, IQuerySession session, CancellationToken cancellation)
    {
        if (scene.Facility?.Cases.Find(id) is not { } was || !Of(was, scene).Contains(kind))
            return null;
        var facts = Amended.Of(scene.Entries).Select(x => x.Fact).ToList();
        var (noticed, decided) = (facts.OfType<PenaltyNoticed>().LastOrDefault(x => x.Case == id), facts.OfType<PenaltyDecided>().LastOrDefault(x => x.Case == id));
        return new(kind, was, scene.Book.On(kind == Notice ? was.NoticedOn!.Value : was.DecidedOn!.Value), (kind == Notice ? noticed?.Penalties : decided?.Penalties) ?? was.Penalties,
            await FactsAsync(was, scene, facts, session, cancellation), facts.OfType<PenaltyServed>().LastOrDefault(x => x.Case == id), decided?.ServiceDue.DueOn);
    }

    // What an inspection found and proved is printed only where the department took part in it; what the vault has forgotten stays out.
    private static async Task<IReadOnlyList<PaperFact>> FactsAsync(Case was, FormScene scene, IReadOnlyList<IFact> facts, IQuerySession session, CancellationToken cancellation)
    {
        var facility = scene.Facility!;
        var findings = facts.OfType<FindingRecorded>().Where(x => facility.Inspections.Find(x.Inspection)?.Departments.Contains(scene.Officer.Department) == true).ToDictionary(x => (InspectionBook.Thing(x.Inspection), x.Finding));
        var violations = was.Violations.Select(facility.Violations.Find).OfType<Violation>().Select(x => (Violation: x, Found: x.Ground.Finding is { } finding ? findings.GetValueOrDefault((x.Ground.Thing, finding)) : null)).ToList();
        var opened = (await session.LoadManyAsync<VaultEntry>(cancellation, [.. violations.Where(x => x.Found is not null).Select(x => x.Found!.Narrative.Id)])).ToDictionary(x => x.Id, StringComparer.Ordinal);
        return
        [
            .. violations.Select(x => new PaperFact(
                x.Violation, scene.Book.On(x.Violation.RecordedOn).Violation(x.Violation.Item), x.Violation.Ground.In(facility)?.On,
                x.Found is { } found && opened.GetValueOrDefault(found.Narrative.Id) is { } entry && entry.Opens(found.Narrative) ? entry.Value : null,
                x.Found is null ? [] : [.. facility.Inspections.All[x.Found.Inspection].Evidence.Where(e => e.Finding is null || e.Finding == x.Found.Finding)])),
        ];
    }
}

/// <summary>An act as a paper tells it.</summary>
/// <param name="Item">Row of the catalogue on the day of the recording.</param>
/// <param name="FoundOn">Day of the discovery.</param>
/// <param name="Narrative">What the officers wrote on the spot.</param>
/// <param name="Evidence">Files that prove it.</param>
public sealed record PaperFact(Violation Violation, ViolationItem? Item, DateOnly? FoundOn, string? Narrative, IReadOnlyList<Evidence> Evidence);
