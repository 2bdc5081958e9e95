using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspectors;
using FacilityLedger.Policies;
using FacilityLedger.Registration;
using Marten.Events;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FacilityLedger.IntegrationTests;

/// <summary>One idea of what a command is, and one way to it, however its address is written and whatever else a request says.</summary>
public sealed class GateTests
{
    private static readonly Policy County = PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policies", "370323.json"));

    private static readonly (string What, Func<string, string> Spell)[] Spellings =
    [
        ("small and large letters swapped", Swapped), ("large letters", x => x.ToUpperInvariant()), ("/API", x => "/API" + x[4..]), ("a last slash", x => x + "/"), ("two last slashes", x => x + "//"),
        ("percent-encoded", Encoded), ("a doubled slash at the front", x => "/" + x), ("doubled slashes", x => x.Replace("/", "//", StringComparison.Ordinal)), ("a doubled slash at the end", x => x.Insert(x.LastIndexOf('/'), "/")),
        ("an encoded slash", x => x[..x.LastIndexOf('/')] + "%2F" + x[(x.LastIndexOf('/') + 1)..]), ("dots", x => x.Replace("/api/", "/api/./", StringComparison.Ordinal)), ("dots there and back", x => x.Replace("/api/", "/api/x/../", StringComparison.Ordinal)),
        ("a blank at the end", x => x + "%20"), ("a parameter of the path", x => x + ";a=b"),
    ];

    /// <summary>Names under which the server itself keeps what no client may say.</summary>
    private static readonly string[] OfTheServer =
        ["Ledger-New-Stream", "Ledger-Stream", "Ledger-Actor", "Ledger-Department", "Ledger-Seed", "ledger-new-stream", "LEDGER-ROLE", "Ledger-Anything"];

    private const string TooSlow = "body-too-slow";

    private static readonly string[] Members = ["id", "stream", "newStream", "facilityId", "jurisdiction", "actor", "account", "department", "role", "roles", "version", "thing", "seed", "key", "events", "claims", "tenantId", "$type", "occurredAt"];

