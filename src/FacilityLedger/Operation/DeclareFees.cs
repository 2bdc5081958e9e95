using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;
using FacilityLedger.Registration;
using Wolverine.Http;

namespace FacilityLedger.Operation;

/// <summary>What is charged for one thing.</summary>
/// <param name="ServiceForm"><c>full-day</c>, <c>half-day</c>, <c>hourly</c> or <c>temporary</c>.</param>
/// <param name="Item">Fee item of the policy; nothing else may be charged for.</param>
/// <param name="Period"><c>month</c>, <c>half-month</c>, <c>day</c>, <c>hour</c> or <c>term</c>.</param>
/// <param name="ClassType">Class group; null where it is the same for all.</param>
public sealed record Fee(string ServiceForm, string Item, Yuan Amount, string Period, string? ClassType = null);

/// <summary>Enters the fees of the institution, all of them.</summary>
public sealed record DeclareFees(IReadOnlyList<Fee> Items, DateOnly OccurredOn);

/// <summary>The fees as they are from this day on.</summary>
public sealed record FeesDeclared(IReadOnlyList<Fee> Items, IReadOnlyList<string> Mended, DateOnly OccurredOn) : IDeclares, IMeets
{
    public string Thing => "operation";
    public IEnumerable<string> Meets => this.FollowUps();
}

public static class DeclareFeesEndpoint
{
    public static readonly Rule Plausible = new("fees-implausible", 422, "管理规范 15", new("收费项目为空、过多或重复", "There are no fees, too many, or one twice"));

    /// <summary>Refuses nothing, see <see cref="Standards"/>.</summary>
    public static readonly Rule OverGuidedPrice = new("price-over-guided", 422, "价格法 12", new("收费高于政府指导价", "A fee is higher than the guided price"));

    private const int Most = 200;
    private const string Month = "month";
    private static readonly string[] Periods = [Month, "half-month", "day", "hour", "term"];

    [Gives("operation.fees")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/operation/fees")]
    public static Decision Decide(DeclareFees command, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "operation.fees", command.OccurredOn, "operation") is { } no)
            return no;
        if (!facility.EstablishedOn(command.OccurredOn))
            return ChangeRegistrationEndpoint.Registered.Refuse(("state", facility.Registration.Status), ("registeredOn", facility.Registration.RegisteredOn));
        if (Unfit(command.Items, c.Book.On(command.OccurredOn)) is { } unfit)
            return unfit;
        if (facility.Operation.Fees is { } fees && fees.Same(command.Items))
            return Decision.Nothing;
        var (mended, raised) = Standards.After(facility.Operation with { Fees = command.Items }, facility, c, command.OccurredOn);
        return Decision.Of(new FeesDeclared(command.Items, mended, command.OccurredOn))
            .And(raised)
            .And(Disclosing.Auto(c, facility, "fees", "operation", command.OccurredOn, new() { ["fees"] = command.Items }));
    }

    /// <summary>Fees of a month that are higher than what the policy's guided prices allow this institution.</summary>
    internal static Nonconformity Over(OperationState now, Facility facility, Policy policy)
    {
        var over = (now.Fees ?? []).Where(x => x.Period == Month).SelectMany(x => policy.GuidedPrices.Where(p => Binds(p, facility) && Prices(p, x) && x.Amount > Yuan.Parse(p.Most)), (fee, price) => (Fee: fee, Price: price)).ToList();
        return new(OverGuidedPrice, over.Count == 0 ? OverGuidedPrice.Basis : over[0].Price.Source, [.. over.Select(x => new Shortfall(x.Price.Code, x.Fee.Amount.ToString(), x.Price.Most))]);
    }

    private static bool Binds(GuidedPrice price, Facility facility) =>
        (price.Natures.Count == 0 || price.Natures.Contains(facility.Registration.Nature)) && (price.Kinds.Count == 0 || price.Kinds.Contains(facility.Registration.Kind));

    private static bool Prices(GuidedPrice price, Fee fee) =>
        price.Item == fee.Item && (price.ClassType is null || fee.ClassType is null || price.ClassType == fee.ClassType) && (price.ServiceForm is null || price.ServiceForm == fee.ServiceForm);

    private static Refusal? Unfit(IReadOnlyList<Fee> fees, Policy policy)
    {
        if (fees.Count is 0 or > Most || fees.Any(x => x is null) || fees.DistinctBy(x => (x.ServiceForm, x.Item, x.Period, x.ClassType)).Count() != fees.Count)
            return Plausible.Refuse(("field", "items"));
        if (fees.Any(x => !Filing.FilingForm.Forms.Contains(x.ServiceForm)))
            return Guard.Code.Refuse(("field", "serviceForm"), ("known", string.Join(' ', Filing.FilingForm.Forms)));
        if (fees.Any(x => !Periods.Contains(x.Period)))
            return Guard.Code.Refuse(("field", "period"), ("known", string.Join(' ', Periods)));
        return fees.Select(x => Guard.Known("item", x.Item, policy.FeeItems) ?? (x.ClassType is { } type ? Guard.Known("classType", type, policy.ClassGroups) : null)).FirstOrDefault(x => x is not null);
    }
}
