using FacilityLedger.Hosting.Decisions;
using Marten;
using Wolverine.Http;

namespace FacilityLedger.Plans;

/// <summary>Reveals the seed and draws.</summary>
public sealed record HoldDraw(DateOnly OccurredOn);

/// <summary>Drawn: everything that anybody needs to draw the same is public from now on.</summary>
/// <param name="Seed">The seed; SHA-256(salt ‖ seed) is what was committed to.</param>
/// <param name="Salt">In Base64.</param>
public sealed record DrawHeld(string Draw, string Seed, string Salt, IReadOnlyList<Drawn> Result, DateOnly OccurredOn) : IPlanFact
{
    public string Thing => $"draws/{Draw}";
}

/// <summary>What the vault keeps of a draw's seed; null where it keeps nothing.</summary>
public sealed record KeptSeed(VaultEntry? Entry);

public static class HoldDrawEndpoint
{
    public static readonly Rule Unknown = new("draw-unknown", 404, "DESIGN 3", new("没有这次抽取，或其种子已不在保密库中", "There is no such draw, or its seed is gone from the vault"));

    public static async Task<KeptSeed> LoadAsync(string planId, string draw, IDocumentSession session, CancellationToken cancellation) =>
        new(await session.LoadAsync<InspectionPlan>(planId, cancellation) is { } plan && plan.Draws.GetValueOrDefault(draw) is { } known ? await session.LoadAsync<VaultEntry>(known.Prepared.Seed.Id, cancellation) : null);

    [Gives("inspection.draw-hold")]
    [WolverinePost("/api/{jurisdiction}/plans/{planId}/draws/{draw}/result")]
    public static Decision Decide(HoldDraw command, string draw, [Decides(FromRoute = "planId")] InspectionPlan plan, KeptSeed kept, Circumstances c)
    {
        if (plan.Against(c, "inspection.draw-hold", command.OccurredOn) is { } no)
            return no;
        if (plan.Draws.GetValueOrDefault(draw) is not { } known)
            return Unknown.Refuse();
        if (known.Held is not null)
            return Decision.Nothing;
        var prepared = known.Prepared;
        return kept.Entry is { } seed && seed.Opens(prepared.Seed) && Drawing.Hold(PublishedDraw.Bytes(seed.Value), prepared.Domain, prepared.Objects, prepared.Officers, prepared.Count) is { } result
            ? Decision.Of(new DrawHeld(draw, seed.Value, seed.Salt, result, command.OccurredOn))
            : Unknown.Refuse();
    }
}
