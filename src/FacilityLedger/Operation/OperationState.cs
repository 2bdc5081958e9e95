using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Operation;

public enum OperationStatus
{
    InService,
    Suspended,
    Terminated,
}

/// <summary>Classes, places and whether the institution is in service.</summary>
/// <param name="Since">Day of the last suspension, resumption or termination.</param>
public sealed record OperationState(OperationStatus Status, DateOnly? Since, IReadOnlyList<DeclaredClass> Classes, int? Places, int? InclusivePlaces)
{
    public static OperationState None { get; } = new(OperationStatus.InService, null, [], null, null);

    public OperationState Evolve(IFact fact) => fact switch
    {
        ClassesDeclared e => this with { Classes = e.Classes, Places = e.Places, InclusivePlaces = e.InclusivePlaces },
        OperationSuspended e => this with { Status = OperationStatus.Suspended, Since = e.OccurredOn },
        OperationResumed e => this with { Status = OperationStatus.InService, Since = e.OccurredOn },
        ServiceTerminated e => this with { Status = OperationStatus.Terminated, Since = e.OccurredOn },
        _ => this,
    };
}
