using System.Collections.Immutable;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Plans;

/// <summary>A fact of a plan's stream, which is no facility's.</summary>
public interface IPlanFact : IForeignFact;

public enum PlanStatus
{
    Drafted,
    Approved,
    /// <summary>Its list is public: from now on it is a ground for inspections.</summary>
    Published,
}

/// <summary>One item of the list: what is inspected, how, and how often at most (国办发〔2024〕54号).</summary>
/// <param name="Domain">Code of the policy's domain.</param>
/// <param name="Coverage"><c>full</c>: every institution in the year; <c>random</c>: those that are drawn.</param>
/// <param name="YearlyCap">Inspections of one institution under plans in a year.</param>
/// <param name="Basis">Law on which the item rests.</param>
public sealed record PlanItem(string Domain, string Coverage, int YearlyCap, string Basis);

/// <summary>A draw of the plan.</summary>
public sealed record Draw(DrawPrepared Prepared, DrawHeld? Held = null)
{
    public PublishedDraw Published(string plan) => new(
        $"{plan}-{Prepared.Draw}", plan, Prepared.Method, Prepared.Domain, Prepared.Count, Prepared.Seed.Hash, Prepared.OccurredOn, Prepared.Objects, Prepared.ObjectsHash, Prepared.Officers, Prepared.OfficersHash,
        Held?.Salt, Held?.Seed, Held?.OccurredOn, Held?.Result);
}

/// <summary>The yearly inspection plan of a department, with its draws.</summary>
/// <param name="DraftedBy">Account of the officer who drafted it; another one approves it.</param>
public sealed record InspectionPlan(string Id, string Name, int Year, string Department, string DraftedBy, IReadOnlyList<PlanItem> Items, DateOnly DraftedOn) : IThings
{
    public long Version { get; init; }
    public PlanStatus Status { get; init; }
    public DateOnly? PublishedOn { get; init; }
    public DateOnly LastOn { get; init; }
    public Archive<Draw> Draws { get; init; } = Archive<Draw>.Empty;
    public ImmutableDictionary<string, long> Versions { get; init; } = ImmutableDictionary<string, long>.Empty;

    public PlanItem? Item(string domain) => Items.FirstOrDefault(x => x.Domain == domain);

    public static InspectionPlan? Replay(IEnumerable<Entry> entries) => entries.Aggregate((InspectionPlan?)null, Next);

    public static InspectionPlan? Next(InspectionPlan? before, Entry entry) =>
        (entry.Fact, before) switch
        {
            (PlanDrafted e, _) => new(entry.Stream, e.Name, e.Year, entry.Department, e.DraftedBy, e.Items, e.OccurredOn),
            (PlanApproved, { } x) => x with { Status = PlanStatus.Approved },
            (PlanPublished e, { } x) => x with { Status = PlanStatus.Published, PublishedOn = e.OccurredOn },
            (DrawPrepared e, { } x) => x with { Draws = x.Draws.SetItem(e.Draw, new(e)) },
            (DrawHeld e, { } x) when x.Draws.GetValueOrDefault(e.Draw) is { } draw => x with { Draws = x.Draws.SetItem(e.Draw, draw with { Held = e }) },
            _ => before,
        } is { } plan ? plan with { Version = entry.Version, LastOn = entry.Fact.OccurredOn, Versions = plan.Versions.SetItem(entry.Fact.Thing, entry.Version) } : null;

    /// <inheritdoc/>
    public long VersionOf(string? thing) => thing is null ? Version : Versions.GetValueOrDefault(thing);

    /// <summary>What every command about an existing plan asks first.</summary>
    internal Refusal? Against(Circumstances c, string command, DateOnly day) =>
        Guard.May(c, command) ?? Guard.Day(c, day)
        ?? (Department == c.Department ? null : OfOthers.Refuse(("department", c.Department), ("plan", Department)))
        ?? (day < LastOn ? Guard.Backwards.Refuse(("occurredOn", day), ("last", LastOn)) : null);

    public static readonly Rule OfOthers = new("plan-of-others", 403, "国办发〔2024〕54号", new("这是其他部门的检查计划", "The plan is another department's"));
}

/// <summary>Keeps the plan beside its stream.</summary>
public sealed partial class PlanProjection : FoldOfStream<InspectionPlan>
{
    public PlanProjection() : base(x => x.IsAssignableTo(typeof(IPlanFact))) => Name = "Plan";

    protected override InspectionPlan? Replay(IEnumerable<Entry> entries) => InspectionPlan.Replay(entries);

    protected override InspectionPlan? Next(InspectionPlan? before, Entry entry) => InspectionPlan.Next(before, entry);
}
