using System.Globalization;
using System.Text.RegularExpressions;
using FacilityLedger.Cases;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;
using Wolverine.Http;

namespace FacilityLedger.Violations;

/// <summary>Enters a penalty imposed on the spot.</summary>
/// <param name="Amount">Two places: <c>500.00</c>; only where the kind has an amount.</param>
/// <param name="Number">Number of the decision.</param>
public sealed record SummaryPenalty(string Kind, string Number, DateOnly OccurredOn, string? Amount = null);

/// <summary>A penalty was imposed in the summary procedure; it counts nothing against credit.</summary>
/// <param name="Department">Who imposed it.</param>
/// <param name="PublicationDue">The term for making it public; null where it need not be.</param>
public sealed record SummaryPenaltyImposed(string Violation, string Kind, string? Amount, string Number, string Department, Deadline? PublicationDue, DateOnly OccurredOn) : IFact, IClaims, IStartsClock
{
    public string Thing => ViolationBook.Thing(Violation);
    public IEnumerable<Claim> Claims => [new("decision", Number)];
    public IEnumerable<Deadline?> Deadlines => [PublicationDue];

    internal Penalty Decided => new(Thing, Number, "summary", Department, OccurredOn, [new(Kind, Amount)]);
}

public static partial class SummaryPenaltyEndpoint
{
    public static readonly Rule OfItem = new("penalty-of-the-item", 422, "行政处罚法 16", new("该违法行为不能适用此种处罚", "The law does not give this penalty for this violation"));
    public static readonly Rule OnTheSpot = new("summary-kind", 422, "行政处罚法 51", new("此种处罚不适用简易程序", "The summary procedure cannot impose this kind"));
    public static readonly Rule Limit = new("summary-limit", 422, "行政处罚法 51", new("金额超过简易程序限额", "The amount is beyond the summary procedure"));
    public static readonly Rule Amount = new("amount-malformed", 422, "DESIGN 2", new("罚款金额须为两位小数的正数，其他处罚不填金额", "A fine has a positive amount with two places, other penalties have none"));
    public static readonly Rule Once = new("penalised-once", 422, "行政处罚法 29", new("同一违法行为不得再次处罚", "The same act is penalised once"));

    [Gives("penalty.summary")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/violations/{violation}/penalty")]
    public static Decision Decide(SummaryPenalty command, string violation, [Decides] Facility facility, Circumstances c)
    {
        if ((OngoingViolation.AgainstOthers(c, facility, "penalty.summary", violation, command.OccurredOn) ?? OngoingCase.NotBehind(facility, violation, command.OccurredOn) ?? Guard.Text("number", command.Number, 100)
            ?? Guard.Known("kind", command.Kind, c.Policy.PenaltyKinds)) is { } no)
            return no;
        var (was, imposed) = (facility.Violations.All[violation], new SummaryPenaltyImposed(violation, command.Kind, command.Amount, command.Number.Trim(), c.Department, null, command.OccurredOn));
        if (was.Penalty is { } penalty)
            return penalty.Says(imposed.Decided) ? Decision.Nothing : Once.Refuse(("number", penalty.Number));
        if (was.Status == ViolationStatus.Dismissed)
            return OngoingViolation.Step.Refuse(("state", was.Status));
        var (item, kind) = (OngoingViolation.Item(c, was)!, c.Policy.PenaltyKinds.First(x => x.Code == command.Kind));
        if (!item.Penalties.Contains(kind.Code))
            return OfItem.Refuse(("kind", kind.Code), ("known", string.Join(' ', item.Penalties))).On(item.PenaltyBasis);
        if (!kind.Summary)
            return OnTheSpot.Refuse(("kind", kind.Code));
        return (Refused(command.Amount, kind) ?? (kind.Fine ? DecidePenaltyEndpoint.Fined(facility, [was], c) : null) ?? PenaltyRange.Against(item, kind.Code, command.Amount, c.Department, was.Status == ViolationStatus.RefusedToCorrect)) is { } beyond
            ? beyond
            : Decision.Of(imposed with { PublicationDue = PenaltyPublicity.Due(c, imposed.Decided, command.OccurredOn) });
    }

    private static Refusal? Refused(string? amount, PenaltyKind kind)
    {
        if (kind.SummaryLimit is not { } limit)
            return amount is null ? null : Amount.Refuse(("kind", kind.Code));
        if (amount is null || !TwoPlaces().IsMatch(amount) || Parse(amount) <= 0)
            return Amount.Refuse(("kind", kind.Code));
        return Parse(amount) > Parse(limit) ? Limit.Refuse(("limit", limit)) : null;
    }

    private static decimal Parse(string amount) => decimal.Parse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A(0|[1-9][0-9]{0,11})\.[0-9]{2}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TwoPlaces();
}
