using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Operation;
using FacilityLedger.Policies;

namespace FacilityLedger.Filing;

/// <param name="Tenure"><c>owned</c>, <c>leased</c> or <c>free-use</c>.</param>
/// <param name="LeaseEnd">Last day of the lease.</param>
public sealed record Premises(string Tenure, DateOnly? LeaseEnd = null);

/// <summary>A material of the filing.</summary>
/// <param name="ValidUntil">Last day of its validity, where it has one.</param>
public sealed record FiledMaterial(string Code, DateOnly? ValidUntil = null);

/// <summary>What the institution states in its filing (备案书), as it stands after the last change.</summary>
public sealed record FilingForm(
    IReadOnlyList<string> ServiceForms, int Places, int InclusivePlaces, IReadOnlyList<DeclaredClass> Classes, Premises Premises, bool MealsProvided, IReadOnlyList<FiledMaterial> Materials)
{
    public static readonly Rule Complete = new("filing-form", 422, "25号文 8", new("备案书填写不完整或前后矛盾", "The filing form is incomplete or contradicts itself"));

    internal static readonly string[] Forms = ["full-day", "half-day", "hourly", "temporary"];
    private static readonly string[] Tenures = ["owned", "leased", "free-use"];

    /// <summary>Why this form cannot be recorded at all; a missing material is no such reason, it is asked for.</summary>
    public Refusal? Unfit(Policy policy)
    {
        if (ServiceForms.Count == 0 || ServiceForms.Any(x => !Forms.Contains(x)) || ServiceForms.Distinct(StringComparer.Ordinal).Count() != ServiceForms.Count)
            return Complete.Refuse(("field", "serviceForms"), ("known", string.Join(' ', Forms)));
        if (Capacity.Unfit(Places, InclusivePlaces) is { } places)
            return places;
        if (!Tenures.Contains(Premises.Tenure))
            return Complete.Refuse(("field", "premises.tenure"), ("known", string.Join(' ', Tenures)));
        if (Premises.Tenure == "leased" != Premises.LeaseEnd is not null)
            return Complete.Refuse(("field", "premises.leaseEnd"), ("tenure", Premises.Tenure));
        if (Materials.Any(x => x is null) || Materials.DistinctBy(x => x.Code, StringComparer.Ordinal).Count() != Materials.Count)
            return Complete.Refuse(("field", "materials"));
        return Materials.Select(x => Guard.Known("materials", x.Code, policy.Materials)).FirstOrDefault(x => x is not null) ?? Capacity.Unfit(Classes, policy);
    }

    /// <summary>Codes of the materials that the policy needs and that are not there, or no longer valid on the day.</summary>
    public IEnumerable<string> Missing(Policy policy, DateOnly day) => policy.Materials
        .Where(x => x.Needed == "always" || x.Needed == "meals" && MealsProvided)
        .Where(x => !Materials.Any(m => m.Code == x.Code && (m.ValidUntil is not { } until || until >= day)))
        .Select(x => x.Code);
}
