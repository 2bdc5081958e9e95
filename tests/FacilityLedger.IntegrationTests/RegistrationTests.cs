using System.Net;
using System.Text.Json;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Registration;
using Marten;
using Xunit;

namespace FacilityLedger.IntegrationTests;

public sealed class RegistrationTests : IAsyncLifetime
{
    private LedgerUnderTest ledger = null!;

    public async ValueTask InitializeAsync() => ledger = await LedgerUnderTest.StartAsync();

    public ValueTask DisposeAsync() => ledger.DisposeAsync();

    private static RegisterFacility Command => Steps.Registration;

    [Fact]
    public async Task a_retry_with_the_same_key_replays_the_first_answer()
    {
        var first = await ledger.As("sp-1").SendAsync(HttpMethod.Post, "/api/370323/facilities", Command, key: "k");
        var again = await ledger.As("sp-1").SendAsync(HttpMethod.Post, "/api/370323/facilities", Command, key: "k");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, again.StatusCode));
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
    }

    [Fact]
    public async Task the_same_key_with_another_body_is_refused()
    {
        await ledger.As("sp-1").SendAsync(HttpMethod.Post, "/api/370323/facilities", Command, key: "k");
        var other = await ledger.As("sp-1").SendAsync(HttpMethod.Post, "/api/370323/facilities", Command with { Name = "沂源县槐屿托育服务有限公司" }, key: "k");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Contains("idempotency-key-reused", await other.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_credit_code_and_site_is_held_by_one_facility_until_it_is_cancelled()
    {
        var id = await ledger.ARegisteredFacilityAsync();
        await ledger.As("sp-1").RefusedAsync("/api/370323/facilities", Command, HttpStatusCode.Conflict, "claim-taken");
        await ledger.As("sp-1").DoAsync("/api/370323/facilities", Command with { Site = 2 });

        await ledger.As("sp-1").DoAsync($"/api/370323/facilities/{id}/registration/cancellation", new CancelRegistration("application", new(2026, 11, 1)), 1);
        await ledger.As("sp-1").DoAsync("/api/370323/facilities", Command with { Former = id, OccurredOn = new(2026, 11, 2) });
    }

    [Fact]
    public async Task another_jurisdiction_is_independent_and_closed_to_strangers()
    {
        await ledger.ARegisteredFacilityAsync();
        await ledger.As("sp-1", "us-nyc").RefusedAsync("/api/370323/facilities", Command, HttpStatusCode.Forbidden, "jurisdiction-foreign");
        var elsewhere = await ledger.As("sp-1", "us-nyc").DoAsync("/api/us-nyc/facilities", Command);
        // Law that does not hold there is not cited there.
        await ledger.As("sp-1", "us-nyc").DoAsync($"/api/us-nyc/facilities/{elsewhere}/registration/cancellation", new CancelRegistration("application", new(2026, 11, 1)), 1);
        var closed = await (await ledger.As("sp-1", "us-nyc").SendAsync(HttpMethod.Post, $"/api/us-nyc/facilities/{elsewhere}/registration/change", new ChangeRegistration(new(2026, 11, 2), Name: "另名"), 3)).Content.ReadAsStringAsync();
        Assert.Contains("\"rule\":\"facility-closed\"", closed, StringComparison.Ordinal);
        Assert.DoesNotContain("basis", closed, StringComparison.Ordinal);
        await ledger.As("sp-1").RefusedAsync("/api/999999/facilities", Command, HttpStatusCode.NotFound, "jurisdiction-unknown");
        Assert.Equal(HttpStatusCode.Unauthorized, (await ledger.Host.Server.CreateClient().SendAsync(HttpMethod.Post, "/api/370323/facilities", Command)).StatusCode);
    }

    [Fact]
    public async Task what_breaks_a_rule_of_registration_is_refused_and_changes_nothing()
    {
        var officer = ledger.As("sp-1");
        async Task Refused(RegisterFacility command, HttpStatusCode status, string rule) => await officer.RefusedAsync("/api/370323/facilities", command, status, rule);

        await ledger.As("xf-1").RefusedAsync("/api/370323/facilities", Command, HttpStatusCode.Forbidden, "department-may-not");
        await Refused(Command with { OccurredOn = new(2026, 11, 25) }, HttpStatusCode.UnprocessableEntity, "not-in-the-future");
        await Refused(Command with { OccurredOn = new(1812, 1, 1) }, HttpStatusCode.UnprocessableEntity, "date-absurd");
        await Refused(Command with { Uscc = "370323000012345" }, HttpStatusCode.UnprocessableEntity, "uscc-malformed");
        await Refused(Command with { Authority = "WJ" }, HttpStatusCode.UnprocessableEntity, "authority-fits-nature");
        await Refused(Command with { Scope = "餐饮" }, HttpStatusCode.UnprocessableEntity, "scope-states-childcare");
        await Refused(Command with { Site = 0 }, HttpStatusCode.UnprocessableEntity, "site-number");
        await Refused(Command with { Kind = "CIRCUS" }, HttpStatusCode.UnprocessableEntity, "code-unknown");
        await Refused(Command with { Name = "a\u202Eb" }, HttpStatusCode.UnprocessableEntity, "text-malformed");

        await using var session = ledger.Store.QuerySession("370323");
        Assert.False(await session.Query<ClaimedName>().AnyAsync());
        Assert.False(await session.Query<VaultEntry>().AnyAsync());
    }

    [Fact]
    public async Task a_body_that_cannot_be_read_is_a_problem_and_not_an_error_of_ours()
    {
        foreach (var body in new[] { "{", "[]", "{\"name\":1}", "{\"name\":\"a\",\"name\":\"b\"}", "null", "", JsonSerializer.Serialize(Command, LedgerJson.Options).Replace("\"2026-10-12\"", "\"12 October\"", StringComparison.Ordinal) })
        {
            using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
            var answer = await ledger.As("sp-1").PostAsync("/api/370323/facilities", content);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{body}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            Assert.Contains("body-malformed", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task a_body_that_cannot_be_read_is_told_where()
    {
        using var content = new StringContent(JsonSerializer.Serialize(Command, LedgerJson.Options).Replace("\"2026-10-12\"", "\"12 October\"", StringComparison.Ordinal), System.Text.Encoding.UTF8, "application/json");
        var problem = await (await ledger.As("sp-1").PostAsync("/api/370323/facilities", content)).Content.ReadAsStringAsync();
        Assert.Equal("$.occurredOn", JsonDocument.Parse(problem).RootElement.GetProperty("path").GetString());
        Assert.Contains("$.occurredOn", JsonDocument.Parse(problem).RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("12 October", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_is_out_of_order_in_a_registration_is_refused()
    {
        var id = await ledger.ARegisteredFacilityAsync();
        var path = $"/api/370323/facilities/{id}/registration";
        await ledger.As("sp-1").RefusedAsync(path, Command, HttpStatusCode.UnprocessableEntity, "registered-once", 1);
        await ledger.As("sp-1").RefusedAsync("/api/370323/facilities", Command with { Uscc = "91370323YY000001XW" }, HttpStatusCode.UnprocessableEntity, "uscc-check-sign");
        await ledger.As("sp-1").DoAsync("/api/370323/facilities", Command with { Uscc = "91370323YY000001XW", UsccConfirmation = "证 370323-1" });

        var place = new FindFacility("槐屿看护点", "370323001", "示例路 3 号", new(2026, 9, 1), "patrol");
        var found = await ledger.As("wj-1").SendAsync(HttpMethod.Post, "/api/370323/found-places", place, key: "same");
        var foundId = found.Headers.GetValues("Ledger-Stream").Single();
        await ledger.As("sp-1").RefusedAsync($"/api/370323/facilities/{foundId}/registration/change", new ChangeRegistration(new(2026, 10, 1), Address: "别处"), HttpStatusCode.UnprocessableEntity, "registered-first", 1);

        await ledger.As("sp-1").DoAsync($"{path}/cancellation", new CancelRegistration("application", new(2026, 11, 1)), 1);
        await ledger.As("sp-1").RefusedAsync($"{path}/change", new ChangeRegistration(new(2026, 11, 2), Address: "别处"), HttpStatusCode.UnprocessableEntity, "facility-closed", (await ledger.FacilityAsync(id)).VersionOf("registration"));
    }

    [Fact]
    public async Task nothing_is_shown_of_an_institution_that_nobody_registered()
    {
        var answer = await ledger.Host.Server.CreateClient().GetAsync("/api/370323/public/facilities/370323-NONE");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("nothing-to-show", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_key_that_is_no_key_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/370323/facilities") { Content = System.Net.Http.Json.JsonContent.Create(Command, options: LedgerJson.Options) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", "a b");
        var answer = await ledger.As("sp-1").SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("idempotency-key-malformed", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task an_existing_thing_needs_its_version()
    {
        var id = await ledger.ARegisteredFacilityAsync();
        var change = new ChangeRegistration(new(2026, 11, 1), Address: "历山街道示例路 21 号");
        var path = $"/api/370323/facilities/{id}/registration/change";

        await ledger.As("sp-1").RefusedAsync(path, change, HttpStatusCode.PreconditionRequired, "if-match-required");
        await ledger.As("sp-1").RefusedAsync(path, change, HttpStatusCode.PreconditionFailed, "version-changed", 7);
        var done = await ledger.As("sp-1").SendAsync(HttpMethod.Post, path, change, 1);
        Assert.Equal(HttpStatusCode.NoContent, done.StatusCode);
        var version = (await ledger.FacilityAsync(id)).VersionOf("registration");
        Assert.Equal($"\"{version}\"", done.Headers.ETag!.Tag);
        var same = await ledger.As("sp-1").SendAsync(HttpMethod.Post, path, change, version);
        Assert.Equal(done.Headers.ETag, same.Headers.ETag);
        await ledger.As("sp-1").RefusedAsync(path, change with { OccurredOn = new(2026, 10, 1) }, HttpStatusCode.UnprocessableEntity, "not-before-the-last", version);
    }

    [Fact]
    public async Task a_person_is_sealed_and_forgetting_changes_no_event()
    {
        var id = await ledger.ARegisteredFacilityAsync(Command with { Phone = "0533-0000000" });
        await using var session = ledger.Store.LightweightSession("370323");
        var stored = System.Text.Json.JsonSerializer.Serialize((await session.Events.FetchStreamAsync(id)).Select(x => x.Data), LedgerJson.Options);
        Assert.DoesNotContain("示例甲", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("0533-0000000", stored, StringComparison.Ordinal);

        var facility = await ledger.FacilityAsync(id);
        var entry = await session.LoadAsync<VaultEntry>(facility.Registration.LegalRepresentative!.Id);
        Assert.True(entry!.Opens(facility.Registration.LegalRepresentative));
        // The program cannot: the owner of the tables stands in for the two officers of RightsTests.
        await using var owner = Npgsql.NpgsqlDataSource.Create(await TestPostgres.OwnerConnectionStringAsync());
        await using var forget = owner.CreateCommand($"delete from {ledger.Schema}.mt_doc_vaultentry where id = $1");
        forget.Parameters.Add(new Npgsql.NpgsqlParameter<string> { TypedValue = entry.Id });
        Assert.Equal(1, await forget.ExecuteNonQueryAsync());
        Assert.Equal(stored, System.Text.Json.JsonSerializer.Serialize((await session.Events.FetchStreamAsync(id)).Select(x => x.Data), LedgerJson.Options));
    }

    [Fact]
    public async Task the_inline_state_is_the_replay_of_the_stream()
    {
        var id = await ledger.As("wj-1").DoAsync("/api/370323/found-places", new FindFacility("槐屿看护点", "370323001", "示例路 3 号", new(2026, 9, 1), "patrol"));
        await ledger.As("sp-1").DoAsync($"/api/370323/facilities/{id}/registration", Command, (await ledger.FacilityAsync(id)).VersionOf("registration"));
        await ledger.As("sp-1").DoAsync($"/api/370323/facilities/{id}/registration/change", new ChangeRegistration(new(2026, 11, 1), Town: "370323002"), (await ledger.FacilityAsync(id)).VersionOf("registration"));

        Assert.Equal(CanonicalOf(await ledger.ReplayAsync(id)), CanonicalOf(await ledger.FacilityAsync(id)));
    }

    [Fact]
    public async Task every_event_says_who_did_it_for_which_department_under_which_policy_and_request()
    {
        var id = await ledger.ARegisteredFacilityAsync();
        await using var session = ledger.Store.QuerySession("370323");
        Assert.All(await session.Events.FetchStreamAsync(id), e =>
        {
            Assert.Equal("sp-1@370323", e.UserName);
            Assert.Equal("SP", e.GetHeader("department")!.ToString());
            Assert.Equal("test-1", e.GetHeader("policy")!.ToString());
            Assert.NotNull(e.GetHeader("request"));
            Assert.NotNull(e.CorrelationId);
            Assert.Equal(LedgerUnderTest.Start, e.Timestamp);
        });
    }

    private static string CanonicalOf(object value) => CanonicalJson.Of(value);
}
