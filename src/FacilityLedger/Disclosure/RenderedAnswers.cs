using FacilityLedger.Facilities;
using Microsoft.Extensions.Caching.Memory;

namespace FacilityLedger.Disclosure;

/// <summary>Which page: as it is shown on one day, in one language and under one policy, to whoever has not signed in.</summary>
/// <param name="Path">Of its address; it is written on the page.</param>
public sealed record RenderedKey(string Path, bool English, DateOnly Today, string Policy)
{
    /// <summary>Null where the answer is for its asker alone: who has signed in is named on it,
    /// and what follows the question mark may be repeated on it.</summary>
    public static RenderedKey? Of(HttpContext http, DateOnly today, string policy) =>
        http.User.Identity?.IsAuthenticated != true && !http.Request.QueryString.HasValue
            ? new(http.Request.Path.Value ?? "", Words.IsEnglish, today, policy)
            : null;
}

/// <summary>A page.</summary>
/// <param name="State">What it depends on beside its key: a <see cref="PublicHead"/> or a <see cref="PublicState"/>.</param>
public sealed record RenderedAnswer(object State, byte[] Body);

/// <summary>Pages that were asked for of late, 64 MB of them at most.
/// Whoever takes one asks the database first whether its state is still the same.</summary>
public sealed class RenderedAnswers : IDisposable
{
    /// <summary>So many bytes are kept at most.</summary>
    public const long Most = 64L * 1024 * 1024;

    // Of the key, the state and the entry itself.
    private const int Beside = 1024;

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = Most });

    public RenderedAnswer? Find(RenderedKey key) => kept.Get<RenderedAnswer>(key);

    public void Keep(RenderedKey key, RenderedAnswer answer) =>
        kept.Set(key, answer, new MemoryCacheEntryOptions { Size = answer.Body.Length + Beside });

    public void Dispose() => kept.Dispose();
}
