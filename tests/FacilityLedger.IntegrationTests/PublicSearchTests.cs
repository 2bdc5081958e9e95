using System.Net;
using System.Text.Json;
using FacilityLedger.Disclosure;
using FacilityLedger.Hosting;
using FacilityLedger.Registration;
using FacilityLedger.Violations;
using Marten;
using Marten.Events;
using Microsoft.AspNetCore.TestHost;
using Xunit;

namespace FacilityLedger.IntegrationTests;

/// <summary>One search stands behind the API, the public page and the list of the desk: what one finds, all find.</summary>
public sealed class PublicSearchTests
{
    private const string List = "/api/370323/public/facilities";

    [Fact]
    public async Task it_is_found_by_several_words_by_old_names_and_by_numbers_however_they_are_typed()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var id = await ledger.AFiledFacilityAsync("370323-2026-0077", Steps.Registration with { Name = "沂源县禾屿托育（示例）Little Ones" });
        var other = await ledger.ARegisteredFacilityAsync(Steps.Registration with { Uscc = "91370323YY000002XX", UsccConfirmation = "C-2", Name = "别的机构", Address = "南麻街道 1 号" });
        await ledger.ActAsync("sp-1", id, "registration/change", new ChangeRegistration(EnforcementSteps.Day(20), Name: "槐屿托育"));
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(60));

        foreach (var q in new[]
        {
            "屿", "槐屿", "槐屿托", "托育 槐屿", "槐屿　历山", "禾屿", "禾屿托育(示例)", "示例 禾屿", "LITTLE ones", "ｌｉｔｔｌｅ", "示例路12号", "路 12 号", "370323-2026-0077", "91370323yy000001xu", "YY000001XU", id, id.ToLowerInvariant(),
        })
            Assert.Equal((q, id, id), (q, await FoundAsync(ledger, $"q={Uri.EscapeDataString(q)}"), await OnPageAsync(ledger, q)));
        foreach (var q in new[] { "禾屿 别的", "屿禾", "无此", "370323-2026-0078", "槐屿\n禾屿托育x", "%", "槐_托", "槐%托", @"槐\屿" })
            Assert.Equal((q, "", ""), (q, await FoundAsync(ledger, $"q={Uri.EscapeDataString(q)}"), await OnPageAsync(ledger, q)));
        Assert.Equal(id, await FoundAsync(ledger, "identifier=USCC:91370323yy000001xu&q=槐屿"));
        Assert.Equal(other, await FoundAsync(ledger, $"identifier=id:{other.ToLowerInvariant()}"));

        // By the names of the day that is asked about.
        Assert.Equal("", await FoundAsync(ledger, "q=槐屿&asOf=2026-11-19"));
        Assert.Equal(id, await FoundAsync(ledger, "q=槐屿&asOf=2026-11-20"));
        Assert.Equal(id, await FoundAsync(ledger, "q=禾屿&asOf=2026-11-19"));
        Assert.Equal("", await FoundAsync(ledger, "q=禾屿&asOf=2026-10-11"));

        // In whatever case its key is written.
        Assert.Equal(id, (await AnswerAsync(ledger, $"{List}/{id.ToLowerInvariant()}")).GetProperty("id").GetString());
        var page = await ledger.Host.GetTestClient().GetAsync($"/370323/facilities/{id.ToLowerInvariant()}?x=1");
        Assert.Equal((HttpStatusCode.Redirect, $"/370323/facilities/{id}?x=1"), (page.StatusCode, page.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task who_reads_on_meets_everybody_once_whatever_names_change_meanwhile()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 6; i++)
            ids.Add(await ledger.ARegisteredFacilityAsync(Steps.Registration with { Site = i + 1, Name = $"机构{i}" }));
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(60));

        var (seen, next) = (new List<string>(), (string?)null);
        do
        {
            var page = await AnswerAsync(ledger, $"{List}?limit=2{(next is null ? "" : $"&cursor={next}")}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(x => x.GetProperty("id").GetString()!));
            next = page.TryGetProperty("next", out var cursor) ? cursor.GetString() : null;
            foreach (var (id, i) in ids.Select((x, i) => (x, i)))
                await ledger.ActAsync("sp-1", id, "registration/change", new ChangeRegistration(EnforcementSteps.Day(20), Name: $"{(char)('z' - i)}{seen.Count}"));
            await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(60));
        }
        while (next is not null);
        Assert.Equal(ids.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task beyond_a_thousand_nobody_counts_and_the_list_is_read_to_its_end_and_back()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        await ledger.ARegisteredFacilityAsync(Steps.Registration with { Name = "甲托育" });
        await ledger.AFiledFacilityAsync("370323-2026-0002", Steps.Registration with { Name = "乙托育", Site = 2 });
        await ManyAsync(ledger, 600);

        var (first, _) = await PageAsync(ledger, "/370323?q=托育");
        Assert.Contains("超过 1,000 家机构", first, StringComparison.Ordinal);
        Assert.Contains("1,202 家机构", (await PageAsync(ledger, "/370323")).Html, StringComparison.Ordinal);
        Assert.Contains("601 家机构", (await PageAsync(ledger, "/370323?q=甲")).Html, StringComparison.Ordinal);
        var (seen, pages, last) = await ReadOnAsync(ledger, "/370323?q=托育");
        Assert.Equal((61, 1202, 1202), (pages, seen.Count, seen.Distinct().Count()));
        Assert.All(seen.Take(601), x => Assert.Equal(seen[0].Split('-')[..2], x.Split('-')[..2]));
        Assert.Equal(seen.Skip(59 * 20).Take(20), Links((await PageAsync(ledger, Before(last))).Html));
        Assert.Equal(seen.Skip(20).Take(20), Links((await PageAsync(ledger, "/370323?page=2&q=托育")).Html));
    }

    [Fact]
    public async Task more_than_a_thousand_that_all_stand_at_the_end_of_the_list_are_read_in_their_order_too()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        await ledger.ARegisteredFacilityAsync(Steps.Registration with { Name = "爱心托育" });
        await ledger.ARegisteredFacilityAsync(Steps.Registration with { Name = "早早托育", Site = 2 });
        await ledger.AFiledFacilityAsync("370323-2026-0003", Steps.Registration with { Name = "早早分园", Site = 3 });
        await ManyAsync(ledger, 1100);

        var (seen, pages, last) = await ReadOnAsync(ledger, "/370323?q=早早");
        Assert.Equal((111, 2202, 2202), (pages, seen.Count, seen.Distinct().Count()));
        // Those on file come first, whatever their names.
        Assert.Equal([.. seen.Take(1101).Order(StringComparer.Ordinal), .. seen.Skip(1101).Order(StringComparer.Ordinal)], seen);
        Assert.Equal(seen.Skip(109 * 20).Take(20), Links((await PageAsync(ledger, Before(last))).Html));

        var (unfiled, _, _) = await ReadOnAsync(ledger, "/370323?q=早早&status=unfiled");
        Assert.Equal(seen.Skip(1101), unfiled);
        var (kept, _, _) = await ReadOnAsync(ledger, "/370323?q=爱心");
        Assert.Equal(1101, kept.Distinct().Count());
    }

    [Fact]
    public async Task what_may_be_shown_until_a_day_is_found_until_that_day_though_nothing_happens_on_it()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (id, violation) = await ledger.AnOpenViolationAsync();
        await ledger.OnAsync("wj-1", id, violation, "penalty", new SummaryPenalty("W", "源卫罚〔2026〕7号", EnforcementSteps.Day(20)));
        var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["number"] = JsonSerializer.SerializeToElement("源卫罚〔2026〕7号") };
        await ledger.As("wj-1").DoAsync($"/api/370323/facilities/{id}/disclosures", new PublishDisclosure("penalty", violation, fields, EnforcementSteps.Day(20)));
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(60));
        var q = $"q={Uri.EscapeDataString("源卫罚 7号")}";
        Assert.Equal(id, await FoundAsync(ledger, q));
        var last = (await ledger.FacilityAsync(id)).Disclosures.Standing.Single(x => x.Value.Kind == "penalty").Value.Until!.Value;
        ledger.Clock.Advance(new DateTimeOffset(last, new TimeOnly(4, 0), TimeSpan.Zero) - ledger.Clock.GetUtcNow());
        Assert.Equal(id, await FoundAsync(ledger, q));
        ledger.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("", await FoundAsync(ledger, q));
        Assert.Equal("", await OnPageAsync(ledger, "源卫罚 7号"));
        Assert.Equal("", await FoundAsync(ledger, $"{q}&asOf=2026-11-24"));
        Assert.Equal(id, await FoundAsync(ledger, ""));
    }

    [Fact]
    public async Task each_of_two_at_the_same_place_leads_to_the_other()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var former = await ledger.ARegisteredFacilityAsync(Steps.Registration with { Name = "从前的机构" });
        await ledger.ActAsync("sp-1", former, "registration/cancellation", new CancelRegistration("application", EnforcementSteps.Day(10)));
        var successor = await ledger.ARegisteredFacilityAsync(Steps.Registration with { Site = 2, Name = "后来的机构", Former = former, OccurredOn = EnforcementSteps.Day(12) });
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(successor, (await AnswerAsync(ledger, $"{List}/{former}")).GetProperty("successor").GetString());
        Assert.Equal(former, (await AnswerAsync(ledger, $"{List}/{successor}")).GetProperty("former").GetString());
        Assert.False((await AnswerAsync(ledger, $"{List}/{former}?asOf=2026-11-23")).TryGetProperty("successor", out _));
        Assert.Contains("后来的机构", await ledger.Host.GetTestClient().GetStringAsync($"/370323/facilities/{former}"), StringComparison.Ordinal);
        Assert.Contains("从前的机构", await ledger.Host.GetTestClient().GetStringAsync($"/370323/facilities/{successor}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_page_is_another_when_the_institution_that_it_leads_to_is_renamed()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var first = await ledger.ARegisteredFacilityAsync();
        await ledger.ActAsync("sp-1", first, "registration/cancellation", new CancelRegistration("application", EnforcementSteps.Day(10)));
        var second = await ledger.ARegisteredFacilityAsync(
            Steps.Registration with { Site = 2, Name = "后来的机构", Former = first, OccurredOn = EnforcementSteps.Day(12) });
        await ledger.ActAsync("sp-1", second, "registration/cancellation", new CancelRegistration("application", EnforcementSteps.Day(13)));
        var third = await ledger.ARegisteredFacilityAsync(
            Steps.Registration with { Site = 3, Name = "第三家机构", Former = second, OccurredOn = EnforcementSteps.Day(14) });
        var tags = await TagsAsync();

        // The third one is after the second and not beside the first.
        await ledger.ActAsync("sp-1", third, "registration/change", new ChangeRegistration(EnforcementSteps.Day(15), Name: "改名的机构"));

        var renamed = await TagsAsync();
        Assert.Equal(tags[first], renamed[first]);
        Assert.NotEqual(tags[second], renamed[second]);
        Assert.Contains("改名的机构", await ledger.Host.GetTestClient().GetStringAsync($"/370323/facilities/{second}"), StringComparison.Ordinal);

        // What the second one was called says the page of the third.
        await ledger.As("wj-1").DoAsync($"/api/370323/facilities/{second}/disclosures/registration/correction",
            new CorrectDisclosure(await WithAsync(second, "name", "更正的名称"), "typing-error", EnforcementSteps.Day(20)),
            await ledger.VersionAsync(second, "disclosures/registration"));
        Assert.NotEqual(renamed[third], (await TagsAsync())[third]);

        async Task<Dictionary<string, string>> TagsAsync()
        {
            await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(60));
            var all = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var id in new[] { first, second, third })
                using (var answer = await ledger.Host.GetTestClient().GetAsync($"/370323/facilities/{id}"))
                    all[id] = answer.Headers.ETag!.Tag;
            return all;
        }

        async Task<Dictionary<string, JsonElement>> WithAsync(string id, string field, string value)
        {
            var shown = (await AnswerAsync(ledger, $"{List}/{id}")).GetProperty("disclosures").EnumerateArray();
            var fields = shown.Single(x => x.GetProperty("key").GetString() == "registration").GetProperty("fields");
            return new(fields.EnumerateObject().ToDictionary(x => x.Name, x => x.Value, StringComparer.Ordinal)) { [field] = JsonSerializer.SerializeToElement(value) };
        }
    }

    [Fact]
    public async Task the_page_lists_an_earlier_day_when_it_is_asked_for_one()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var id = await ledger.ARegisteredFacilityAsync(Steps.Registration with { Name = "禾屿托育" });
        var moved = new ChangeRegistration(EnforcementSteps.Day(20), Name: "槐屿托育", Town: "370323002");
        await ledger.ActAsync("sp-1", id, "registration/change", moved);
        for (var i = 2; i <= 22; i++)
            await ledger.ARegisteredFacilityAsync(Steps.Registration with { Site = i, OccurredOn = EnforcementSteps.Day(21) });
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(60));

        var earlier = await ListAsync("asOf=2026-11-19");
        Assert.Equal([$"/370323/facilities/{id}?asOf=2026-11-19"], Links(earlier));
        Assert.Contains("禾屿托育", earlier, StringComparison.Ordinal);
        Assert.DoesNotContain("槐屿托育", earlier, StringComparison.Ordinal);
        Assert.Contains("2026年11月19日", earlier, StringComparison.Ordinal);
        foreach (var (query, found) in new[]
        {
            ("q=禾屿&asOf=2026-11-19", 1), ("q=槐屿&asOf=2026-11-19", 0), ("q=槐屿&asOf=2026-11-20", 1), ("asOf=2026-10-11", 0),
            ("town=370323001&asOf=2026-11-19", 1), ("town=370323002&asOf=2026-11-19", 0),
            ("grade=A&asOf=2026-11-19", 0), ("asOf=2026-11-24&q=槐屿", 1),
        })
            Assert.True(Links(await ListAsync(query)).Count == found, query);
        // Read on, nobody is met twice and nobody is missed.
        var first = await ListAsync("asOf=2026-11-22");
        var next = first.Split("rel=\"next\" href=\"/370323?")[1].Split('#')[0];
        var all = Links(first).Concat(Links(await ListAsync(WebUtility.HtmlDecode(next)))).ToList();
        Assert.Equal((22, 22), (all.Count, all.Distinct(StringComparer.Ordinal).Count()));

        foreach (var wrong in new[] { "asOf=2026-11-25", "asOf=yesterday", "asOf=2026-11-19&after=x" })
            Assert.Equal(HttpStatusCode.BadRequest, (await ledger.Host.GetTestClient().GetAsync($"/370323?{wrong}")).StatusCode);

        Task<string> ListAsync(string query) => ledger.Host.GetTestClient().GetStringAsync($"/370323?{query}");

        static IReadOnlyList<string> Links(string page) =>
            [.. page.Split("<h3><a href=\"").Skip(1).Select(x => x.Split('"')[0])];
    }

    [Fact]
    public async Task a_second_start_finds_the_tables_as_it_left_them()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        await ledger.Store.Storage.Database.AssertDatabaseMatchesConfigurationAsync();
    }

    // The keys that the API answers.
    private static async Task<string> FoundAsync(LedgerUnderTest ledger, string query) =>
        string.Join(' ', (await AnswerAsync(ledger, $"{List}?{query}")).GetProperty("items").EnumerateArray().Select(x => x.GetProperty("id").GetString()));

    private static async Task<string> OnPageAsync(LedgerUnderTest ledger, string q) =>
        string.Join(' ', (await ledger.Host.GetTestClient().GetStringAsync($"/370323?q={Uri.EscapeDataString(q)}")).Split("<a href=\"/370323/facilities/").Skip(1).Select(x => x.Split('"')[0]));

    private static async Task<JsonElement> AnswerAsync(LedgerUnderTest ledger, string path)
    {
        var answer = await ledger.Host.GetTestClient().GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    // So many more with the lines of each that is there, in the order of their keys.
    private static async Task ManyAsync(LedgerUnderTest ledger, int copies)
    {
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(60));
        await PublicRows.ExecuteAsync(ledger.Store, schema => $"""
            insert into {schema}.public_line
            select tenant_id, build, facility || '-' || lpad(n::text, 4, '0'), first, until, status, sort, text, grams, codes, former,
              jsonb_set(data, array['id'], to_jsonb(facility || '-' || lpad(n::text, 4, '0')))
            from {schema}.public_line, generate_series(1, {copies}) n;
            update {schema}.public_figure set number = number * {copies + 1}
            """);
    }

    private static async Task<(List<string> Seen, int Pages, string Last)> ReadOnAsync(LedgerUnderTest ledger, string path)
    {
        var (seen, pages, last) = (new List<string>(), 0, "");
        for (var next = path; next is not null; pages++)
        {
            (last, next) = await PageAsync(ledger, next);
            seen.AddRange(Links(last));
        }
        return (seen, pages, last);
    }

    private static async Task<(string Html, string? Next)> PageAsync(LedgerUnderTest ledger, string path)
    {
        var html = await ledger.Host.GetTestClient().GetStringAsync(path);
        return (html, html.Contains("rel=\"next\"", StringComparison.Ordinal) ? Href(html, "next") : null);
    }

    private static string Before(string html) => Href(html, "prev");

    private static string Href(string html, string rel) =>
        html.Split($"rel=\"{rel}\" href=\"")[1].Split('#')[0].Replace("&amp;", "&", StringComparison.Ordinal);

    private static IEnumerable<string> Links(string html) => html.Split("<a href=\"/370323/facilities/").Skip(1).Select(x => x.Split('"')[0]);
}
