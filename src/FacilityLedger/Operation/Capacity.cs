using System.Text.Json.Serialization;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;

namespace FacilityLedger.Operation;

/// <summary>A class of the institution.</summary>
/// <param name="Type">Class group of the policy.</param>
/// <param name="Children">Children in it.</param>
/// <param name="Capacity">Children that it is meant for, where stated.</param>
public sealed record DeclaredClass(string Type, int Children, int? Capacity = null)
{
    [JsonIgnore]
    public int Largest => Math.Max(Children, Capacity ?? 0);
}

/// <summary>Whether stated classes and places can be recorded at all. A class that is too large can: see <see cref="Standards.ClassTooLarge"/>.</summary>
public static class Capacity
{
    public static readonly Rule Plausible = new("places-implausible", 422, "DESIGN 4", new("托位数或人数不合常理", "The number of places or children makes no sense"));

    internal const int Most = 5000;
    private const int MostClasses = 200;

    public static Refusal? Unfit(int places, int inclusivePlaces) =>
        places is < 1 or > Most || inclusivePlaces < 0 || inclusivePlaces > places ? Plausible.Refuse(("places", places), ("inclusivePlaces", inclusivePlaces)) : null;

    public static Refusal? Unfit(IReadOnlyList<DeclaredClass> classes, Policy policy)
    {
        if (classes.Count > MostClasses || classes.Any(x => x is null || x.Children is < 0 or > Most || x.Capacity is < 0 or > Most))
            return Plausible.Refuse(("field", "classes"));
        return classes.Select(x => Guard.Known("classes", x.Type, policy.ClassGroups)).FirstOrDefault(x => x is not null);
    }
}
