using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FacilityLedger.Inspectors;
using FacilityLedger.Policies;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FacilityLedger.IntegrationTests;

/// <summary>Every command of the API is sent what no command should hold, member by member. Whatever is wrong is the caller's to hear of, with a rule and its clause; nothing is appended, nothing that was sent stands in the log, and nothing is ever an error of ours.</summary>
public sealed class BadInputTests
{
    private const string Secret = "机密内容ZZ9";
    private static readonly Policy County = PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policies", "370323.json"));

    /// <summary>By what is tried: the JSON that stands where a text should.</summary>
    private static readonly (string What, string Json)[] Texts =
    [
        ("a number", "7"), ("an object", "{}"), ("a list", "[]"), ("nothing but blanks", "\"  \""), ("an empty text", "\"\""), ("a text too long", $"\"{new string('长', 20_001)}\""),
        ("a NUL", "\"a\\u0000b\""), ("a bell", "\"a\\u0007b\""), ("a bidirectional override", "\"a\\u202Eb\""), ("a bidirectional isolate", "\"a\\u2066b\""), ("half a surrogate pair", "\"a\\ud800b\""),
        ("the other half", "\"\\udc00\""), ("a byte order mark", "\"\\ufeffa\""),
        ("an Arabic letter mark", "\"a\\u061cb\""), ("a zero-width blank", "\"a\\u200bb\""), ("a zero-width joiner", "\"a\\u200db\""), ("a soft hyphen", "\"a\\u00adb\""), ("a tag", "\"a\\udb40\\udc41b\""),
        ("nothing but a Hangul filler", "\"\\u3164\""), ("nothing but blanks of Braille", "\"\\u2800\\u2800\""), ("no character at all", "\"a\\ufdd0b\""), ("a sign of private use", "\"a\\ue000b\""), ("a letter and its accent apart", "\"e\\u0301\""),
    ];
    private static readonly (string What, string Json)[] Days =
    [
        ("tomorrow", "\"2026-11-25\""), ("a year to come", "\"2999-12-31\""), ("before all time", "\"0001-01-01\""), ("the last day of all", "\"9999-12-31\""), ("no day", "\"2026-02-30\""), ("words", "\"yesterday\""), ("a number", "20261120"), ("an instant", "\"2026-11-20T10:00:00Z\""), ("null", "null"),
    ];
    private static readonly (string What, string Json)[] Hours =
    [
        ("a later hour", "\"2026-11-24T23:00:00+08:00\""), ("a year to come", "\"9999-12-31T23:59:59-14:00\""), ("before all time", "\"0001-01-01T00:00:00+14:00\""), ("no hour", "\"2026-11-20T25:00:00+08:00\""), ("words", "\"noon\""), ("a number", "1763600000"), ("null", "null"),
    ];
    private static readonly (string What, string Json)[] Numbers = [("a negative", "-1"), ("the largest", "2147483647"), ("too large", "99999999999"), ("a fraction", "1.5"), ("a text", "\"7\""), ("infinity", "1e999"), ("null in a list", "[null]")];
    private static readonly (string What, string Json)[] Flags = [("a text", "\"true\""), ("a number", "1"), ("a list", "[true]")];
    private static readonly (string What, string Json)[] Lists = [("an object", "{\"a\":1}"), ("a text", "\"x\""), ("null inside", "[null]"), ("a number inside", "[[1]]"), ("very many", $"[{string.Join(',', Enumerable.Repeat("\"x\"", 10_000))}]")];
    private static readonly (string What, string Json)[] Objects = [("a list", "[]"), ("a text", "\"x\""), ("an unknown member", "{\"nobody\":1}"), ("a deep nest", $"{string.Concat(Enumerable.Repeat("{\"a\":", 200))}1{new string('}', 200)}")];

    [Fact]
    public async Task every_member_of_every_command_is_tried()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var wrong = new List<string>();
        var tried = 0;
        // One for all: whatever is refused changes nothing.
        var (facility, things) = await ledger.AFileOfEverythingAsync(County, 1);
        foreach (var route in CommandRoute.All(ledger.Host.Services.GetRequiredService<EndpointDataSource>()))
        {
            var before = (await ledger.FacilityAsync(facility)).Version;
            var (path, version) = await ledger.AddressAsync(route.Shape, facility, things);
            var officer = ledger.As(Officer(route.Shape));
            foreach (var (what, body) in Mutations(route.Body))
            {
                tried++;
                using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
                if (version is { } v)
                    request.Headers.TryAddWithoutValidation("If-Match", $"\"{v}\"");
                using var answer = await officer.SendAsync(request);
                var text = await answer.Content.ReadAsStringAsync();
                if ((int)answer.StatusCode is >= 200 and < 300)
                    wrong.Add($"{route.Shape} took {what}");
                else if ((int)answer.StatusCode is < 400 or >= 500 || !text.Contains("\"rule\":", StringComparison.Ordinal) || !text.Contains("\"basis\":", StringComparison.Ordinal) || text.Contains(Secret, StringComparison.Ordinal))
                    wrong.Add($"{route.Shape} {what}: {(int)answer.StatusCode} {text[..Math.Min(text.Length, 200)]}");
            }
            if ((await ledger.FacilityAsync(facility)).Version != before)
                wrong.Add($"{route.Shape}: something was refused, and appended");
        }
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {tried}:\n{string.Join('\n', wrong.Take(60))}");
        Assert.True(tried > 1000, $"{tried} tried");
        Assert.DoesNotContain(ledger.Logged, x => x.Contains(Secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "application/json", 400), InlineData("null", "application/json", 400), InlineData("[]", "application/json", 400), InlineData("{\"occurredOn\":\"2026-11-20\"", "application/json", 400)]
    [InlineData("{\"ground\":\"application\",\"ground\":\"revoked\",\"occurredOn\":\"2026-11-20\"}", "application/json", 400), InlineData("{\"ground\":\"application\",\"occurredOn\":\"2026-11-20\"}", "text/plain", 415)]
    public async Task a_body_that_is_none_is_refused(string body, string type, int status)
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var facility = await ledger.ARegisteredFacilityAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, EnforcementSteps.Path(facility, "registration/cancellation")) { Content = new StringContent(body, Encoding.UTF8, type) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{await ledger.VersionAsync(facility, "registration")}\"");
        Assert.Equal(status, (int)(await ledger.As("sp-1").SendAsync(request)).StatusCode);
        Assert.Equal(FacilityLedger.Registration.RegistrationStatus.Registered, (await ledger.FacilityAsync(facility)).Registration.Status);
    }

    [Fact]
    public async Task another_jurisdictions_officer_and_a_made_up_key_find_nothing()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var facility = await ledger.ARegisteredFacilityAsync();
        var command = new FacilityLedger.Registration.CancelRegistration("application", new(2026, 11, 20));
        Assert.Equal(HttpStatusCode.Forbidden, (await ledger.As("sp-1", "us-nyc").SendAsync(HttpMethod.Post, EnforcementSteps.Path(facility, "registration/cancellation"), command, 1)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ledger.As("sp-1", "us-nyc").SendAsync(HttpMethod.Post, $"/api/us-nyc/facilities/{facility}/registration/cancellation", command, 1)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ledger.As("sp-1").SendAsync(HttpMethod.Post, EnforcementSteps.Path("370323-NOBODY", "registration/cancellation"), command, 1)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ledger.As("sp-1").SendAsync(HttpMethod.Post, "/api/nowhere/facilities/x/registration/cancellation", command, 1)).StatusCode);
    }

    // Each member in turn, with everything else as it should be; codes are a text that no policy knows, so nothing succeeds by chance.
    private static IEnumerable<(string What, string Body)> Mutations(Type type)
    {
        foreach (var path in Leaves(AnyBody.Of(type, "2026-11-20", optional: true, _ => Secret), []))
        {
            var node = At(AnyBody.Of(type, "2026-11-20", optional: true, _ => Secret), path)!;
            var values = node is JsonArray ? Lists : node is JsonObject ? Objects : node.GetValueKind() switch
            {
                // The end of a dormancy lies ahead, and that of a certificate, where it names one.
                JsonValueKind.String when node.GetValue<string>() == "2026-11-20" => type == typeof(CertifyOfficer) && path[^1] is "validUntil" ? Days[1..^1] : path[^1] is "until" || type == typeof(RenewCertificate) && path[^1] is "validUntil" ? Days[1..] : Days,
                JsonValueKind.String when node.GetValue<string>().StartsWith("2026-11-20T", StringComparison.Ordinal) => Hours,
                JsonValueKind.String => Texts,
                // Credit is given and taken.
                JsonValueKind.Number => type == typeof(Credit.ProposeCreditChange) ? Numbers[1..] : Numbers,
                _ => Flags,
            };
            foreach (var (what, json) in values)
                yield return ($"{what} at {string.Join('.', path)}", With(AnyBody.Of(type, "2026-11-20", optional: true, _ => Secret), path, json));
        }
    }

    private static IEnumerable<object[]> Leaves(JsonNode? node, object[] path) => node switch
    {
        JsonObject x => (path.Length == 0 ? [] : new[] { path }).Concat(x.SelectMany(y => Leaves(y.Value, [.. path, y.Key]))),
        JsonArray x => new[] { path }.Concat(x.SelectMany((y, i) => Leaves(y, [.. path, i]))),
        _ => [path],
    };

    private static JsonNode? At(JsonNode? node, object[] path) => path.Aggregate(node, (x, step) => step is int i ? x![i] : x![(string)step]);

    // The replacement may be no JSON that a node can hold, as half a surrogate pair: it goes in as text.
    private static string With(JsonNode body, object[] path, string json)
    {
        const string Here = "#here#";
        var parent = At(body, path[..^1])!;
        if (path[^1] is int i)
            parent[i] = Here;
        else
            parent[(string)path[^1]] = Here;
        return body.ToJsonString().Replace($"\"{Here}\"", json, StringComparison.Ordinal);
    }

    internal static string Officer(string shape) => shape.Contains("/registration", StringComparison.Ordinal) || shape == "/api/{}/facilities" ? "sp-1" : shape.StartsWith("/api/{}/officers", StringComparison.Ordinal) ? "xf-1" : shape.Contains("/assessments", StringComparison.Ordinal) ? "wj-evaluator" : "wj-1";
}
