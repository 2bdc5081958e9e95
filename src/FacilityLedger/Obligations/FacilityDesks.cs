using FacilityLedger.Obligations;

namespace FacilityLedger.Facilities;

public sealed partial record Facility
{
    /// <summary>Departments (and the town, by its division) on whose desk something of this facility is open. Stored, so that a day's work is found by an index.</summary>
    public IReadOnlyList<string> Desks => [.. Obligations.OpenOnes.SelectMany(x => DayBook.Desks(this, x.Deadline)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
