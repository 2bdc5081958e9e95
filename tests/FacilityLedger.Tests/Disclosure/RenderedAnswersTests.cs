using System.Globalization;
using System.Security.Claims;
using FacilityLedger.Disclosure;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace FacilityLedger.Tests.Disclosure;

public sealed class RenderedAnswersTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);
    private static readonly PublicHead Head = new(1, 7, null, new("370323-B", "后来的机构"));

    [Fact]
    public void a_flood_of_pages_stays_within_the_limit_and_the_latest_find_room()
    {
        using var rendered = new RenderedAnswers();
        var (body, keys) = (new byte[8192], Enumerable.Range(0, 30_000).Select(Key).ToList());
        foreach (var key in keys)
            rendered.Keep(key, new(Head, body));
        var kept = keys.Sum(x => (long?)rendered.Find(x)?.Body.Length ?? 0);
        Assert.InRange(kept, 1, RenderedAnswers.Most);
        // Room is made beside the requests, so a page may be asked for a few times before it is kept.
        Assert.True(SpinWait.SpinUntil(() => Stays(Key(-1)), TimeSpan.FromSeconds(30)));

        bool Stays(RenderedKey key)
        {
            rendered.Keep(key, new(Head, body));
            return rendered.Find(key) is not null;
        }
    }

    [Fact]
    public void a_page_larger_than_all_room_is_not_kept()
    {
        using var rendered = new RenderedAnswers();
        rendered.Keep(Key(1), new(Head, new byte[RenderedAnswers.Most + 1]));
        Assert.Null(rendered.Find(Key(1)));
    }

    [Fact]
    public void path_language_day_and_policy_each_have_pages_of_their_own()
    {
        using var rendered = new RenderedAnswers();
        var key = Key(1);
        rendered.Keep(key, new(Head, [1]));
        Assert.Equal(new byte[] { 1 }, rendered.Find(Key(1))?.Body);
        foreach (var other in new[] { key with { Path = "/us-nyc/facilities/1" }, key with { English = true }, key with { Today = Today.AddDays(1) }, key with { Policy = "2" } })
            Assert.Null(rendered.Find(other));
    }

    [Fact]
    public void what_somebody_signed_in_gets_and_what_follows_a_question_mark_has_no_key()
    {
        var http = new DefaultHttpContext { Request = { Path = "/370323/facilities/1" } };
        Assert.Equal("/370323/facilities/1", RenderedKey.Of(http, Today, "1")?.Path);
        http.Request.QueryString = new("?asOf=2026-11-24");
        Assert.Null(RenderedKey.Of(http, Today, "1"));
        http.Request.QueryString = default;
        http.User = new(new ClaimsIdentity("test"));
        Assert.Null(RenderedKey.Of(http, Today, "1"));
    }

    private static RenderedKey Key(int number) => new(string.Create(CultureInfo.InvariantCulture, $"/370323/facilities/{number}"), English: false, Today, "1");
}
