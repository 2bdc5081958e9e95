using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace FacilityLedger.IntegrationTests.Fuzz;

/// <summary>Random requests made from the server's OpenAPI description, about institutions that exist, with versions that are right, by officers who may: so that they reach the decisions.
/// LEDGER_FUZZ says how many (20,000 unless set), LEDGER_FUZZ_SEED repeats a run.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private static readonly Policy County = PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policies", "370323.json"));
    private static readonly int Wanted = int.TryParse(Environment.GetEnvironmentVariable("LEDGER_FUZZ"), CultureInfo.InvariantCulture, out var n) ? n : 20_000;
    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("LEDGER_FUZZ_SEED"), CultureInfo.InvariantCulture, out var n) ? n : Random.Shared.Next();

    [Fact]
    public async Task random_requests_meet_no_error_of_ours_and_a_refused_one_leaves_no_trace()
    {
        output.WriteLine($"LEDGER_FUZZ_SEED={Seed}, {Wanted} requests");
        await using var ledger = await LedgerUnderTest.StartAsync();
        // Until its views have come up a server that has just started says so with 503, which is no error.
        await Until.TrueAsync("the server is ready", async () => (await ledger.Anonymous().GetAsync("/health/ready")).IsSuccessStatusCode);
        var run = await FuzzRun.BeginAsync(ledger, County, new Random(Seed));
        for (var i = 0; i < Wanted; i++)
            await run.SendAsync(i);
        output.WriteLine(run.Summary);
        Assert.True(run.Wrong.Count == 0, $"seed {Seed}: {run.Wrong.Count} wrong\n{string.Join('\n', run.Wrong.Take(40))}");
        Assert.True(run.Decided * 2 >= run.Commands, $"seed {Seed}: only {run.Decided} of {run.Commands} commands reached a decision\n{run.Summary}");
        Assert.DoesNotContain(ledger.Logged, x => x.Contains(Bodies.Canary, StringComparison.Ordinal));
    }
}

