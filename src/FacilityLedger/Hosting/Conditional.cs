using FacilityLedger.Facilities;
using Microsoft.Net.Http.Headers;

namespace FacilityLedger.Hosting;

/// <summary>Conditional requests (RFC 9110, 13), read in this one place.</summary>
public static class Conditional
{
    // A new build may write the same data differently.
    private static readonly string Build = typeof(Conditional).Module.ModuleVersionId.ToString("N")[..8];

    /// <summary>Tag of an answer that may be sent compressed or not, and otherwise by another build: weak.</summary>
    /// <param name="state">What the answer depends on; other state, other text.</param>
    public static EntityTagHeaderValue Weak(FormattableString state) => new($"\"{FormattableString.Invariant(state)}-{Build}\"", isWeak: true);

    /// <summary>The same of a page, which also depends on the reader's language.</summary>
    public static EntityTagHeaderValue WeakPage(FormattableString state) =>
        Weak($"{FormattableString.Invariant(state)}-{(Words.IsEnglish ? "en" : "zh")}");

    /// <summary>Writes the tag onto the answer. True where the caller holds that answer already (<c>If-None-Match</c>, by the weak comparison):
    /// 304 is then all that it needs.</summary>
    /// <param name="vary">Headers of the request on which the answer depends; a 304 names them as the answer itself would.</param>
    public static bool NotModified(HttpContext http, EntityTagHeaderValue current, string? vary = "Accept-Encoding")
    {
        http.Response.GetTypedHeaders().ETag = current;
        if (!Names(http.Request.Headers.IfNoneMatch, current, strongly: false))
            return false;
        if (vary is not null)
            http.Response.Headers.Vary = vary;
        return true;
    }

    /// <summary>Whether an <c>If-Match</c> names the version of what is there: <c>*</c>, or a list that holds it.
    /// A weak tag never does, and neither does what is no list of tags.</summary>
    /// <param name="given">The header; where it is missing, nothing matches.</param>
    /// <param name="current">Tag of what is there, in quotes.</param>
    public static bool Matches(IList<string?> given, string current) => Names(given, new EntityTagHeaderValue(current), strongly: true);

    // The lenient reading would skip what it cannot read, and find a tag in x"5".
    private static bool Names(IList<string?> given, EntityTagHeaderValue current, bool strongly) =>
        EntityTagHeaderValue.TryParseStrictList(given!, out var tags)
        && (tags is [var only] && only.Equals(EntityTagHeaderValue.Any) || tags.Any(x => x.Compare(current, strongly)));
}
