using System.Net;
using System.Text.Json;
using FacilityLedger.Disclosure;
using FacilityLedger.Hosting;
using Xunit;

namespace FacilityLedger.IntegrationTests;

public sealed class DisclosureTests
{
    private const HttpStatusCode Rule = HttpStatusCode.UnprocessableEntity;
    private static readonly DateOnly Day = new(2026, 11, 20);

    private static Dictionary<string, JsonElement> Fields(object fields) => JsonSerializer.SerializeToElement(fields, LedgerJson.Options).EnumerateObject().ToDictionary(x => x.Name, x => x.Value, StringComparer.Ordinal);

    private static PublishDisclosure Publish(string kind = "inspection", string about = "registration", object? fields = null) => new(kind, about, Fields(fields ?? new { result = "合格" }), Day);

    [Fact]
    public async Task a_disclosure_is_published_corrected_and_withdrawn()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (wj, path) = (ledger.As("wj-1"), $"/api/370323/facilities/{await ledger.ARegisteredFacilityAsync()}");
        Task<long?> NowAsync() => ledger.VersionAsync(path.Split('/')[^1], "disclosures/inspection");
        await wj.DoAsync($"{path}/disclosures", Publish());
        Assert.Equal("registration", (await StateAsync(ledger, path)).Standing["inspection"].About);

        var one = $"{path}/disclosures/inspection";
        await wj.RefusedAsync($"{one}/correction", new CorrectDisclosure(Fields(new { result = "不合格" }), "typing-error", Day), HttpStatusCode.PreconditionRequired, "if-match-required");
        await wj.DoAsync($"{one}/correction", new CorrectDisclosure(Fields(new { result = "不合格" }), "typing-error", Day), await NowAsync());
        await wj.DoAsync($"{one}/correction", new CorrectDisclosure(Fields(new { result = "不合格" }), "typing-error", Day), await NowAsync());
        Assert.Equal(Disclosures.Hash(Fields(new { result = "不合格" })), (await StateAsync(ledger, path)).Standing["inspection"].Hash);

        await wj.DoAsync($"{one}/withdrawal", new WithdrawDisclosure("annulled", Day), await NowAsync());
        Assert.DoesNotContain("inspection", (await StateAsync(ledger, path)).Standing.Keys);
        await wj.RefusedAsync($"{one}/withdrawal", new WithdrawDisclosure("annulled", Day), Rule, "disclosure-not-standing", await NowAsync());
        await wj.RefusedAsync($"{one}/correction", new CorrectDisclosure(Fields(new { result = "合格" }), "typing-error", Day), Rule, "disclosure-not-standing", await NowAsync());
    }

    [Fact]
    public async Task what_the_policy_does_not_list_is_never_published()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (wj, path) = (ledger.As("wj-1"), $"/api/370323/facilities/{await ledger.ARegisteredFacilityAsync()}/disclosures");
        await wj.RefusedAsync(path, Publish("children"), Rule, "disclosure-kind-unknown");
        await wj.RefusedAsync(path, Publish("status", fields: new { status = "filed" }), Rule, "disclosure-automatic");
        await wj.RefusedAsync(path, Publish(about: "inspections/NONE"), Rule, "disclosure-about-nothing");
        await wj.RefusedAsync(path, Publish(about: "disclosures/registration"), Rule, "disclosure-about-nothing");
        await wj.RefusedAsync(path, Publish(fields: new { result = "合格", inspector = "示例甲" }), Rule, "field-not-disclosable");
        await wj.RefusedAsync(path, Publish(fields: new { }), Rule, "field-unfit");
        await wj.RefusedAsync(path, Publish(fields: new { result = 1.5 }), Rule, "field-unfit");
        await wj.RefusedAsync(path, Publish(fields: new { problems = new[] { "a\u202Eb" } }), Rule, "field-unfit");
        await wj.RefusedAsync(path, Publish() with { OccurredOn = new DateOnly(2026, 10, 1) }, Rule, "not-before-the-last");
        await ledger.As("sp-1").RefusedAsync(path, Publish(), HttpStatusCode.Forbidden, "department-may-not");
    }

    [Fact]
    public async Task a_correction_and_a_withdrawal_have_their_grounds_and_fields()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (wj, path) = (ledger.As("wj-1"), $"/api/370323/facilities/{await ledger.ARegisteredFacilityAsync()}/disclosures");
        Task<long?> NowAsync() => ledger.VersionAsync(path.Split('/')[^2], "disclosures/inspection");
        await wj.DoAsync(path, Publish());
        await wj.RefusedAsync($"{path}/inspection/correction", new CorrectDisclosure(Fields(new { result = "x" }), "because", Day), Rule, "code-unknown", await NowAsync());
        await wj.RefusedAsync($"{path}/inspection/correction", new CorrectDisclosure(Fields(new { phone = "x" }), "objection", Day), Rule, "field-not-disclosable", await NowAsync());
        await wj.RefusedAsync($"{path}/inspection/withdrawal", new WithdrawDisclosure("voided", Day), Rule, "code-unknown", await NowAsync());
        await wj.RefusedAsync($"{path}/inspection/withdrawal", new WithdrawDisclosure("annulled", Day.AddDays(-1)), Rule, "not-before-the-last", await NowAsync());
    }

    private static async Task<Disclosures> StateAsync(LedgerUnderTest ledger, string path) => (await VoidingTests.EqualsReplayAsync(ledger, path.Split('/')[^1])).Disclosures;
}
