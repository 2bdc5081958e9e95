using Wolverine.Configuration;

namespace FacilityLedger.Hosting.Decisions;

/// <summary>What a decision returns: the facts to append with the values that only the vault may know, or a refusal. Nothing else leaves a decision.</summary>
public sealed class Decision : IWolverineReturnType
{
    /// <summary>Nothing changes: the command repeats what already holds.</summary>
    public static Decision Nothing { get; } = new();

    public Refusal? Refusal { get; private init; }
    public IReadOnlyList<IFact> Events { get; private init; } = [];
    public IReadOnlyList<VaultEntry> Kept { get; private init; } = [];
    public IReadOnlyList<Claim> Releases { get; private init; } = [];

    /// <summary>Names that must be unique in the jurisdiction from now on: each event says itself what it claims.</summary>
    public IEnumerable<Claim> Claims => Events.OfType<IClaims>().SelectMany(x => x.Claims);

    public static Decision Of(params IEnumerable<IFact> events) => new() { Events = [.. events] };

    /// <summary>Adds further facts, in order.</summary>
    public Decision And(params IEnumerable<IFact?> events) => With([.. Events, .. events.OfType<IFact>()], Kept, Releases);

    /// <summary>Puts the values behind sealed fields into the vault, in the same transaction.</summary>
    public Decision Keep(params IEnumerable<Secret?> secrets) => With(Events, [.. Kept, .. secrets.OfType<Secret>().Select(x => x.Entry)], Releases);

    /// <summary>Keeps what another decision would keep.</summary>
    public Decision KeepOf(Decision other) => With(Events, [.. Kept, .. other.Kept], Releases);

    /// <summary>Frees a claimed name.</summary>
    public Decision Release(params IEnumerable<Claim> claims) => With(Events, Kept, [.. Releases, .. claims]);

    public static implicit operator Decision(Refusal refusal) => new() { Refusal = refusal };

    private Decision With(IReadOnlyList<IFact> events, IReadOnlyList<VaultEntry> kept, IReadOnlyList<Claim> releases) =>
        new() { Refusal = Refusal, Events = events, Kept = kept, Releases = releases };
}