/// <summary>One run against one ledger, a request after another.</summary>
internal sealed class FuzzRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly LedgerUnderTest ledger;
    private readonly Random random;
    private readonly Described described;
    private readonly Bodies bodies;
    private readonly Dictionary<string, string> officers;
    private readonly List<(string Facility, Dictionary<string, string> Things)> files = [];
    private readonly SortedDictionary<string, int> answers = new(StringComparer.Ordinal);
    private readonly NpgsqlDataSource database;
    private long entries;

    private FuzzRun(LedgerUnderTest ledger, Random random, Described described, Bodies bodies, Dictionary<string, string> officers, NpgsqlDataSource database) =>
        (this.ledger, this.random, this.described, this.bodies, this.officers, this.database) = (ledger, random, described, bodies, officers, database);

    public List<string> Wrong { get; } = [];
    public int Commands { get; private set; }

    /// <summary>Commands on which their decision was taken: done, or refused by a rule of it.</summary>
    public int Decided { get; private set; }

    public string Summary => $"{Commands} commands, {Decided} decided; {string.Join(", ", answers.Select(x => $"{x.Key}: {x.Value}"))}";

    public static async Task<FuzzRun> BeginAsync(LedgerUnderTest ledger, Policy policy, Random random)
    {
        var itself = new Described(JsonNode.Parse(await ledger.Anonymous().GetStringAsync("/openapi/v1.json"))!.AsObject());
        var able = ledger.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(x => x.Metadata.GetMetadata<GivesAttribute>() is not null)
            .ToDictionary(x => "/" + x.RoutePattern.RawText!.TrimStart('/'), x => OfficerFor(x.Metadata.GetMetadata<GivesAttribute>()!, policy), StringComparer.Ordinal);
        var run = new FuzzRun(ledger, random, itself, new Bodies(random, itself, DateOnly.FromDateTime(LedgerUnderTest.Start.AddHours(8).DateTime)), able, NpgsqlDataSource.Create(await TestPostgres.ConnectionStringAsync()));
        for (var site = 1; site <= 3; site++)
            run.files.Add(await ledger.AFileOfEverythingAsync(policy, site));
        run.entries = await run.EntriesAsync();
        return run;
    }

    public async Task SendAsync(int number)
    {
        var operation = described.Operations[random.Next(described.Operations.Count)];
        var (facility, things) = files[random.Next(files.Count)];
        var jurisdiction = Now(97) ? "370323" : "us-nyc";
        var path = Path(operation, jurisdiction, facility, things);
        var officer = Now(92) && officers.TryGetValue(operation.Path, out var able) ? able : Now(50) ? "wj-1" : "zz-auditor";
        var client = Now(97) ? ledger.As(officer, Now(98) ? jurisdiction : "us-nyc") : ledger.Anonymous();
        using var request = new HttpRequestMessage(operation.Method, path + Query(operation));
        JsonObject? body = null;
        if (operation.Body is { } schema)
        {
            body = bodies.Of(schema, "") as JsonObject;
            request.Content = new StringContent(Now(98) ? body?.ToJsonString() ?? "null" : Torn(body), Encoding.UTF8, Now(99) ? "application/json" : "text/plain");
            request.Headers.TryAddWithoutValidation("If-Match", Now(96) ? "*" : Now(50) ? $"\"{random.Next(100)}\"" : "W/\"x\", junk");
            if (Now(40))
                request.Headers.TryAddWithoutValidation("Idempotency-Key", $"k{number - random.Next(4)}");
            if (Now(3))
                request.Headers.TryAddWithoutValidation("On-Behalf-Of", Now(50) ? "institution" : Bodies.Canary);
        }
        await JudgeAsync(operation, client, request, body);
    }

    private async Task JudgeAsync(Operation operation, HttpClient client, HttpRequestMessage request, JsonObject? body)
    {
        var what = $"{operation.Method} {request.RequestUri} {body?.ToJsonString() ?? ""}";
        try
        {
            using var late = new CancellationTokenSource(Patience);
            using var answer = await client.SendAsync(request, late.Token);
            var (text, status) = (await answer.Content.ReadAsStringAsync(late.Token), (int)answer.StatusCode);
            var problem = Problem(answer, text, what);
            var rule = (string?)problem?["rule"];
            answers[$"{status} {rule}"] = answers.GetValueOrDefault($"{status} {rule}") + 1;
            if (status >= 500)
                Wrong.Add($"{status} {what}: {text[..Math.Min(300, text.Length)]}");
            // Strangers and addresses that there are not are answered before any rule is asked.
            if (status is >= 400 and not (401 or 404 or 405 or 415) && request.Content is not null && rule is null)
                Wrong.Add($"{status} without a rule: {what}: {text[..Math.Min(300, text.Length)]}");
            var now = await EntriesAsync();
            if (now != entries && (request.Content is null || status >= 400))
                Wrong.Add($"{status} and {now - entries} entries more: {what}");
            entries = now;
            if (operation.Body is null)
                return;
            Commands++;
            if (status < 300 || rule is not null && status is 422 or 409)
                Decided++;
            if (problem is not null)
                bodies.Learn(problem);
            else if (status < 300 && body is not null)
                bodies.LearnTaken(body);
        }
        catch (OperationCanceledException)
        {
            Wrong.Add($"no answer within {Patience}: {what}");
        }
        finally
        {
            request.Dispose();
        }
    }

    private JsonObject? Problem(HttpResponseMessage answer, string text, string what)
    {
        try
        {
            return answer.Content.Headers.ContentType?.MediaType switch
            {
                "application/problem+json" => JsonNode.Parse(text)!.AsObject(),
                "application/json" when JsonNode.Parse(text) is null => throw new JsonException("null"),
                _ => null,
            };
        }
        catch (JsonException e)
        {
            Wrong.Add($"half an answer ({e.Message}): {what}");
            return null;
        }
    }

    private async Task<long> EntriesAsync()
    {
        await using var command = database.CreateCommand($"select coalesce(sum(version), 0)::bigint from {ledger.Schema}.mt_streams");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private string Path(Operation operation, string jurisdiction, string facility, Dictionary<string, string> things)
    {
        var parts = operation.Path.Split('/');
        for (var i = 1; i < parts.Length; i++)
            if (parts[i].StartsWith('{'))
                parts[i] = Now(98)
                    ? parts[i] == "{jurisdiction}" ? jurisdiction : parts[i] is "{facilityId}" or "{id}" && parts[i - 1] == "facilities" ? facility : things.GetValueOrDefault(parts[i - 1], "WJ")
                    : Uri.EscapeDataString(random.Next(4) switch { 0 => "..", 1 => Bodies.Canary, 2 => "a/b", _ => "x y" });
        return $"http://localhost{string.Join('/', parts)}";
    }

    private string Query(Operation operation)
    {
        var asked = operation.Queries.Where(_ => Now(40)).Select(x => $"{x}={Uri.EscapeDataString(random.Next(5) switch { 0 => "2026-11-20", 1 => "托育", 2 => "uscc:9137", 3 => "5", _ => Bodies.Canary })}").ToList();
        if (Now(1))
            asked.Add("nobody=1");
        return asked.Count == 0 ? "" : "?" + string.Join('&', asked);
    }

    private string Torn(JsonObject? body) => body?.ToJsonString() is { Length: > 2 } text ? text[..random.Next(1, text.Length)] : "{";

    private static string OfficerFor(GivesAttribute gives, Policy policy)
    {
        var able = policy.Departments.Where(x => x.May(gives.Command)).Select(x => x.Code).ToList();
        var department = able.Contains("WJ") ? "WJ" : able.FirstOrDefault() ?? "WJ";
        return $"{department.ToLowerInvariant()}-{(gives.Role == Roles.Officer ? "1" : gives.Role)}";
    }

    private bool Now(int percent) => random.Next(100) < percent;
}
