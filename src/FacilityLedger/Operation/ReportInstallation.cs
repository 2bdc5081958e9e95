using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Registration;
using Wolverine.Http;

namespace FacilityLedger.Operation;

/// <summary>Enters something for safety that is in use, or was tested.</summary>
/// <param name="Kind"><c>video</c>, <c>guards</c> (own security guards), <c>fire-facilities</c> or <c>fire-check</c> (the institution’s own full check).</param>
/// <param name="Since">First day of use; of fire facilities, the day of the last test; of a check, its day.</param>
public sealed record ReportInstallation(string Kind, DateOnly Since, DateOnly OccurredOn);

/// <summary>It is in use, or was tested.</summary>
/// <param name="Due">End of the term in which it has to be filed, or tested again; null where the policy knows none.</param>
public sealed record InstallationReported(string Kind, DateOnly Since, Deadline? Due, DateOnly OccurredOn) : IFact, IStartsClock
{
    public string Thing => "operation";
    public IEnumerable<Deadline?> Deadlines => [Due];
}

/// <summary>Something for safety as it stands.</summary>
/// <param name="FiledOn">Day on which it was filed with its authority.</param>
public sealed record Installation(string Kind, DateOnly Since, DateOnly? FiledOn = null);

public static class ReportInstallationEndpoint
{
    /// <summary>Kinds with their clocks: video systems and own guards are filed once, fire facilities are tested and the whole place is checked for fire again and again.</summary>
    public static IReadOnlyDictionary<string, string> Clocks { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["video"] = "video-filing", ["guards"] = "guard-filing", ["fire-facilities"] = "fire-test", ["fire-check"] = "fire-check" };

    [Gives("operation.installation")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/operation/installations")]
    public static Decision Decide(ReportInstallation command, [Decides] Facility facility, Circumstances c)
    {
        if ((Guard.Against(c, facility, "operation.installation", command.OccurredOn, "operation") ?? Guard.Day(c, command.Since)) is { } no)
            return no;
        if (!facility.EstablishedOn(command.OccurredOn))
            return ChangeRegistrationEndpoint.Registered.Refuse(("state", facility.Registration.Status), ("registeredOn", facility.Registration.RegisteredOn));
        if (!Clocks.TryGetValue(command.Kind, out var clock))
            return Guard.Code.Refuse(("field", "kind"), ("known", string.Join(' ', Clocks.Keys)));
        if (command.Since > command.OccurredOn)
            return Guard.Backwards.Refuse(("occurredOn", command.OccurredOn), ("since", command.Since));
        return facility.Operation.Installations.Any(x => x.Kind == command.Kind && x.Since == command.Since)
            ? Decision.Nothing
            : Decision.Of(new InstallationReported(command.Kind, command.Since, c.DeadlineIf(Key(command.Kind), clock, command.Since), command.OccurredOn));
    }

    internal static string Key(string kind) => $"operation/{Clocks[kind]}";
}