    [Fact]
    public async Task every_command_is_the_same_command_in_every_spelling_or_no_command_at_all()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (facility, things) = await ledger.AFileOfEverythingAsync(County);
        var before = (await ledger.FacilityAsync(facility)).Version;
        var streams = await ledger.StreamsAsync();
        var wrong = new List<string>();
        foreach (var route in CommandRoute.All(ledger.Host.Services.GetRequiredService<EndpointDataSource>()))
        {
            var (path, version) = await ledger.AddressAsync(route.Shape, facility, things);
            foreach (var who in new[] { BadInputTests.Officer(route.Shape), "zz-1" })
            {
                var asked = await SaidAsync(ledger, who, path, AnyBody.Of(route.Body, "1800-01-01"), version);
                if (asked is not ("422 date-absurd" or "403 department-may-not"))
                    wrong.Add($"{route.Shape} as it is: {asked}");
                // 405: the address is one that is only read.
                foreach (var (what, spell) in Spellings)
                    if (await SaidAsync(ledger, who, spell(path), AnyBody.Of(route.Body, "1800-01-01"), version) is var said && said != asked && said[..3] is not ("404" or "405" or "400"))
                        wrong.Add($"{route.Shape} with {what}: {said}, not {asked}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(before, (await ledger.FacilityAsync(facility)).Version);
        Assert.Equal(streams, await ledger.StreamsAsync());
    }

    [Fact]
    public async Task a_key_is_the_same_key_in_every_spelling()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var sp = ledger.As("sp-1");
        using var first = await sp.SendAsync(HttpMethod.Post, "/api/370323/facilities", Steps.Registration, key: "one");
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        var streams = await ledger.StreamsAsync();
        foreach (var (what, spell) in Spellings)
        {
            using var again = await sp.SendAsync(HttpMethod.Post, $"http://localhost{spell("/api/370323/facilities")}", Steps.Registration, key: "one");
            if (again.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.BadRequest)
                continue;
            Assert.True(again.StatusCode == HttpStatusCode.Created && again.Headers.Contains("Idempotency-Replayed"), $"{what}: {(int)again.StatusCode}");
            Assert.Equal(first.Headers.ETag, again.Headers.ETag);
            Assert.Equal(first.Headers.Location, again.Headers.Location);
        }
        Assert.Equal(streams, await ledger.StreamsAsync());
    }

    [Fact]
    public async Task what_only_the_server_makes_comes_in_under_no_name()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var facility = await ledger.ARegisteredFacilityAsync();
        var before = (await ledger.FacilityAsync(facility)).Version;
        var streams = await ledger.StreamsAsync();
        var plain = JsonSerializer.SerializeToNode(CampaignTests.Round, LedgerJson.Options)!.AsObject();
        foreach (var address in new[] { "/api/370323/campaigns", "/API/370323/campaigns", "/api/370323/Campaigns/" })
        {
            foreach (var header in OfTheServer)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(plain) };
                request.Headers.Add(header, facility);
                await AssertAsync(await ledger.As("wj-1").SendAsync(request), "header-unknown", $"{address} {header}");
            }
            foreach (var member in Members.Where(x => !plain.ContainsKey(x)))
            {
                var body = plain.DeepClone().AsObject();
                body[member] = facility;
                using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(body) };
                await AssertAsync(await ledger.As("wj-1").SendAsync(request), "body-malformed", $"{address} {member}");
            }
        }
        // A value of the route that the route does not have is no value of it.
        foreach (var name in new[] { "facilityId", "campaignId", "stream", "newStream" })
            using (var answer = await ledger.As("wj-1").SendAsync(HttpMethod.Post, $"/api/370323/campaigns?{name}={facility}", CampaignTests.Round, key: $"as {name}"))
                Assert.DoesNotContain(facility, answer.Headers.TryGetValues("Ledger-Stream", out var stream) ? stream : [], StringComparer.Ordinal);
        Assert.Equal(before, (await ledger.FacilityAsync(facility)).Version);
        Assert.DoesNotContain((await ledger.StreamsAsync()).Except(streams, StringComparer.Ordinal), x => !FacilityId.IsOf("370323", x));
    }

    [Fact]
    public async Task nobody_waits_for_a_body_that_does_not_come()
    {
        await using var ledger = await LedgerUnderTest.StartAsync(settings: "Maximum Pool Size=4");
        var facility = await ledger.ARegisteredFacilityAsync();
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(60));
        using var hung = new HungBodies();
        var path = $"/api/370323/facilities/{facility}/registration/change";
        foreach (var (officer, jurisdiction) in new[] { ("sp-1", "370323"), ("zz-1", "370323"), ("wj-auditor", "370323"), ("sp-1", "us-nyc") })
            for (var i = 0; i < 12; i++)
                hung.Send(ledger.As(officer, jurisdiction), HttpMethod.Post, i % 2 == 0 ? path : "/api/370323/facilities");
        for (var i = 0; i < 12; i++)
        {
            hung.Send(ledger.Anonymous(), HttpMethod.Post, path);
            hung.Send(ledger.Anonymous(), HttpMethod.Post, "/api/nothing");
            hung.Send(ledger.As("wj-1"), HttpMethod.Put, "/api/370323/evidence");
            hung.Send(ledger.As("zz-1"), HttpMethod.Put, "/api/370323/evidence");
        }
        await hung.AllBegunAsync();

        Assert.Equal(HttpStatusCode.OK, (await ledger.Anonymous().GetAsync("/370323")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ledger.Anonymous().GetAsync($"/api/370323/public/facilities/{facility}")).StatusCode);
        await ledger.ActAsync("sp-1", facility, "registration/change", new ChangeRegistration(new DateOnly(2026, 11, 20), Name: "另一名称"));
        Assert.Equal(HttpStatusCode.Created, (await ledger.As("sp-1").SendAsync(HttpMethod.Post, "/api/370323/facilities", Steps.Registration with { Uscc = Desk.DeskStates.NewUscc() })).StatusCode);

        // Whoever may not give the command has his answer already: nobody waited for what he sends. Whoever may is told in the end.
        Assert.All(await hung.AnsweredAsync(except: "sp-1@370323 wj-1@370323"), x => Assert.True(x.Status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized or HttpStatusCode.NotFound, $"{x}"));
        ledger.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.All(await hung.AnsweredAsync(), x => Assert.True(x.Status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized or HttpStatusCode.NotFound || x.Status == HttpStatusCode.RequestTimeout && x.Text.Contains(TooSlow, StringComparison.Ordinal), $"{x}"));
    }

    [Fact]
    public async Task a_body_over_the_limit_is_refused_unread()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var facility = await ledger.ARegisteredFacilityAsync();
        using var large = new StringContent(JsonSerializer.Serialize(Steps.Registration with { Name = new string('长', 600_000) }, LedgerJson.Options), Encoding.UTF8, "application/json");
        await AssertAsync(await ledger.As("sp-1").PostAsync($"/api/370323/facilities/{facility}/registration", large), "body-too-large", "large", HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task where_a_command_says_that_something_is_there_it_is_read()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var facility = await ledger.ARegisteredFacilityAsync();
        var wj = ledger.As("wj-1");
        var found = new FindFacility("示例看护点", "370323001", "示例路 3 号", new DateOnly(2026, 11, 2));
        foreach (var (who, path, command) in new (HttpClient, string, object)[]
        {
            (ledger.As("sp-1"), "/api/370323/facilities", Steps.Registration with { Uscc = Desk.DeskStates.NewUscc() }),
            (wj, "/api/370323/found-places", found), (wj, "/api/370323/campaigns", CampaignTests.Round), (wj, "/api/370323/plans", EnforcementSteps.Yearly),
            (ledger.As("xf-1"), "/api/370323/officers", new CertifyOfficer("xf-9", "鲁F-9", new DateOnly(2026, 11, 1))), (wj, $"/api/370323/facilities/{facility}/inspections", EnforcementSteps.Care),
        })
        {
            using var made = await who.SendAsync(HttpMethod.Post, path, command);
            Assert.True(made.StatusCode == HttpStatusCode.Created, $"{path}: {await made.Content.ReadAsStringAsync()}");
            using var read = await who.GetAsync(made.Headers.Location);
            Assert.True(read.StatusCode == HttpStatusCode.OK, $"{made.Headers.Location}: {(int)read.StatusCode}");
            Assert.Equal(made.Headers.ETag, read.Headers.ETag);
        }
        foreach (var nothing in new[] { $"/api/370323/facilities/{facility}/inspections/NONE", $"/api/370323/plans/{facility}", "/api/370323/officers/NONE" })
            await AssertAsync(await wj.GetAsync(nothing), "thing-unknown", nothing, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task a_cleared_key_creates_nothing_again()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var facility = await ledger.ARegisteredFacilityAsync();
        var (wj, path) = (ledger.As("wj-1"), $"/api/370323/facilities/{facility}/inspections");
        using var first = await wj.SendAsync(HttpMethod.Post, path, EnforcementSteps.Care, key: "visit");
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        var answers = ledger.Host.Services.GetRequiredService<SpentAnswers>();
        ledger.Clock.Advance(TimeSpan.FromDays(29));
        await answers.ClearAsync();
        Assert.Equal(HttpStatusCode.Created, (await wj.SendAsync(HttpMethod.Post, path, EnforcementSteps.Care, key: "visit")).StatusCode);
        ledger.Clock.Advance(TimeSpan.FromDays(2));
        await answers.ClearAsync();

        using var late = await wj.SendAsync(HttpMethod.Post, path, EnforcementSteps.Care, key: "visit");

        await AssertAsync(late, "idempotency-key-cleared", "late", HttpStatusCode.Conflict);
        Assert.Single((await ledger.FacilityAsync(facility)).Inspections.All);
    }

    private static async Task<string> SaidAsync(LedgerUnderTest ledger, string who, string path, JsonObject body, long? version)
    {
        using var answer = await ledger.As(who).SendAsync(HttpMethod.Post, $"http://localhost{path}", body, version);
        var text = await answer.Content.ReadAsStringAsync();
        return text.Length > 0 && text[0] == '{' && JsonDocument.Parse(text).RootElement.TryGetProperty("rule", out var rule) ? $"{(int)answer.StatusCode} {rule.GetString()}" : $"{(int)answer.StatusCode}";
    }

    private static async Task AssertAsync(HttpResponseMessage answer, string rule, string what, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == status && text.Contains($"\"rule\":\"{rule}\"", StringComparison.Ordinal), $"{what}: {(int)answer.StatusCode} {text}");
        }
    }

    private static string Swapped(string path) => string.Concat(path.Select(x => char.IsUpper(x) ? char.ToLowerInvariant(x) : char.ToUpperInvariant(x)));

    private static string Encoded(string path) => string.Concat(path.Select((x, i) => x == '/' || i % 3 != 0 ? $"{x}" : $"%{(int)x:X2}"));
}
