using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace FacilityLedger.Values;

/// <summary>The one form to which texts are brought for comparing: behind every search and every name that must be unique.</summary>
/// <remarks>What was typed is what is stored and shown; the folded text is only ever compared. Blanks are gone from it, so a search for several words
/// splits what was typed first and folds each word. Folding what is folded changes nothing.</remarks>
public static class Folding
{
    // Signs of GBK's rows FE50 to FEA0, in their order: before Unicode had them they stood at U+E815 to U+E864. GB 18030-2022 gives their places today.
    private const int FirstOfGbk = 0xE815;
    private const string Gbk =
        "厂𠂇𠂉𠃌乙㑳㑇刀㔾龴㖞㘚㘎小心㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠牛𡗗龸𤴔䁖䅟𥫗䌷㓁羊𦍌𢦏䎱"
        + "䎬聿䏝䓖䙡䙌龹䜣䜩䝼䞍𧾷䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻";

    // EquivalentUnifiedIdeograph.txt of Unicode for U+2E80 to U+2EF3; NFKC knows two of them, and all radicals of Kangxi.
    private const int FirstRadical = 0x2E80;
    private const string Radicals =
        "⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵⺚旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂"
        + "肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟";

    // The same for the strokes from U+31C0 on.
    private const int FirstStroke = 0x31C0;
    private const string Strokes = "㇀㇁㇂㇃㇄㇅𠃌㇇㇈㇉㇊㇋㇌㇍㇎乀一丨丿丿丶𠃍乛𠃊𠃎𠄌亅𡿨𠃋乀𠃑乚乙𠄎㇢㇣";

    private static readonly Dictionary<Rune, Rune> Standard = new[] { (FirstOfGbk, Gbk), (FirstRadical, Radicals), (FirstStroke, Strokes) }
        .SelectMany(x => x.Item2.EnumerateRunes().Select((sign, i) => (Old: new Rune(x.Item1 + i), Sign: sign)))
        // The rest of what GB 18030 once kept in the private use area: a blank, the euro, two letters of pinyin, and punctuation for vertical text.
        .Concat(Pairs((0xE5E5, 0x3000), (0xE76C, 0x20AC), (0xE7C7, 0x1E3F), (0xE7C8, 0x01F9), (0xE7E7, 0x303E)))
        .Concat(Enumerable.Range(0, 12).SelectMany(i => Pairs((0xE7E8 + i, 0x2FF0 + i))))
        .Concat(Pairs((0xE78D, 0xFE10), (0xE78E, 0xFE12), (0xE78F, 0xFE11), (0xE790, 0xFE13), (0xE791, 0xFE14), (0xE792, 0xFE15), (0xE793, 0xFE16),
            (0xE794, 0xFE17), (0xE795, 0xFE18), (0xE796, 0xFE19)))
        .ToDictionary(x => x.Old, x => x.Sign);

    // Signs that people take for one another, beside those that Unicode itself puts into one category. The radical ⼾ is 戶 to Unicode,
    // and 户 to who types it.
    private static readonly Dictionary<Rune, Rune> Alike = new (string Signs, char As)[]
        {
            ("<\u2039\u00AB\u226A\u300A", '('), (">\u203A\u00BB\u226B\u300B", ')'),
            ("\u2018\u2019\u201A\u201B\u2032\u0060\u02B9\u02BC", '\''), ("\u201C\u201D\u201E\u201F\u301D\u301E\u301F", '"'),
            ("\u2212\u2043\u2500\u2501\u02D7", '-'), ("~\u223C\u301C\u3030", '~'),
            ("\u2022\u2027\u2219\u22C5\u30FB\u2E31\u2E33\u16EB\uA78F\u25E6", '\u00B7'),
            ("\u25CB\u25EF\u2B58\u2B55", '〇'), ("\u2044\u2215", '/'), ("\u2236", ':'), ("戶戸", '户'), ("\u0131\u0130", 'i'),
        }
        .SelectMany(x => x.Signs.EnumerateRunes().Select(sign => (Sign: sign, As: new Rune(x.As))))
        .ToDictionary(x => x.Sign, x => x.As);

