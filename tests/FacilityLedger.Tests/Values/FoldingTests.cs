using System.Text;
using CsCheck;
using FacilityLedger.Facilities;
using Xunit;

namespace FacilityLedger.Tests.Values;

public sealed class FoldingTests
{
    private static readonly Gen<string> AnyText = Gen.Int[0, 0x10FFFF].Where(Rune.IsValid).Select(x => new Rune(x).ToString()).Array[0, 6].Select(string.Concat);

    [Theory]
    [InlineData("ＡＢＣ１２３", "abc123"), InlineData("Happy Kids", "HAPPYKIDS"), InlineData("Straße", "STRASSE"), InlineData("STRAẞE", "strasse"), InlineData("ΟΔΟΣ", "οδος"), InlineData("İzmir", "izmir"), InlineData("IZMIR", "ızmır")]
    [InlineData("路 16 号", "路16号"), InlineData("路\u300016\u00A0号", "路１６号"), InlineData("一\r\n二\t三", "一二三")]
    [InlineData("沂审〔2026〕7号", "沂审[2026]7号"), InlineData("沂审〔2026〕7号", "沂审﹝2026﹞ 7 号"), InlineData("沂审〔2026〕7号", "沂审（２０２６）7号"), InlineData("沂审〔2026〕7号", "沂审【2026】7号")]
    [InlineData("沂审〔2026〕7号", "沂审〈2026〉7号"), InlineData("沂审〔2026〕7号", "沂审《2026》7号"), InlineData("沂审〔2026〕7号", "沂审＜2026＞7号"), InlineData("沂审〔2026〕7号", "沂审〖2026〗7号"), InlineData("沂审〔2026〕7号", "沂审{2026}7号")]
    [InlineData("\u2F09童", "儿童"), InlineData("\u2ED3春", "长春"), InlineData("\u2F3E口", "户口"), InlineData("\u2EE2", "马"), InlineData("\uF914园", "樂园"), InlineData("葛\uDB40\uDD00", "葛"), InlineData("好\uFE00", "好")]
    [InlineData("\uE863", "䶮"), InlineData("\uE81E", "\u9FB4"), InlineData("\uE864", "\u9FBB"), InlineData("\uE816", "\U00020087"), InlineData("\uE7C7", "ḿ"), InlineData("\uE7C8", "ǹ"), InlineData("\uE815", "厂"), InlineData("\uE78D", "，")]
    [InlineData("A-1", "a—1"), InlineData("A-1", "A－1"), InlineData("A-1", "A\u2011\u22121"), InlineData("A——1", "A–1"), InlineData("A～B", "A〜B")]
    [InlineData("买买提·热合曼", "买买提•热合曼"), InlineData("买买提·热合曼", "买买提・热合曼"), InlineData("“小太阳”", "\"小太阳\""), InlineData("二〇二六", "二○二六"), InlineData("٢٠٢٦", "2026")]
    [InlineData("阳\u200B光", "阳光"), InlineData("阳\u00AD光\uFEFF", "阳光"), InlineData("阳\u3164光\u2800", "阳光"), InlineData("阳光\U000E0041", "阳光"), InlineData("e\u0301", "É"), InlineData("e\u200B\u0301", "é")]
    public void what_people_take_for_one_text_folds_to_one(string one, string other)
    {
        Assert.Equal(Folding.Of(one), Folding.Of(other));
        Assert.True(Folding.Same(one, other));
        Assert.Equal(one, other, Folding.Comparer);
    }

    [Theory]
    [InlineData("7号", "8号"), InlineData("路16号", "路6号"), InlineData("长", "常"), InlineData("e", "é"), InlineData("A-1", "A1"), InlineData("甲·乙", "甲乙"), InlineData("(2026)1", "20261")]
    public void what_differs_stays_different(string one, string other) => Assert.NotEqual(Folding.Of(one), Folding.Of(other));

    [Theory]
    [InlineData(""), InlineData("\u200B\u2060\uFEFF"), InlineData("\u3164\uFFA0\u115F"), InlineData("\u2800"), InlineData("\u00AD\u034F"), InlineData(" \u3000\r\n"), InlineData("\uFFFE"), InlineData("\uFDD0"), InlineData("\U000E0001\U000E007F")]
    public void what_nobody_sees_folds_to_nothing(string text) => Assert.Equal("", Folding.Of(text));

    [Fact]
    public void half_a_surrogate_pair_folds_to_nothing() => Assert.Equal(("ab", "", null), (Folding.Of("a" + (char)0xD800 + "b"), Folding.Of(((char)0xDC00).ToString()), Folding.Of(null)));

    [Fact]
    public void folding_what_is_folded_changes_nothing()
    {
        for (var code = 0; code <= 0x10FFFF; code++)
        {
            if (Rune.IsValid(code))
                Assert.Equal(Folding.Of(new Rune(code).ToString()), Folding.Of(Folding.Of(new Rune(code).ToString())));
        }
        AnyText.Sample(x => Folding.Of(Folding.Of(x)) == Folding.Of(x), iter: 100_000);
    }

    [Fact]
    public void blanks_and_width_and_case_never_tell_two_texts_apart() =>
        Gen.Char[' ', '~'].Array[0, 12].Select(x => new string(x)).Sample(x =>
            Folding.Same(x, x.ToUpperInvariant()) && Folding.Same(x, string.Join(' ', x.AsEnumerable()))
            && Folding.Same(x, string.Concat(x.Select(y => y == ' ' ? '\u3000' : (char)(y + 0xFEE0)))));
}
