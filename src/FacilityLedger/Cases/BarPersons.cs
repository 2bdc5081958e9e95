using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Cases;

/// <summary>Somebody who may never again work in childcare.</summary>
/// <param name="Identity">Number of the identity card, where it is known.</param>
public sealed record PersonToBar(string Name, string? Identity = null);

/// <summary>Enters on whom a decision falls that bars the responsible persons for life (人口与计划生育法 41).</summary>
public sealed record BarPersons(IReadOnlyList<PersonToBar> Persons, DateOnly OccurredOn);

/// <summary>Name and identity, both sealed.</summary>
public sealed record BarredPerson(Sealed Name, Sealed? Identity);

/// <summary>How many a case bars, and since when that is known.</summary>
public sealed record PersonsBar(int Count, DateOnly On);

/// <summary>The persons whom the decision bars were named.</summary>
public sealed record PersonsBarred(string Case, IReadOnlyList<BarredPerson> Persons, int Count, string Department, DateOnly OccurredOn) : IFact
{
    public string Thing => CaseBook.Thing(Case);
}

public static class BarPersonsEndpoint
{
    public static readonly Rule Decided = new("bar-rests-on-decision", 422, "人口与计划生育法 41", new("终身禁止从业须以已作出的从业禁止决定为依据", "Persons are barred by a decision that bars them"));
    public static readonly Rule Named = new("barred-persons-named", 422, "人口与计划生育法 41", new("须写明 1 至 20 名责任人员的姓名", "The decision falls on 1 to 20 persons, each by name"));
    public static readonly Rule Once = new("barred-once", 422, "DESIGN 4", new("本案已登记禁止从业人员，请更正该记录", "The persons of this case are entered already; correct the entry"));

    private const int Most = 20;

    [Gives("case.bar")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/cases/{id}/persons")]
    public static Decision Decide(BarPersons command, string id, [Decides] Facility facility, Circumstances c)
    {
        if (OngoingCase.Against(c, facility, "case.bar", id, command.OccurredOn) is { } no)
            return no;
        if (command.Persons.Count is 0 or > Most || command.Persons.Any(x => x is null || Guard.Text("name", x.Name, 100) is not null || Guard.Text("identity", x.Identity, 40, optional: true) is not null))
            return Named.Refuse(("field", "persons"));
        var was = facility.Cases.All[id];
        if (was.Status is not (CaseStatus.Decided or CaseStatus.Served or CaseStatus.Closed) || !Bars(c, was))
            return Decided.Refuse(("state", was.Status));
        // The names are sealed and cannot be compared.
        if (was.Barred is { } barred)
            return barred == new PersonsBar(command.Persons.Count, command.OccurredOn) ? Decision.Nothing : Once.Refuse();
        var names = command.Persons.Select((x, i) => (Name: c.Seal($"person {i} name", x.Name), Identity: c.SealIf($"person {i} identity", x.Identity))).ToList();
        return Decision.Of(new PersonsBarred(id, [.. names.Select(x => new BarredPerson(x.Name.Sealed, x.Identity?.Sealed))], names.Count, c.Department, command.OccurredOn)).Keep(names.SelectMany(x => new[] { x.Name, x.Identity }));
    }

    /// <summary>Whether the decision has a kind of penalty that falls on persons.</summary>
    internal static bool Bars(Policies.Policy policy, Case was) => was.Penalties.Any(x => policy.PenaltyKinds.Any(k => k.Code == x.Kind && k.Persons));

    private static bool Bars(Circumstances c, Case was) => Bars(was.DecidedOn is { } on ? c.Book.On(on) : c.Policy, was);
}
