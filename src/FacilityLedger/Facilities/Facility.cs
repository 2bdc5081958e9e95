using System.Collections.Immutable;
using System.Text.Json.Serialization;
using FacilityLedger.Assessments;
using FacilityLedger.Corrections;
using FacilityLedger.Credit;
using FacilityLedger.Disclosure;
using FacilityLedger.Filing;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Import;
using FacilityLedger.Inspections;
using FacilityLedger.Obligations;
using FacilityLedger.Operation;
using FacilityLedger.Registration;
using FacilityLedger.Violations;
using JasperFx.Events;

namespace FacilityLedger.Facilities;

/// <summary>One institution as its events leave it: what decisions look at. Immutable; a record per area, each with its own fold beside its events.</summary>
/// <remarks><see cref="Replay"/> is the definition. The inline snapshot that Marten keeps equals it, also after an entry was voided.</remarks>
public sealed partial record Facility(string Id) : IThings
{
    public long Version { get; init; }
    public RegistrationState Registration { get; init; } = RegistrationState.None;
    public FilingState Filing { get; init; } = FilingState.None;
    public OperationState Operation { get; init; } = OperationState.None;
    public InspectionBook Inspections { get; init; } = InspectionBook.None;
    public ViolationBook Violations { get; init; } = ViolationBook.None;
    public CreditState Credit { get; init; } = CreditState.None;
    public AssessmentBook Assessments { get; init; } = AssessmentBook.None;
    public RegisterState Register { get; init; } = RegisterState.None;
    public Disclosures Disclosures { get; init; } = Disclosures.None;
    public ObligationBook Obligations { get; init; } = ObligationBook.None;

    /// <summary>For each thing: the version of its last event, the day of its last fact and the department that entered it.</summary>
    public ImmutableDictionary<string, Touch> Touched { get; init; } = ImmutableDictionary<string, Touch>.Empty;

    /// <summary>When the next open obligation falls due; the sweep finds the facility by it.</summary>
    [JsonInclude]
    public DateTimeOffset? NextDue => Obligations.NextDue;

    /// <summary>The fold of a whole stream. A voided entry counts as if it had never been made; the voiding itself only moves the thing's version on.</summary>
    public static Facility? Replay(IEnumerable<Entry> entries)
    {
        var all = entries.ToList();
        var voided = all.Select(x => x.Fact).OfType<EntryVoided>().Select(x => x.Entry).ToHashSet();
        return all.Where(x => !voided.Contains(x.Version)).Aggregate((Facility?)null, Next);
    }

    /// <summary>The fold of one entry that voids nothing.</summary>
    public static Facility Next(Facility? before, Entry entry)
    {
        var facility = before ?? new Facility(entry.Stream);
        var fact = entry.Fact;
        return facility with
        {
            Version = entry.Version,
            Registration = facility.Registration.Evolve(fact),
            Filing = facility.Filing.Evolve(fact),
            Operation = facility.Operation.Evolve(fact),
            Inspections = facility.Inspections.Evolve(fact),
            Violations = facility.Violations.Evolve(fact),
            Credit = facility.Credit.Evolve(fact),
            Assessments = facility.Assessments.Evolve(fact),
            Register = facility.Register.Evolve(fact),
            Disclosures = facility.Disclosures.Evolve(fact, entry.Version),
            Obligations = facility.Obligations.Evolve(fact),
            Touched = facility.Touched.SetItem(fact.Thing, Touch.By(entry, facility.Touched.GetValueOrDefault(fact.Thing))),
        };
    }

    /// <inheritdoc/>
    public long VersionOf(string? thing) => thing is null ? Version : Touched.GetValueOrDefault(thing)?.Version ?? 0;
}

/// <summary>A stream whose things have versions of their own.</summary>
public interface IThings
{
    long Version { get; }

    /// <summary>Version of the last event that concerns the thing (null: the whole stream); 0 when there is none.</summary>
    long VersionOf(string? thing);
}

/// <summary>The last that happened to a thing.</summary>
/// <param name="Version">ETag of the thing.</param>
/// <param name="OccurredOn">Day of its last fact: an earlier truth is a correction.</param>
/// <param name="Entry">Version of its last fact; differs from <paramref name="Version"/> after a voiding.</param>
/// <param name="Claims">Names that its last fact took; null when it took none.</param>
public sealed record Touch(long Version, DateOnly OccurredOn, string Department, long Entry, IReadOnlyList<Claim>? Claims = null)
{
    public static Touch By(Entry entry, Touch? before) => entry.Fact is EntryVoided
        ? (before ?? new Touch(0, DateOnly.MinValue, entry.Department, 0)) with { Version = entry.Version }
        : new(entry.Version, entry.Fact.OccurredOn, entry.Department, entry.Version, (entry.Fact as IClaims)?.Claims.ToList());
}

/// <summary>A fact at its place in a stream.</summary>
public readonly record struct Entry(string Stream, long Version, IFact Fact, string Department)
{
    /// <exception cref="InvalidCastException">The event is no fact of this ledger.</exception>
    public static Entry Of(IEvent e) => new(e.StreamKey!, e.Version, (IFact)e.Data, e.GetHeader("department")?.ToString() ?? "none");
}
