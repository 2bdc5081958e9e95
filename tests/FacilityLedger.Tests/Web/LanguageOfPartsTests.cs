using FacilityLedger.Web;
using Xunit;

namespace FacilityLedger.Tests.Web;

public sealed class LanguageOfPartsTests
{
    [Theory]
    [InlineData("<p>Hello</p>", "<p>Hello</p>")]
    [InlineData("<p>沂源县</p>", "<p><span lang=\"zh-CN\">沂源县</span></p>")]
    [InlineData("<p>Town: 历山街道示例路 12 号, found</p>", "<p><span>Town: <span lang=\"zh-CN\">历山街道示例路 12 号</span>, found</span></p>")]
    [InlineData("<td>源卫托备〔2026〕0001号</td>", "<td><span lang=\"zh-CN\">源卫托备〔2026〕0001号</span></td>")]
    [InlineData("<b>备〔2026〕</b>", "<b><span lang=\"zh-CN\">备〔2026〕</span></b>")]
    [InlineData("<li>甲 and 乙</li>", "<li><span><span lang=\"zh-CN\">甲</span> and <span lang=\"zh-CN\">乙</span></span></li>")]
    [InlineData("<p>&#x20BB7; &amp; &#x2B;</p>", "<p><span><span lang=\"zh-CN\">&#x20BB7;</span> &amp; &#x2B;</span></p>")]
    public void a_chinese_part_of_an_english_text_says_so(string page, string marked) => Assert.Equal(marked, LanguageOfParts.Mark(page));

    [Theory]
    [InlineData("<span lang=\"zh-CN\">沂源县<b>禾屿</b></span>")]
    [InlineData("<html lang=\"zh-CN\"><body><p>沂源县</p></body></html>")]
    [InlineData("<title>禾屿 - Childcare</title>")]
    [InlineData("<input value=\"沂源 > 县\" />")]
    [InlineData("<p title=\"沂源\">x</p><!-- 沂源 -->")]
    [InlineData("<a lang=\"zh-CN\" hreflang=\"zh-CN\" href=\"?lang=zh\">中文</a>")]
    public void what_says_so_already_or_is_no_text_stays_as_it_is(string page) => Assert.Equal(page, LanguageOfParts.Mark(page));

    [Theory]
    [InlineData("<select><option value=\"1\">Any</option><option value=\"2\" selected>历山街道</option></select>", "<select><option value=\"1\">Any</option><option lang=\"zh-CN\" value=\"2\" selected>历山街道</option></select>")]
    [InlineData("<textarea name=\"a\">\n班级 too large</textarea><p>班</p>", "<textarea lang=\"zh-CN\" name=\"a\">\n班级 too large</textarea><p><span lang=\"zh-CN\">班</span></p>")]
    public void what_can_hold_no_element_is_marked_itself(string page, string marked) => Assert.Equal(marked, LanguageOfParts.Mark(page));

    [Fact]
    public void behind_a_part_that_says_so_the_page_is_english_again() => Assert.Equal(
        "<html lang=\"en\"><br><p><i lang=\"zh-CN\">甲<br></i><span lang=\"zh-CN\">乙</span></p><svg><path d=\"M0\" /></svg><b lang=\"en\"><span lang=\"zh-CN\">丙</span></b></html>",
        LanguageOfParts.Mark("<html lang=\"en\"><br><p><i lang=\"zh-CN\">甲<br></i>乙</p><svg><path d=\"M0\" /></svg><b lang=\"en\">丙</b></html>"));
}