    /// <summary>Compares texts by their folded form.</summary>
    public static IEqualityComparer<string> Comparer { get; } =
        EqualityComparer<string>.Create((x, y) => Of(x) == Of(y), x => Of(x).GetHashCode(StringComparison.Ordinal));

    /// <summary>The folded form: NFKC without case and without signs of private use that have a standard one; one kind of bracket, dash, middle
    /// dot, quotation mark and digit;
    /// no blanks, line breaks, variation selectors or invisible signs.</summary>
    /// <returns>Null for null; empty for a text in which nothing can be seen. Never throws: what is no sign of Unicode, as half a surrogate
    /// pair, folds to nothing.</returns>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Of(string? text)
    {
        if (text is null)
            return null;
        var known = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var read = Rune.DecodeFromUtf16(text.AsSpan(i), out var sign, out var length);
            i += length;
            if (read == System.Buffers.OperationStatus.Done && !NoCharacter(sign))
                known.Append(Standard.GetValueOrDefault(sign, sign));
        }
        var folded = new StringBuilder(known.Length);
        foreach (var sign in known.ToString().Normalize(NormalizationForm.FormKC).EnumerateRunes())
            Fold(sign, folded);
        return folded.ToString().Normalize(NormalizationForm.FormKC);
    }

    /// <summary>Whether two texts are one text to whoever reads them.</summary>
    public static bool Same(string? one, string? other) => Of(one) == Of(other);

    /// <summary>Whether a sign of private use has a standard one that can be seen.</summary>
    internal static bool HasStandard(Rune sign) => Standard.TryGetValue(sign, out var standard) && !Invisible(standard);

    private static void Fold(Rune sign, StringBuilder folded)
    {
        if (Invisible(sign))
            return;
        var last = folded.Length == 0 ? '\0' : folded[^1];
        if (Alike.TryGetValue(sign, out var alike))
            sign = alike;
        else
        {
            sign = Rune.GetUnicodeCategory(sign) switch
            {
                UnicodeCategory.OpenPunctuation => new('('),
                UnicodeCategory.ClosePunctuation => new(')'),
                UnicodeCategory.DashPunctuation => new('-'),
                UnicodeCategory.DecimalDigitNumber => new((char)('0' + (int)Rune.GetNumericValue(sign))),
                // Up and down again: two small letters may share a capital, as both sigmas do.
                _ => Rune.ToLowerInvariant(Rune.ToUpperInvariant(sign)),
            };
        }
        switch (sign.Value)
        {
            case '\u00DF':
                folded.Append("ss");
                break;
            // A Chinese dash is two long ones; the dot over a Turkish i stays over it when it becomes small.
            case '-' when last == '-':
            case '\u0307' when last == 'i':
                break;
            default:
                folded.Append(sign);
                break;
        }
    }

    // White space, controls and format signs by their category; then what Unicode tells renderers to ignore though its category is a mark
    // or a letter, and what has a shape of nothing: the blanks of Braille and of hieroglyphs, the filler of Khitan, the note without a head.
    internal static bool Invisible(Rune sign) =>
        Rune.IsWhiteSpace(sign) || Rune.GetUnicodeCategory(sign) is UnicodeCategory.Control or UnicodeCategory.Format
        || sign.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2065 or 0x2800 or 0x3164 or 0xFFA0 or 0x13441 or 0x13442 or 0x16FE4 or 0x1D159
            or (>= 0xFE00 and <= 0xFE0F) or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF);

    private static bool NoCharacter(Rune sign) => (sign.Value & 0xFFFE) == 0xFFFE || sign.Value is >= 0xFDD0 and <= 0xFDEF;

    private static IEnumerable<(Rune Old, Rune Sign)> Pairs(params (int Old, int Sign)[] pairs) => pairs.Select(x => (new Rune(x.Old), new Rune(x.Sign)));
}
