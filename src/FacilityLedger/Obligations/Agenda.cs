using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Obligations;

namespace FacilityLedger.Facilities;

/// <summary>Something open of a facility.</summary>
/// <param name="Desks">Where it lies: codes of departments, and of the division for its town.</param>
public sealed record AgendaItem(IReadOnlyList<string> Desks, Obligation Obligation);

public sealed partial record Facility
{
    /// <summary>What is open here and with whom, the earliest first. Stored, so that a department's day is found by an index and read without the rest of the file.</summary>
    public IReadOnlyList<AgendaItem> Agenda => [.. Obligations.OpenOnes.Select(x => new AgendaItem([.. Desks(x.Deadline)], x))];

    // A duty of the institution lies with whom the policy names, with who ordered it, registers it or accepted its building and with the town, or with the filing authorities;
    // of one that was never filed with who entered it, and with the town.
    private IEnumerable<string> Desks(Deadline deadline) => (deadline.Owner, deadline.Key.Split('/')) switch
    {
        (not DayBook.Institution, _) => [deadline.Owner],
        _ when deadline.Desk is { } desk => [desk],
        (_, ["cases", var id, ..]) => new[] { Cases.Find(id)?.Department }.OfType<string>(),
        (_, ["violations", var id, ..]) => new[] { Violations.Find(id)?.Department, Registration.Town }.OfType<string>(),
        (_, ["registration", ..]) => new[] { Registration.Authority, Registration.Town }.OfType<string>(),
        (_, ["premises", ..]) => new[] { Premises.Accepted.GetValueOrDefault(Buildings.ConstructionAccepted.Completion)?.Department, Registration.Town }.OfType<string>(),
        (_, [var thing, ..]) when Filing.Authorities.Count == 0 => new[] { Touched.GetValueOrDefault(thing)?.Department, Registration.Town }.OfType<string>(),
        _ => Filing.Authorities,
    };
}
