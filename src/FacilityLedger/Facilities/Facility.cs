using System.Text.Json.Serialization;
using FacilityLedger.Assessments;
using FacilityLedger.Buildings;
using FacilityLedger.Cases;
using FacilityLedger.Corrections;
using FacilityLedger.Credit;
using FacilityLedger.Disclosure;
using FacilityLedger.Filing;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Import;
using FacilityLedger.Incidents;
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
    public PremisesState Premises { get; init; } = PremisesState.None;
    public FilingState Filing { get; init; } = FilingState.None;
    public OperationState Operation { get; init; } = OperationState.None;
    public InspectionBook Inspections { get; init; } = InspectionBook.None;
    public IncidentBook Incidents { get; init; } = IncidentBook.None;
    public ViolationBook Violations { get; init; } = ViolationBook.None;
    public CaseBook Cases { get; init; } = CaseBook.None;
    public CreditState Credit { get; init; } = CreditState.None;
    public CreditBook CreditBook { get; init; } = CreditBook.None;
    public AssessmentBook Assessments { get; init; } = AssessmentBook.None;
    public RegisterState Register { get; init; } = RegisterState.None;
    public Disclosures Disclosures { get; init; } = Disclosures.None;
    public CorrectionBook Corrections { get; init; } = CorrectionBook.None;
    public ObligationBook Obligations { get; init; } = ObligationBook.None;

    /// <summary>For each thing: the version of its last event, the day of its last fact and the department that entered it.</summary>
    public Archive<Touch> Touched { get; init; } = Archive<Touch>.Empty;

    /// <summary>The decision that was folded last; what follows under the same request belongs to it.</summary>
    public Act? LastAct { get; init; }

    /// <summary>When the next open obligation falls due the next material or certificate expires, or the next change of credit ceases to count; the sweep finds the facility by it.</summary>
    [JsonInclude]
    public DateTimeOffset? NextDue => new[] { Obligations.NextDue, Filing.Materials.Validity.NextExpiry, Operation.Certificates.NextExpiry, Credit.NextLapse }.Min();

    /// <summary>The fold of a whole stream. A voided entry counts as if it had never been made, with all that its decision appended; in the place of a corrected one counts what is right. The voiding and the correction themselves only move the thing's version on.</summary>
    public static Facility? Replay(IEnumerable<Entry> entries) => Amended.Of(entries).Aggregate((Facility?)null, Next);

    /// <summary>The fold of one entry that amends no other.</summary>
    public static Facility Next(Facility? before, Entry entry)
    {
        var facility = before ?? new Facility(entry.Stream);
        var fact = entry.Fact;
        var act = Act.Of(entry, facility.LastAct);
        return facility with
        {
            Version = entry.Version,
            Registration = facility.Registration.Evolve(fact),
            Premises = facility.Premises.Evolve(fact),
            Filing = facility.Filing.Evolve(fact),
            Operation = facility.Operation.Evolve(fact),
            Inspections = facility.Inspections.Evolve(fact),
            Incidents = facility.Incidents.Evolve(fact),
            Violations = facility.Violations.Evolve(fact),
            Cases = facility.Cases.Evolve(fact),
            Credit = facility.Credit.Evolve(fact),
            CreditBook = facility.CreditBook.Evolve(fact),
            Assessments = facility.Assessments.Evolve(fact),
            Register = facility.Register.Evolve(fact),
            Disclosures = facility.Disclosures.Evolve(fact, entry.Version),
            Corrections = facility.Corrections.Evolve(fact),
            Known = facility.Known.Evolve(fact),
            Obligations = facility.Filing.Ignores(fact) || facility.Operation.Ignores(fact) ? facility.Obligations : facility.Obligations.Evolve(fact),
            Touched = Touch.By(entry, act, facility.Touched),
            LastAct = act,
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

/// <summary>One decision in the stream: its events lie side by side under one request, and the first says what it is about.</summary>
/// <param name="First">Version of its first event.</param>
public sealed record Act(string? Request, long First, string Thing)
{
    public static Act Of(Entry entry, Act? before) => entry.Request is not null && entry.Request == before?.Request ? before : new(entry.Request, entry.Version, entry.Fact.Thing);
}

/// <summary>The last that happened to a thing.</summary>
/// <param name="Version">ETag of the thing.</param>
/// <param name="OccurredOn">Day of its last fact: an earlier truth is a correction.</param>
/// <param name="Entry">Version of its last entry, which after a voiding is older than <paramref name="Version"/>.</param>
/// <param name="Last">Version of the last event that the same decision appended with the entry, whatever it concerns.</param>
/// <param name="Claims">Names that the entry took; null when it took none.</param>
public sealed record Touch(long Version, DateOnly OccurredOn, string Department, long Entry, long Last, IReadOnlyList<Claim>? Claims = null)
{
    internal static Archive<Touch> By(Entry entry, Act act, Archive<Touch> all)
    {
        var thing = entry.Fact.Thing;
        var touched = all.SetItem(thing, By(entry, act, all.GetValueOrDefault(thing)));
        // Who saw the thing as it was must look again.
        if (entry.Fact is EntryCorrected corrected && touched.GetValueOrDefault(corrected.Of) is { } of)
            touched = touched.SetItem(corrected.Of, of with { Version = entry.Version });
        return thing != act.Thing && touched.GetValueOrDefault(act.Thing) is { } first && first.Entry == act.First ? touched.SetItem(act.Thing, first with { Last = entry.Version }) : touched;
    }

    private static Touch By(Entry entry, Act act, Touch? before) => entry.Fact switch
    {
        EntryVoided => (before ?? new Touch(0, DateOnly.MinValue, entry.Department, 0, 0)) with { Version = entry.Version },
        var fact when before is not null && before.Entry >= act.First => before with { Version = entry.Version, OccurredOn = fact.OccurredOn, Last = entry.Version },
        var fact => new(entry.Version, fact.OccurredOn, entry.Department, entry.Version, entry.Version, (fact as IClaims)?.Claims.ToList()),
    };
}

/// <summary>A fact at its place in a stream.</summary>
/// <param name="Request">Request of the decision that appended it; null makes it a decision of its own.</param>
public readonly record struct Entry(string Stream, long Version, IFact Fact, string Department, string? Request = null)
{
    /// <exception cref="InvalidCastException">The event is no fact of this ledger.</exception>
    public static Entry Of(IEvent e) => new(e.StreamKey!, e.Version, (IFact)e.Data, e.GetHeader("department")?.ToString() ?? "none", e.GetHeader("request")?.ToString());
}
