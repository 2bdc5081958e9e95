using FacilityLedger.Credit;
using FacilityLedger.Policies;

namespace FacilityLedger.Violations;

/// <summary>What the public sees of a violation and of its penalty.</summary>
public static class ViolationDisclosure
{
    /// <summary>The policy's kind of disclosure for a decision.</summary>
    internal const string Penalty = "penalty";

    public static Dictionary<string, object?> Of(Violation x) => new(StringComparer.Ordinal)
    {
        ["item"] = x.Item,
        ["severity"] = x.Severity,
        ["found"] = x.RecordedOn,
        ["due"] = x.DueOn,
        ["state"] = State(x.Status),
        ["verifiedOn"] = x.VerifiedOn,
    };

    /// <remarks>With the class of the breach and the first day on which a repair may be granted; a penalty that stays shown for its whole term has none.</remarks>
    public static Dictionary<string, object?> Of(PolicyBook book, PenalisedActs decided)
    {
        var (penalty, term) = (decided.Penalty, BreachTerm.Of(book, decided));
        return new(StringComparer.Ordinal)
        {
            ["number"] = penalty.Number,
            ["problems"] = decided.Violations.Select(x => x.Item).Distinct(StringComparer.Ordinal).ToList(),
            ["penalties"] = penalty.Kinds.Select(k => k.Amount is { } amount ? (object)new { k.Kind, Amount = amount } : new { k.Kind }).ToList(),
            ["decidedOn"] = penalty.DecidedOn,
            ["class"] = term?.Class.Code,
            ["repairFrom"] = term is null || book.On(penalty.DecidedOn).Credit.Repair is { } repair && penalty.ExcludedBy(repair) is not null
                ? null
                : term.Shortest?.AddDays(1) ?? penalty.DecidedOn,
        };
    }

    // What is recorded, ordered or reported is open to the public until somebody has looked.
    private static string State(ViolationStatus status) => status switch
    {
        ViolationStatus.Verified => "put-right",
        ViolationStatus.Overdue => "overdue",
        ViolationStatus.RefusedToCorrect => "refused",
        ViolationStatus.Dismissed => "dismissed",
        _ => "open",
    };
}
