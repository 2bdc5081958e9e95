using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Registration;

/// <summary>Enters an application for registration. Nothing of it is public: there is no institution yet.</summary>
/// <param name="Sponsor">Professional supervisory unit (业务主管单位), where the nature needs one.</param>
/// <param name="OccurredOn">Day on which the complete file was received.</param>
public sealed record ReceiveApplication(
    string Name, string Nature, string Kind, string Town, string Address, string Authority, string LegalRepresentative, DateOnly OccurredOn, string? Sponsor = null);

/// <summary>The registration authority has the application, and the term for its decision runs.</summary>
/// <param name="Authority">Department that has to decide.</param>
/// <param name="DecisionDue">Null where the nature has no term.</param>
public sealed record RegistrationApplied(
    string Name, string Nature, string Kind, string Town, string Address, string Authority, string? Sponsor, Sealed LegalRepresentative, Deadline? DecisionDue, DateOnly OccurredOn) : IFact, IStartsClock
{
    public const string Decision = "registration/decision";

    public string Thing => "registration";
    public IEnumerable<Deadline?> Deadlines => [DecisionDue];
}

public static class ReceiveApplicationEndpoint
{
    public static readonly Rule Once = new("applied-once", 422, "县政策 10", new("登记申请正在办理", "An application is with the authority already"));
    public static readonly Rule SponsorNamed = new("sponsor-named", 422, "民办非企业单位登记管理暂行条例 3", new("须写明业务主管单位", "The professional supervisory unit must be named"));

    public static string Key(HttpContext http) => AdmittedCommand.Of(http).NewStream;

    [Gives("registration.apply")]
    [WolverinePost("/api/{jurisdiction}/registration-applications")]
    public static Decision Decide(ReceiveApplication command, [Decides(FromMethod = nameof(Key))] Facility? facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "registration.apply", command.OccurredOn, "registration") is { } no)
            return no;
        var was = facility?.Registration ?? RegistrationState.None;
        if (was.Status == RegistrationStatus.Registered)
            return RegisterFacilityEndpoint.Once.Refuse(("facility", facility!.Id));
        if ((Guard.Text("name", command.Name) ?? Guard.Text("address", command.Address) ?? Guard.Text("legalRepresentative", command.LegalRepresentative)
            ?? Guard.Known("kind", command.Kind, c.Policy.Kinds) ?? Guard.Known("town", command.Town, c.Policy.Divisions) ?? Guard.Known("nature", command.Nature, c.Policy.Natures)
            ?? (command.Sponsor is { } by ? Guard.Known("sponsor", by, c.Policy.Departments) : null)) is { } malformed)
            return malformed;
        var nature = c.Policy.Nature(command.Nature)!;
        if (!nature.Authorities.Contains(command.Authority))
            return RegisterFacilityEndpoint.AuthorityFits.Refuse(("nature", command.Nature), ("authority", command.Authority)).On(nature.Source);
        if (nature.Sponsored && command.Sponsor is null)
            return SponsorNamed.Refuse(("field", "sponsor"), ("nature", command.Nature));
        if (was.Status == RegistrationStatus.Applied)
            return was.Application!.AppliedOn == command.OccurredOn && (was.Name, was.Nature, was.Kind, was.Address) == (command.Name.Trim(), command.Nature, command.Kind, command.Address.Trim())
                ? Decision.Nothing : Once.Refuse(("since", was.Application.AppliedOn));
        var representative = c.Seal("legalRepresentative", command.LegalRepresentative);
        return Decision.Of(new RegistrationApplied(command.Name.Trim(), command.Nature, command.Kind, command.Town, command.Address.Trim(), command.Authority, command.Sponsor, representative.Sealed,
            c.DeadlineIf(RegistrationApplied.Decision, nature.DecisionClock, command.OccurredOn) is { } due ? due with { Owner = command.Authority } : null, command.OccurredOn)).Keep(representative);
    }

    /// <summary>The same, of a place that was found, or whose earlier application was refused.</summary>
    [Gives("registration.apply")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/registration/application")]
    public static Decision DecideKnown(ReceiveApplication command, [Decides] Facility facility, Circumstances c) => Decide(command, facility, c);
}
