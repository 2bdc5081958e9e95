using System.Collections.Frozen;

namespace FacilityLedger.Web;

/// <summary>The symbols that one page uses. The sprite at its end holds these and no others.</summary>
public sealed class Icons
{
    private const string Ring = "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Z";
    private readonly SortedSet<string> used = new(StringComparer.Ordinal);

    /// <summary>Called when a symbol is used for the first time: components render after the sprite that must hold their symbols.</summary>
    public Action? Added { get; set; }

    public IReadOnlyCollection<string> Used => used;

    public void Use(string name)
    {
        if (used.Add(name)) Added?.Invoke();
    }

    /// <summary>Inner markup of each symbol on a grid of 16 by 16, by name. A shape says what the colour says.</summary>
    public static FrozenDictionary<string, string> Shapes { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ok"] = Even($"{Ring}m-1.2 10.3L3.7 8.2 5 6.9l1.8 1.8 4.2-4.2 1.3 1.3Z"),
        ["bad"] = Even("M5 1h6l4 4v6l-4 4H5l-4-4V5ZM4.2 5.5 6.7 8l-2.5 2.5 1.3 1.3L8 9.3l2.5 2.5 1.3-1.3L9.3 8l2.5-2.5-1.3-1.3L8 6.7 5.5 4.2Z"),
        ["warn"] = Even("M8 1 16 15H0ZM7 6v4.4h2V6Zm0 5.4v2h2v-2Z"),
        ["info"] = Even($"{Ring}M7 7v5h2V7Zm0-3.2v2h2v-2Z"),
        ["clock"] = Even($"{Ring}m0 1.8a5.2 5.2 0 1 1 0 10.4A5.2 5.2 0 0 1 8 2.8ZM7.2 4.4h1.6v3.3l2.3 1.4-.8 1.4-3.1-1.9Z"),
        ["today"] = Even($"{Ring}M7.1 3.6v5l3.4 2 .9-1.5-2.5-1.5v-4Z"),
        ["pause"] = Even($"{Ring}M5.2 5v6h2V5Zm3.6 0v6h2V5Z"),
        ["soft"] = "<circle cx=\"8\" cy=\"8\" r=\"6\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" stroke-dasharray=\"2.6 2.1\"/>",
        ["none"] = Line("M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM3.8 3.8l8.4 8.4"),
        ["off"] = Even("M2 2h12v12H2ZM4.5 7v2h7V7Z"),
        ["edit"] = Fill("M2 11.5V14h2.5l7.4-7.4-2.5-2.5ZM14 4.5 11.5 2l-1.3 1.3 2.5 2.5Z"),
        ["speech"] = Even("M1 2h14v9H8l-4 4v-4H1ZM4 5v1.5h8V5Zm0 2.6v1.5h5V7.6Z"),
        ["find"] = Line("M10 10l5 5M6.5 2a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Z"),
        ["down"] = Fill("M7 1h2v6.2l2.3-2.3 1.4 1.4L8 11 3.3 6.3l1.4-1.4L7 7.2ZM2 12.5h12v2H2Z"),
        ["dot"] = "<circle cx=\"8\" cy=\"8\" r=\"5\"/>",
        ["tri"] = Fill("M8 1.5 15 14H1Z"),
        ["tick"] = "<circle cx=\"8\" cy=\"8\" r=\"7.5\"/><path d=\"m4 8.4 2.8 2.8L12 5.4\" fill=\"none\" stroke=\"var(--paper)\" stroke-width=\"2\"/>",
        ["s1"] = Steps(1),
        ["s2"] = Steps(2),
        ["s3"] = Steps(3),
        ["s4"] = Steps(4),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static string Fill(string d) => $"<path d=\"{d}\"/>";
    private static string Even(string d) => $"<path fill-rule=\"evenodd\" d=\"{d}\"/>";
    private static string Line(string d) => $"<path fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" d=\"{d}\"/>";

    // Four rising steps of which the first n are filled.
    private static string Steps(int n)
    {
        string[] step = ["M.5 10h3v4h-3Z", "M4.5 7h3v7h-3Z", "M8.5 4h3v10h-3Z", "M12.5 1h3v13h-3Z"];
        return Fill(string.Concat(step[..n])) + (n < 4 ? $"<path fill=\"none\" stroke=\"currentColor\" d=\"{string.Concat(step[n..])}\"/>" : "");
    }
}
