using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Operation;

/// <summary>Enters that the institution has filed its video system or its own guards with their authority.</summary>
/// <param name="Kind"><c>video</c> or <c>guards</c>.</param>
public sealed record FileInstallation(string Kind, DateOnly OccurredOn);

/// <summary>It is filed.</summary>
public sealed record InstallationFiled(string Kind, DateOnly OccurredOn) : IFact, IMeets
{
    public string Thing => "operation";
    public IEnumerable<string> Meets => [ReportInstallationEndpoint.Key(Kind)];
}

public static class FileInstallationEndpoint
{
    public static readonly Rule Reported = new("installation-reported-first", 422, "DESIGN 4", new("尚未登记该设施或人员", "It was not entered that this is in use"));

    /// <summary>Kinds that are filed; fire facilities are tested.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["video", "guards"];

    [Gives("operation.installation")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/operation/installations/filing")]
    public static Decision Decide(FileInstallation command, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "operation.installation", command.OccurredOn, "operation") is { } no)
            return no;
        if (!Kinds.Contains(command.Kind))
            return Guard.Code.Refuse(("field", "kind"), ("known", string.Join(' ', Kinds)));
        if (facility.Operation.Installations.FirstOrDefault(x => x.Kind == command.Kind) is not { } installation)
            return Reported.Refuse(("kind", command.Kind));
        return installation.FiledOn is not null ? Decision.Nothing : Decision.Of(new InstallationFiled(command.Kind, command.OccurredOn));
    }
}
