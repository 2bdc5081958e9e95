using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Registration;
using Wolverine.Http;

namespace FacilityLedger.Operation;

/// <summary>Enters that the institution takes no children for a time.</summary>
/// <param name="Ground"><c>own-decision</c>, <c>ordered</c> or <c>emergency</c>.</param>
/// <param name="Basis">Instrument and article, where it was ordered.</param>
/// <param name="ExpectedUntil">Last day on which no children are taken, where the institution decides by itself and names one.</param>
public sealed record SuspendOperation(string Ground, DateOnly OccurredOn, string? Basis = null, DateOnly? ExpectedUntil = null);

/// <summary>Service is suspended from this day on.</summary>
/// <param name="EndDue">By when it goes on or ends; null where no end was named.</param>
public sealed record OperationSuspended(string Ground, string? Basis, Deadline? EndDue, DateOnly OccurredOn) : IFact, IStartsClock
{
    public string Thing => "operation";
    public IEnumerable<Deadline?> Deadlines => [EndDue];
}

public static class SuspendOperationEndpoint
{
    public static readonly Rule OrderHasBasis = new("suspension-basis", 422, "DESIGN 4", new("责令停止须载明法律依据", "A suspension that was ordered names its article"));
    public static readonly Rule EndFits = new("suspension-end", 422, "DESIGN 4", new("只有自行决定的暂停可以填写预计结束日期，且不得早于暂停日期", "Only a suspension of its own decision has an expected end, and not before it begins"));

    public const string EndKey = "operation/suspension-end";
    public const string Clock = "suspension-end";
    private const string OwnDecision = "own-decision";
    private static readonly string[] Grounds = [OwnDecision, "ordered", "emergency"];

    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/operation/suspension")]
    public static Decision Decide(SuspendOperation command, [Decides] Facility facility, Circumstances c)
    {
        if ((Guard.Against(c, facility, "operation.suspend", command.OccurredOn, "operation") ?? Guard.Text("basis", command.Basis, optional: true)) is { } no)
            return no;
        if (!facility.EstablishedOn(command.OccurredOn))
            return ChangeRegistrationEndpoint.Registered.Refuse(("status", facility.Registration.Status), ("registeredOn", facility.Registration.RegisteredOn));
        if (!Grounds.Contains(command.Ground))
            return Guard.Code.Refuse(("field", "ground"), ("known", string.Join(' ', Grounds)));
        if (command is { Ground: "ordered", Basis: null })
            return OrderHasBasis.Refuse();
        if (command.ExpectedUntil is { } end && (command.Ground != OwnDecision || end < command.OccurredOn || end > command.OccurredOn.AddYears(10)))
            return EndFits.Refuse(("field", "expectedUntil"));
        if (facility.Operation.Status == OperationStatus.Suspended)
            return Decision.Nothing;
        return Decision.Of(new OperationSuspended(command.Ground, command.Basis?.Trim(), End(command, c), command.OccurredOn)).Showing(facility, c, command.OccurredOn);
    }

    private static Deadline? End(SuspendOperation command, Circumstances c) =>
        command.ExpectedUntil is { } end ? c.DeadlineIf(EndKey, Clock, command.OccurredOn) is { } due ? due with { N = end.DayNumber - command.OccurredOn.DayNumber, Unit = "day", DueOn = end, DueAt = c.Book.EndOf(end), Provisional = false } : null : null;
}
