using System.Globalization;
using System.Text;
using FacilityLedger.Facilities;
using Xunit;

namespace FacilityLedger.Tests.Values;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("禾屿托育园"), InlineData("Happy Kids · 一号园（南）"), InlineData("买买提·热合曼"), InlineData("路\u00A016\u3000号"), InlineData("é"), InlineData("\u2F09童"), InlineData("\uE863"), InlineData("\U00020087"), InlineData("ＡＢＣ")]
    [InlineData("葛\U000E0100城"), InlineData("☀\uFE0F"), InlineData("👶"), InlineData("ن"), InlineData("हिन्दी"), InlineData("ཞི"), InlineData("—")]
    public void what_can_be_seen_may_be_stored(string text) => Assert.Null(PlainText.Fault(text));

    [Theory]
    [InlineData("\u0000", "U+0000"), InlineData("\u0007", "U+0007"), InlineData("\u0085", "U+0085"), InlineData("\u009F", "U+009F"), InlineData("\u00AD", "U+00AD"), InlineData("\u034F", "U+034F")]
    [InlineData("\u061C", "U+061C"), InlineData("\u115F", "U+115F"), InlineData("\u1160", "U+1160"), InlineData("\u17B4", "U+17B4"), InlineData("\u180B", "U+180B"), InlineData("\u180E", "U+180E"), InlineData("\u180F", "U+180F")]
    [InlineData("\u200B", "U+200B"), InlineData("\u200C", "U+200C"), InlineData("\u200D", "U+200D"), InlineData("\u200E", "U+200E"), InlineData("\u200F", "U+200F"), InlineData("\u202A", "U+202A"), InlineData("\u202E", "U+202E")]
    [InlineData("\u2060", "U+2060"), InlineData("\u2064", "U+2064"), InlineData("\u2065", "U+2065"), InlineData("\u2066", "U+2066"), InlineData("\u2069", "U+2069"), InlineData("\u206A", "U+206A"), InlineData("\u2800", "U+2800")]
    [InlineData("\U00013441", "U+13441"), InlineData("\U00013442", "U+13442"), InlineData("\U00016FE4", "U+16FE4")]
    [InlineData("\u3164", "U+3164"), InlineData("\uFFA0", "U+FFA0"), InlineData("\uFEFF", "U+FEFF"), InlineData("\uFFF0", "U+FFF0"), InlineData("\uFFF9", "U+FFF9"), InlineData("\uFFFC", "U+FFFC"), InlineData("\uFFFD", "U+FFFD")]
    [InlineData("\uFFFE", "U+FFFE"), InlineData("\uFDD0", "U+FDD0"), InlineData("\uE000", "U+E000"), InlineData("\uF8FF", "U+F8FF"), InlineData("\U000F0000", "U+F0000"), InlineData("\U000E0001", "U+E0001"), InlineData("\U000E0041", "U+E0041")]
    [InlineData("\U0001D173", "U+1D173"), InlineData("\U0001D159", "U+1D159"), InlineData("\U0001BCA0", "U+1BCA0"), InlineData("\U0002FFFF", "U+2FFFF"), InlineData("\u0378", "U+0378"), InlineData("\uFE0F", "U+FE0F"), InlineData("\uFE05", "U+FE05")]
    public void what_cannot_be_seen_is_named(string sign, string named)
    {
        foreach (var text in new[] { sign, $"阳{sign}光", $"{sign}阳", $"阳{sign}" })
            Assert.Equal((named, named), (PlainText.Fault(text), PlainText.Fault(text, lines: true)));
    }

    [Theory]
    [InlineData(""), InlineData(" "), InlineData("\u3000\u00A0"), InlineData("\u2003\u205F"), InlineData("\u0301"), InlineData(" \u20DD")]
    public void what_shows_nothing_is_blank(string text) => Assert.Equal("blank", PlainText.Fault(text));

    [Theory]
    [InlineData("\n", "U+000A"), InlineData("\r", "U+000D"), InlineData("\t", "U+0009"), InlineData("\u2028", "U+2028"), InlineData("\u2029", "U+2029")]
    public void lines_are_broken_only_where_a_text_has_several(string sign, string named) =>
        Assert.Equal((named, null, "blank"), (PlainText.Fault($"一{sign}二"), PlainText.Fault($"一{sign}二", lines: true), PlainText.Fault(sign, lines: true)));

    [Fact]
    public void a_selector_follows_the_sign_whose_form_it_picks()
    {
        foreach (var text in new[] { "\U000E0100城", "葛 \U000E0100", "a\U000E0100", "阳\uFE0F", "葛\U000E0100\U000E0101", "☀\uFE00" })
            Assert.StartsWith("U+", PlainText.Fault(text), StringComparison.Ordinal);
    }

    [Fact]
    public void half_a_surrogate_pair_is_named() => Assert.Equal(("U+D800", "U+DC00"), (PlainText.Fault("a" + (char)0xD800 + "b"), PlainText.Fault("a" + (char)0xDC00)));

    [Fact]
    public void another_form_is_said_and_can_be_brought_to_the_right_one()
    {
        Assert.Equal(("NFC", "NFC", null, null), (PlainText.Fault("e\u0301"), PlainText.Fault("\uF914"), PlainText.Fault(PlainText.Normal("e\u0301")), PlainText.Fault(PlainText.Normal("\uF914"))));
        Assert.Equal("a" + (char)0xD800, PlainText.Normal("a" + (char)0xD800));
    }

    [Fact]
    public void of_all_signs_those_that_may_stand_alone_are_seen_in_the_folded_text_too()
    {
        for (var code = 0; code <= 0x10FFFF; code++)
        {
            if (Rune.IsValid(code) && PlainText.Fault(new Rune(code).ToString()) is null)
                Assert.True(Folding.Of(new Rune(code).ToString()).Length > 0, code.ToString("X4", CultureInfo.InvariantCulture));
        }
    }
}
