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

    public static Dictionary<string, object?> Of(Penalty x) => new(StringComparer.Ordinal)
    {
        ["number"] = x.Number,
        ["penalties"] = x.Kinds.Select(k => k.Amount is { } amount ? (object)new { k.Kind, Amount = amount } : new { k.Kind }).ToList(),
        ["decidedOn"] = x.DecidedOn,
    };

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
