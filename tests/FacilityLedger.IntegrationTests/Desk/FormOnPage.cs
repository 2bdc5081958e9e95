using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Xunit;

namespace FacilityLedger.IntegrationTests.Desk;

/// <summary>A page with its form, as a browser holds it: what stands in the fields goes back with what a person changes.</summary>
public sealed class FormOnPage
{
    private readonly IHtmlFormElement form;
    private readonly List<KeyValuePair<string, string>> values;

    public FormOnPage(string html)
    {
        Page = new HtmlParser().ParseDocument(html);
        form = Page.QuerySelectorAll("main form[method=post]").OfType<IHtmlFormElement>().FirstOrDefault() ?? throw new InvalidOperationException($"No form on the page:\n{Page.QuerySelector("main")?.TextContent}");
        values = [.. form.QuerySelectorAll("input, select, textarea").SelectMany(Standing)];
    }

    public IHtmlDocument Page { get; }
    public string Title => Page.Title ?? "";

    /// <summary>The summary of errors: the field that each links to, and its words.</summary>
    public IReadOnlyList<(string? Field, string Words)> Errors => [.. Page.QuerySelectorAll(".errors ul.plain li").Select(x => (x.QuerySelector("a")?.GetAttribute("href")?[1..], x.TextContent.Trim()))];

    public static async Task<FormOnPage> OpenAsync(HttpClient client, string path)
    {
        var answer = await client.GetAsync(path);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {(int)answer.StatusCode} {html}");
        return new FormOnPage(html);
    }

    /// <summary>What stands in a field, or is ticked in it.</summary>
    public IReadOnlyList<string> Of(string name) => [.. values.Where(x => x.Key == name).Select(x => x.Value)];

    public IReadOnlyList<string> Names => [.. form.QuerySelectorAll("[name]").Select(x => x.GetAttribute("name")!).Distinct(StringComparer.Ordinal)];

    /// <summary>Types into a field, or chooses; what is not on the page cannot be typed or chosen.</summary>
    public FormOnPage Fill(string name, params IReadOnlyList<string> typed)
    {
        Assert.Contains(name, Names);
        if (form.QuerySelectorAll("select, input[type=radio], input[type=checkbox]").Where(x => x.GetAttribute("name") == name).ToList() is { Count: > 0 } choices)
        {
            var offered = choices.SelectMany(x => x is IHtmlSelectElement select ? select.Options.Select(o => o.Value) : [x.GetAttribute("value")!]).ToList();
            Assert.All(typed, x => Assert.Contains(x, offered));
        }
        values.RemoveAll(x => x.Key == name);
        values.AddRange(typed.Select(x => KeyValuePair.Create(name, x)));
        return this;
    }

    public FormOnPage Fill(IEnumerable<(string Name, string[] Typed)> all)
    {
        foreach (var (name, typed) in all)
            Fill(name, typed);
        return this;
    }

    public async Task<HttpResponseMessage> PostAsync(HttpClient client)
    {
        using var content = new FormUrlEncodedContent(values);
        return await client.PostAsync(form.GetAttribute("action"), content);
    }

    private static IEnumerable<KeyValuePair<string, string>> Standing(IElement field) => (field, field.GetAttribute("name")) switch
    {
        (_, null) => [],
        (IHtmlInputElement { Type: "checkbox" or "radio" } box, { } name) => box.IsChecked ? [KeyValuePair.Create(name, box.Value)] : [],
        // A browser never fills in a file again.
        (IHtmlInputElement { Type: "file" }, _) => [],
        (IHtmlInputElement input, { } name) => [KeyValuePair.Create(name, input.Value)],
        (IHtmlSelectElement select, { } name) => [KeyValuePair.Create(name, select.Value ?? "")],
        (IHtmlTextAreaElement area, { } name) => [KeyValuePair.Create(name, area.Value)],
        _ => [],
    };
}
