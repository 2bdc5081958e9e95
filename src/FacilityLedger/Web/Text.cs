using FacilityLedger.Facilities;

namespace FacilityLedger.Web;

/// <summary>What a component shows: <see cref="Words"/> in the reader's language, or a string that is the same in both (a name, a code, a date already written).</summary>
/// <remarks>In Razor a literal needs <c>@("…")</c>: an attribute of a type other than string is read as C#.</remarks>
public readonly record struct Text
{
    private readonly object? shown;

    private Text(object? shown) => this.shown = shown;

    /// <summary>Whether there is nothing to show; components leave out what is empty.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(ToString());

    /// <summary>In Chinese whatever the reader's language, for papers of the institution.</summary>
    public string Zh => shown is Words words ? words.Zh : ToString();

    public override string ToString() => shown?.ToString() ?? "";

    public static Text FromString(string? text) => new(text);
    public static Text FromWords(Words? words) => new(words);
    public static Text FromInt64(long number) => new(Numbers.Whole(number));
    public static implicit operator Text(string? text) => FromString(text);
    public static implicit operator Text(Words? words) => FromWords(words);
    public static implicit operator Text(long number) => FromInt64(number);
}
