using System.Globalization;
using System.Text;

namespace FacilityLedger.Values;

/// <summary>What a text may consist of, wherever text comes in: signs of Unicode that can be seen, in NFC.</summary>
public static class PlainText
{
    /// <summary>Why a text is refused; null where it may be stored.</summary>
    /// <param name="lines">It may have several lines.</param>
    /// <returns><c>blank</c> for a text in which nothing can be seen, <c>U+200B</c> for the first sign that no text may hold, <c>NFC</c> for
    /// another form.</returns>
    public static string? Fault(string text, bool lines = false)
    {
        var (before, seen) = (default(Rune), false);
        for (var i = 0; i < text.Length;)
        {
            var read = Rune.DecodeFromUtf16(text.AsSpan(i), out var sign, out var length);
            if (read != System.Buffers.OperationStatus.Done)
                return Name(text[i]);
            if (!Fits(sign, before, lines))
                return Name(sign.Value);
            seen |= Visible(sign);
            before = sign;
            i += length;
        }
        return !seen ? "blank" : text.IsNormalized() ? null : "NFC";
    }

    /// <summary>The text in NFC, as the guard wants it; what cannot be brought there stays, and is refused.</summary>
    public static string Normal(string text)
    {
        try
        {
            return text.Normalize();
        }
        catch (ArgumentException)
        {
            return text;
        }
    }

    private static bool Fits(Rune sign, Rune before, bool lines) => sign.Value switch
    {
        '\n' or '\r' or '\t' or 0x2028 or 0x2029 => lines,
        // A selector picks a form of the sign before it, and hides everywhere else: of an ideograph, or of a symbol that may be an emoji.
        >= 0xFE00 and <= 0xFE02 or >= 0xE0100 and <= 0xE01EF => Ideograph(before),
        0xFE0E or 0xFE0F => Rune.GetUnicodeCategory(before) is UnicodeCategory.OtherSymbol,
        0x1D159 or 0xFFFC or 0xFFFD => false,
        _ => Rune.GetUnicodeCategory(sign) switch
        {
            UnicodeCategory.PrivateUse => Folding.HasStandard(sign),
            // Han that this version of Unicode does not know yet come into these planes and into no others.
            UnicodeCategory.OtherNotAssigned => sign.Value is >= 0x20000 and < 0x3FFFE && (sign.Value & 0xFFFE) != 0xFFFE,
            UnicodeCategory.SpaceSeparator => true,
            _ => !Folding.Invisible(sign),
        },
    };

    private static bool Visible(Rune sign) => Rune.GetUnicodeCategory(sign) is not (
        UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Control
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark);

    private static bool Ideograph(Rune sign) =>
        sign.Value is >= 0x3400 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFD;

    private static string Name(int sign) => string.Create(CultureInfo.InvariantCulture, $"U+{sign:X4}");
}
