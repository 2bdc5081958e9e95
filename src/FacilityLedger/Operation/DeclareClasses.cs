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
/// <param name="WithinLimits">No class is larger than its group may be.</param>
public sealed record ClassesDeclared(IReadOnlyList<DeclaredClass> Classes, int Places, int InclusivePlaces, bool WithinLimits, DateOnly OccurredOn) : IFact, IMeets
{
    public string Thing => "operation";
    public IEnumerable<string> Meets => WithinLimits ? [DeclareClassesEndpoint.FollowUp] : [];
}

/// <summary>What was declared breaks a standard. It is recorded all the same, and followed up.</summary>
/// <param name="Rule">Code of the rule that it breaks.</param>
/// <param name="Clause">Instrument and article.</param>
/// <param name="Classes">Those that are too large.</param>
/// <param name="FollowUp">The term of the follow-up; null while an earlier one runs.</param>
public sealed record NonconformityRaised(string Rule, string Clause, IReadOnlyList<DeclaredClass> Classes, Deadline? FollowUp, DateOnly OccurredOn) : IFact, IStartsClock
{
    public string Thing => "operation";
    public IEnumerable<Deadline?> Deadlines => [FollowUp];
}

public static class DeclareClassesEndpoint
{
    public const string FollowUp = "operation/nonconformity-followup";

    /// <summary>Refuses nothing: what is so is recorded, and the breach with it.</summary>
    public static readonly Rule ClassTooLarge = new("class-too-large", 422, "设置标准 19", new("班级人数超过该班型上限", "A class is larger than its group may be"));

    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/operation/classes")]
    public static Decision Decide(DeclareClasses command, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "operation.classes", command.OccurredOn, "operation") is { } no)
            return no;
        if (!facility.EstablishedOn(command.OccurredOn))
            return ChangeRegistrationEndpoint.Registered.Refuse(("status", facility.Registration.Status), ("registeredOn", facility.Registration.RegisteredOn));
        var policy = c.Book.On(command.OccurredOn);
        if ((Capacity.Unfit(command.Places, command.InclusivePlaces) ?? Capacity.Unfit(command.Classes, policy)) is { } unfit)
            return unfit;
        var was = facility.Operation;
        if (was.Places == command.Places && was.InclusivePlaces == command.InclusivePlaces && was.Classes.Same(command.Classes))
            return Decision.Nothing;
        var tooLarge = command.Classes.Where(x => x.Largest > policy.ClassGroup(x.Type)!.MaxChildren).ToList();
        return Decision.Of(new ClassesDeclared(command.Classes, command.Places, command.InclusivePlaces, tooLarge.Count == 0, command.OccurredOn))
            .And(tooLarge.Count == 0 ? null : new NonconformityRaised(ClassTooLarge.Code, policy.ClassGroup(tooLarge[0].Type)!.Source, tooLarge, Follow(facility, c, command.OccurredOn), command.OccurredOn))
            .And(MaterialLapsed.Of(facility, facility.Filing.Form, c, command.OccurredOn, MaterialLapsed.Causes(facility.Filing.Form, command.Places, command.Classes.Select(x => x.Type))))
            .And(Disclosing.Auto(c, facility, "classes", "operation", command.OccurredOn, new() { ["classes"] = command.Classes, ["places"] = command.Places, ["inclusivePlaces"] = command.InclusivePlaces }));
    }

    private static Deadline? Follow(Facility facility, Circumstances c, DateOnly from) =>
        facility.Obligations.All.GetValueOrDefault(FollowUp) is { Open: true } ? null : c.Deadline(FollowUp, "nonconformity-followup", from);
}
