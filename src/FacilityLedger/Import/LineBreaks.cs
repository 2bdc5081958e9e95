namespace FacilityLedger.Import;

/// <summary>
/// Who saves a file anew may change all its line breaks, within fields too. A text keeps those with which it first came, and others say
/// nothing new.
/// </summary>
internal static class LineBreaks
{
    /// <summary>The text with one kind of line breaks.</summary>
    public static string One(string text) =>
        text.Contains('\r', StringComparison.Ordinal) ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n') : text;

    /// <summary>Whether two texts differ in nothing else.</summary>
    public static bool Same(string? one, string? other) =>
        string.Equals(one, other, StringComparison.Ordinal) || one is not null && other is not null && One(one) == One(other);
}
