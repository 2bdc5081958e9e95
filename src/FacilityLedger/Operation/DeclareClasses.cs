using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Filing;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Registration;
using Wolverine.Http;

namespace FacilityLedger.Operation;

/// <summary>Enters the classes and places of the institution, all of them.</summary>
public sealed record DeclareClasses(IReadOnlyList<DeclaredClass> Classes, int Places, int InclusivePlaces, DateOnly OccurredOn);

/// <summary>Classes and places as they are from this day on, right or wrong.</summary>
public sealed record ClassesDeclared(IReadOnlyList<DeclaredClass> Classes, int Places, int InclusivePlaces, IReadOnlyList<string> Mended, DateOnly OccurredOn) : IDeclares, IMeets
{
    public string Thing => "operation";
    public IEnumerable<string> Meets => this.FollowUps();
}

public static class DeclareClassesEndpoint
{
    [Gives("operation.classes")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/operation/classes")]
    public static Decision Decide(DeclareClasses command, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "operation.classes", command.OccurredOn, "operation") is { } no)
            return no;
        if (!facility.EstablishedOn(command.OccurredOn))
            return ChangeRegistrationEndpoint.Registered.Refuse(("state", facility.Registration.Status), ("registeredOn", facility.Registration.RegisteredOn));
        if ((Capacity.Unfit(command.Places, command.InclusivePlaces) ?? Capacity.Unfit(command.Classes, c.Book.On(command.OccurredOn))) is { } unfit)
            return unfit;
        var was = facility.Operation;
        if (was.Places == command.Places && was.InclusivePlaces == command.InclusivePlaces && was.Classes.Same(command.Classes))
            return Decision.Nothing;
        var (mended, raised) = Standards.After(was with { Classes = command.Classes, Places = command.Places, InclusivePlaces = command.InclusivePlaces }, facility, c, command.OccurredOn);
        return Decision.Of(new ClassesDeclared(command.Classes, command.Places, command.InclusivePlaces, mended, command.OccurredOn))
            .And(raised)
            .And(MaterialLapsed.Of(facility, facility.Filing.Form, c, command.OccurredOn, MaterialLapsed.Causes(facility.Filing.Form, command.Places, command.Classes.Select(x => x.Type))))
            .And(Disclosing.Auto(c, facility, "classes", "operation", command.OccurredOn, new() { ["classes"] = command.Classes, ["places"] = command.Places, ["inclusivePlaces"] = command.InclusivePlaces }));
    }
}
