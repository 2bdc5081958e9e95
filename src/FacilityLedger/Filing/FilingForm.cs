using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Operation;
using FacilityLedger.Policies;

namespace FacilityLedger.Filing;

/// <param name="Tenure"><c>owned</c>, <c>leased</c> or <c>free-use</c>.</param>
/// <param name="LeaseEnd">Last day of the lease.</param>
public sealed record Premises(string Tenure, DateOnly? LeaseEnd = null);

/// <summary>What the institution states in its filing (备案书), as it stands after the last change.</summary>
public sealed record FilingForm(
    IReadOnlyList<string> ServiceForms, int Places, int InclusivePlaces, IReadOnlyList<DeclaredClass> Classes, Premises Premises, bool MealsProvided, IReadOnlyList<FiledMaterial> Materials,
    FiledSetting Setting)
{
    public static readonly Rule Complete = new("filing-form", 422, "25号文 8", new("备案书填写不完整或前后矛盾", "The filing form is incomplete or contradicts itself"));

    internal static readonly string[] Forms = ["full-day", "half-day", "hourly", "temporary"];
    private static readonly string[] Tenures = ["owned", "leased", "free-use"];

    private static readonly Dictionary<string, Func<FilingForm, bool>> Stated = new(StringComparer.Ordinal)
    {
        ["areas"] = x => x.Setting.Areas is { Building: not null, Indoor: not null },
        ["floor"] = x => x.Setting.Floor is not null,
        ["head"] = x => x.Setting.Head is { Name: not null, College: not null, Experienced: not null, Trained: not null },
        ["contact"] = x => x.Setting.Contact is { Phone: not null },
        ["staff"] = x => x.Setting.Staff is { Carers: not null, Health: not null, Guards: not null },
        ["classes"] = x => x.Classes.Count > 0,
        ["opening"] = x => x.Setting.OpensOn is not null,
        ["medical-institution"] = x => x.Setting.MedicalInstitution is not null,
        ["commitment"] = x => x.Setting.CommittedOn is not null,
    };

    /// <summary>Codes of the fields that a policy may demand.</summary>
    public static IReadOnlyCollection<string> Fields => Stated.Keys;

    /// <summary>Why this form cannot be recorded at all; what is missing is no such reason, it is asked for.</summary>
    /// <param name="received">Day on which it was handed in.</param>
    public Refusal? Unfit(Policy policy, DateOnly received)
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
        return Materials.Select(x => x.Unfit(policy, received)).FirstOrDefault(x => x is not null) ?? Capacity.Unfit(Classes, policy);
    }

    /// <summary>Whether the policy asks for the material of an institution like this.</summary>
    public bool Needs(Material material) => material.Needed == "always" || material.Needed == "meals" && MealsProvided;

    /// <summary>The form with these materials in place of those of the same code.</summary>
    public FilingForm With(params IReadOnlyList<FiledMaterial> materials) => this with { Materials = [.. Materials.Where(x => materials.All(m => m.Code != x.Code)), .. materials] };

    /// <summary>Codes of what the policy needs and what is not there: materials that are missing, no longer valid on the day, or valid for longer than they can be; then fields that are not stated.</summary>
    public IEnumerable<string> Missing(Policy policy, DateOnly day) => policy.Materials
        .Where(x => Needs(x) && !Materials.Any(m => m.Code == x.Code && (m.ValidUntil is not { } until || until >= day) && !m.TooLong(x)))
        .Concat(policy.FilingFields.Where(x => Stated.TryGetValue(x.Code, out var stated) && !stated(this)))
        .Select(x => x.Code);
}
