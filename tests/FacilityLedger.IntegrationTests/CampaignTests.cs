using System.Net;
using System.Net.Http.Json;
using FacilityLedger.Assessments;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using Xunit;

namespace FacilityLedger.IntegrationTests;

/// <summary>The same Decision on another kind of stream.</summary>
public sealed class CampaignTests
{
    private static readonly DateOnly Day = new(2026, 11, 1);
    internal static readonly OpenCampaign Round = new("2026 年评估", "TEST-100", Day);

    [Fact]
    public async Task a_campaign_is_opened_once_and_closed_once()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var wj = ledger.As("wj-1");
        var first = await wj.SendAsync(HttpMethod.Post, "/api/370323/campaigns", Round, key: "round");
        var again = await wj.SendAsync(HttpMethod.Post, "/api/370323/campaigns", Round, key: "round");
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        var id = first.Headers.Location!.OriginalString.Split('/')[^1];
        Assert.StartsWith("370323-", id, StringComparison.Ordinal);

        var closed = await wj.SendAsync(HttpMethod.Post, $"/api/370323/campaigns/{id}/closing", new CloseCampaign(Day.AddDays(1)));
        Assert.Equal((HttpStatusCode.NoContent, "\"2\""), (closed.StatusCode, closed.Headers.ETag!.Tag));
        await wj.RefusedAsync($"/api/370323/campaigns/{id}/closing", new CloseCampaign(Day.AddDays(2)), HttpStatusCode.PreconditionRequired, "if-match-required");
        await wj.DoAsync($"/api/370323/campaigns/{id}/closing", new CloseCampaign(Day.AddDays(2)), 2);

        await using var session = ledger.Store.QuerySession("370323");
        var events = await session.Events.FetchStreamAsync(id);
        Assert.Equal(2, events.Count);
        Assert.Equal("WJ", Entry.Of(events[1]).Department);
        var campaign = (await session.LoadAsync<AssessmentCampaign>(id))!;
        Assert.Equal(CampaignStatus.Closed, campaign.Status);
        Assert.Equal(CanonicalJson.Of(AssessmentCampaign.Replay(events.Select(Entry.Of))), CanonicalJson.Of(campaign));
        Assert.Null(await session.LoadAsync<Facility>(id));
    }

    [Fact]
    public async Task a_key_of_another_body_and_twins_open_one_campaign()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var wj = ledger.As("wj-1");
        var twins = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => wj.SendAsync(HttpMethod.Post, "/api/370323/campaigns", Round, key: "twin")));
        Assert.All(twins, x => Assert.Equal(HttpStatusCode.Created, x.StatusCode));
        Assert.Single(twins.Select(x => x.Headers.Location!.OriginalString).Distinct());
        var other = await wj.SendAsync(HttpMethod.Post, "/api/370323/campaigns", Round with { Name = "另一轮" }, key: "twin");
        Assert.Contains("idempotency-key-reused", await other.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_campaign_has_its_rules()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var wj = ledger.As("wj-1");
        const string path = "/api/370323/campaigns";
        await ledger.As("sp-1").RefusedAsync(path, Round, HttpStatusCode.Forbidden, "department-may-not");
        await wj.RefusedAsync(path, Round with { Standard = "NONE" }, HttpStatusCode.UnprocessableEntity, "code-unknown");
        await wj.RefusedAsync(path, Round with { Name = "" }, HttpStatusCode.UnprocessableEntity, "text-malformed");
        await wj.RefusedAsync(path, Round with { OccurredOn = new DateOnly(2027, 1, 1) }, HttpStatusCode.UnprocessableEntity, "not-in-the-future");
        var id = await wj.DoAsync(path, Round);
        await wj.RefusedAsync($"{path}/{id}/closing", new CloseCampaign(Day.AddDays(-1)), HttpStatusCode.UnprocessableEntity, "not-before-the-last");
        await ledger.As("sp-1").RefusedAsync($"{path}/{id}/closing", new CloseCampaign(Day), HttpStatusCode.Forbidden, "department-may-not");
        Assert.Equal(HttpStatusCode.NotFound, (await wj.PostAsJsonAsync($"{path}/370323-NONE/closing", new CloseCampaign(Day), LedgerJson.Options)).StatusCode);
    }
}
