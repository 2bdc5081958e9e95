using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Registration;

/// <summary>Enters that the application was refused (不予登记), with the reasons that were given.</summary>
/// <param name="Grounds"><c>conditions</c>, <c>false-materials</c>, <c>public-interest</c>, <c>representative</c> or <c>other-law</c>.</param>
/// <param name="Reasons">As they were written to the applicant; sealed.</param>
public sealed record RefuseRegistration(IReadOnlyList<string> Grounds, string Reasons, DateOnly OccurredOn);

/// <summary>The application is decided: no registration. A place that had been found is still one.</summary>
public sealed record RegistrationRefused(IReadOnlyList<string> Grounds, Sealed Reasons, DateOnly OccurredOn) : IFact, IMeets
{
    public string Thing => "registration";
    public IEnumerable<string> Meets => [RegistrationApplied.Decision];
}

public static class RefuseRegistrationEndpoint
{
    private static readonly string[] Known = ["conditions", "false-materials", "public-interest", "representative", "other-law"];

    [Gives("registration.refuse")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/registration/refusal")]
    public static Decision Decide(RefuseRegistration command, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "registration.refuse", command.OccurredOn, "registration") is { } no)
            return no;
        var was = facility.Registration;
        if (was.Status != RegistrationStatus.Applied)
            return was.Application is not null && was.Status == was.Unregistered && facility.Touched.GetValueOrDefault("registration")?.OccurredOn == command.OccurredOn
                ? Decision.Nothing : ExtendDecisionEndpoint.Applied.Refuse(("state", was.Status));
        if (command.Grounds.Count == 0 || command.Grounds.Distinct(StringComparer.Ordinal).Count() != command.Grounds.Count || command.Grounds.Any(x => !Known.Contains(x)))
            return Guard.Code.Refuse(("field", "grounds"), ("known", string.Join(' ', Known)));
        if (Guard.Text("reasons", command.Reasons, 2000, lines: true) is { } malformed)
            return malformed;
        var reasons = c.Seal("reasons", command.Reasons);
        return Decision.Of(new RegistrationRefused(command.Grounds, reasons.Sealed, command.OccurredOn)).Keep(reasons);
    }
}
