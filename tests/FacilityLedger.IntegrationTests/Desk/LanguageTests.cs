using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using FacilityLedger.Plans;
using Xunit;

namespace FacilityLedger.IntegrationTests.Desk;

/// <summary>An English page says of every Chinese part that it is Chinese.</summary>
[Collection(nameof(DeskUnderTest))]
public sealed class LanguageTests(DeskUnderTest desk)
{
    [Fact]
    public async Task every_chinese_part_of_an_english_page_is_marked()
    {
        var (facility, _) = await desk.AViolationAsync();
        await desk.APlanAsync(PlanStatus.Published);
        using var officer = await desk.SignInAsync("WJ-1@370323");
        using var anybody = desk.Browser();
        officer.DefaultRequestHeaders.Add("Accept-Language", "en");
        anybody.DefaultRequestHeaders.Add("Accept-Language", "en");
        var (wrong, parts) = (new List<string>(), 0);
        foreach (var (client, path) in new[]
        {
            (anybody, "/370323"), (anybody, "/370323?q=禾屿没有"), (anybody, $"/370323/facilities/{facility}"), (anybody, "/370323/plans"), (anybody, "/370323/sign-in"), (anybody, "/370323/facilities/没有"),
            (officer, "/370323/desk"), (officer, "/370323/desk/facilities?q=禾屿没有"), (officer, $"/370323/desk/facilities/{facility}"), (officer, "/370323/desk/plans"), (officer, "/370323/desk/officers"),
            (officer, "/370323/desk/campaigns"), (officer, $"/370323/desk/facilities/{facility}/do/inspection.open"), (officer, $"/370323/desk/facilities/{facility}/do/violation.dismiss"),
        })
        {
            var page = new HtmlParser().ParseDocument(await (await client.GetAsync(path)).Content.ReadAsStringAsync());
            Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
            foreach (var text in page.Descendants<IText>().Where(x => x.ParentElement!.LocalName is not ("title" or "style") && x.Data.Any(c => c is >= '\u3400' and <= '\u9fff')))
            {
                parts++;
                if (text.ParentElement!.Closest("[lang]")!.GetAttribute("lang")!.StartsWith("zh", StringComparison.Ordinal) is false)
                    wrong.Add($"{path}: {text.ParentElement.OuterHtml}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(30)));
        Assert.True(parts > 30, $"{parts} Chinese parts");
    }
}
