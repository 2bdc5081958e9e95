using System.Globalization;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Operation;

/// <summary>What a standard asks for and the institution does not have.</summary>
/// <param name="Of">Code of the class group, kind of staff, role, certificate or item of fees; <c>places</c>.</param>
/// <param name="Has">Number or amount as declared.</param>
/// <param name="Needs">Number or amount that the standard asks for, or allows at most.</param>
public sealed record Shortfall(string Of, string Has, string Needs)
{
    public static Shortfall Count(string of, int has, int needs) => new(of, has.ToString(CultureInfo.InvariantCulture), needs.ToString(CultureInfo.InvariantCulture));
}

/// <summary>A standard that does not hold.</summary>
/// <param name="Clause">Instrument and article, where the policy knows a nearer one than the rule.</param>
public sealed record Nonconformity(Rule Rule, string Clause, IReadOnlyList<Shortfall> Short);

/// <summary>A nonconformity as it stands.</summary>
/// <param name="Since">Day of the declaration that last changed it.</param>
public sealed record Breach(string Rule, IReadOnlyList<Shortfall> Short, DateOnly Since);

/// <summary>What was declared breaks a standard. It is recorded all the same, and followed up.</summary>
/// <param name="Rule">Code of the rule that it breaks.</param>
/// <param name="Clause">Instrument and article.</param>
/// <param name="FollowUp">The term of the follow-up; null while an earlier one of the same rule runs.</param>
public sealed record NonconformityRaised(string Rule, string Clause, IReadOnlyList<Shortfall> Short, Deadline? FollowUp, DateOnly OccurredOn) : IFact, IStartsClock
{
    public string Thing => "operation";
    public IEnumerable<Deadline?> Deadlines => [FollowUp];
}

/// <summary>Something the institution declares of its operation, after which every standard is looked at anew.</summary>
public interface IDeclares : IFact
{
    /// <summary>Codes of the rules that were broken and hold again.</summary>
    IReadOnlyList<string> Mended { get; }
}

/// <summary>The standards of operation. They refuse nothing: what is so is recorded, and the breach with it.</summary>
public static class Standards
{
    public static readonly Rule ClassTooLarge = new("class-too-large", 422, "设置标准 19", new("班级人数超过该班型上限", "A class is larger than its group may be"));

    public static readonly Rule KindTooLarge = new("kind-too-large", 422, "国卫人口发〔2023〕28号", new("收托人数超过该类机构上限", "More children are taken than an institution of this kind may have"));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        ClassTooLarge, KindTooLarge, StaffStandards.KindMissing, StaffStandards.HeadMissing, StaffStandards.HealthWorkerMissing, StaffStandards.CarersTooFew, StaffStandards.CertificateMissing, StaffStandards.GuardMissing,
        StaffStandards.HealthCheckMissing, StaffStandards.RecordQueryMissing, ReportPlacesEndpoint.OverCapacity, DeclareFeesEndpoint.OverGuidedPrice,
    ];

    /// <summary>Key of the follow-up of a breach.</summary>
    public static string FollowUp(string rule) => $"operation/nonconformity-{rule}";

    /// <summary>Keys of the follow-ups that a declaration meets.</summary>
    public static IEnumerable<string> FollowUps(this IDeclares declared) => declared.Mended.Select(FollowUp);

    /// <summary>The standard that a key follows up; null for another key.</summary>
    public static Rule? Find(string key) => Rules.FirstOrDefault(x => FollowUp(x.Code) == key);

    /// <summary>Everything that does not hold of an operation on a day.</summary>
    /// <param name="now">The operation as the declaration leaves it.</param>
    public static IReadOnlyList<Nonconformity> Broken(OperationState now, Facility facility, Circumstances c, DateOnly on)
    {
        var policy = c.Book.On(on);
        var kind = policy.Kind(facility.Registration.Kind ?? "");
        var waived = kind?.Waives ?? [];
        return [.. new[] { Classes(now, policy, kind), Kind(now, kind), ReportPlacesEndpoint.Over(now, facility), DeclareFeesEndpoint.Over(now, facility, policy) }
            .Concat(now.Staff is { } staff ? StaffStandards.Of(staff, now.Classes, kind?.Code, c, on) : [])
            .Where(x => x.Short.Count > 0 && !waived.Contains(x.Rule.Code)).OrderBy(x => x.Rule.Code, StringComparer.Ordinal)];
    }

    /// <summary>What holds again by a declaration, and what it breaks or breaks in another way than before.</summary>
    /// <param name="now">The operation as the declaration leaves it.</param>
    public static (IReadOnlyList<string> Mended, IEnumerable<NonconformityRaised> Raised) After(OperationState now, Facility facility, Circumstances c, DateOnly on)
    {
        var broken = Broken(now, facility, c, on);
        return (
            [.. facility.Operation.Breaches.Select(x => x.Rule).Except(broken.Select(x => x.Rule.Code), StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            [.. broken.Where(x => facility.Operation.Breaches.FirstOrDefault(b => b.Rule == x.Rule.Code)?.Short.SequenceEqual(x.Short) != true)
                .Select(x => new NonconformityRaised(x.Rule.Code, x.Clause, x.Short, Follow(FollowUp(x.Rule.Code), facility, c, on), on))]);
    }

    private static Nonconformity Classes(OperationState now, Policies.Policy policy, Policies.Kind? kind)
    {
        var large = now.Classes.Select(x => (x.Type, x.Largest, Group: policy.ClassGroupOf(kind?.Code, x.Type))).Where(x => x.Largest > x.Group?.MaxChildren).ToList();
        return new(ClassTooLarge, large.Count == 0 ? ClassTooLarge.Basis : large[0].Group!.Source, [.. large.Select(x => Shortfall.Count(x.Type, x.Largest, x.Group!.MaxChildren))]);
    }

    private static Nonconformity Kind(OperationState now, Policies.Kind? kind)
    {
        var children = Math.Max(now.Classes.Sum(x => x.Children), now.Occupancy?.Taken ?? 0);
        return new(KindTooLarge, kind?.Source ?? KindTooLarge.Basis, children > kind?.MaxChildren ? [Shortfall.Count("places", children, kind.MaxChildren.Value)] : []);
    }

    private static Deadline? Follow(string key, Facility facility, Circumstances c, DateOnly from) =>
        facility.Obligations.All.GetValueOrDefault(key) is { Open: true } ? null : c.Deadline(key, "nonconformity-followup", from);
}
