using System.Collections.Immutable;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Registration;

namespace FacilityLedger.Buildings;

/// <summary>The newest act of a department on the premises.</summary>
/// <param name="Number">Number of its document.</param>
public sealed record PremisesAct(string Result, string Number, string Department, DateOnly On)
{
    public const string Passed = "passed";
    public const string Failed = "failed";
}

/// <summary>What the planning and the construction department have found of the premises. An act holds for the address of its day.</summary>
/// <param name="Accepted">The newest acceptance by kind.</param>
/// <param name="MovedOn">Day of the last change of address.</param>
public sealed record PremisesState(PremisesAct? Planning, ImmutableDictionary<string, PremisesAct> Accepted, DateOnly? MovedOn)
{
    public static PremisesState None { get; } = new(null, ImmutableDictionary<string, PremisesAct>.Empty, null);

    /// <summary>It was found of an earlier address. Compared by day, so that a move that is entered late counts as one that was entered in time.</summary>
    public bool Lapsed(PremisesAct act) => act.On < MovedOn;

    public PremisesState Evolve(IFact fact) => fact switch
    {
        PlanningVerified e => this with { Planning = new(e.Result, e.Number, e.Department, e.OccurredOn) },
        ConstructionAccepted e => this with { Accepted = Accepted.SetItem(e.Kind, new(e.Result, e.Number, e.Department, e.OccurredOn)) },
        RegistrationChanged { Address: not null } or RegistrationChanged { Town: not null } => this with { MovedOn = fact.OccurredOn },
        _ => this,
    };
}
