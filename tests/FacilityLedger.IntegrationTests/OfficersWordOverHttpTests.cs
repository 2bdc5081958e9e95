using System.Text.Json;
using FacilityLedger.Corrections;
using FacilityLedger.Credit;
using FacilityLedger.Disclosure;
using FacilityLedger.Filing;
using FacilityLedger.Operation;
using FacilityLedger.Registration;
using Marten.Events;
using Microsoft.AspNetCore.TestHost;
using Xunit;
using static FacilityLedger.IntegrationTests.EnforcementSteps;

namespace FacilityLedger.IntegrationTests;

/// <summary>What an officer withdrew or corrected stays so when the fact behind it changes, whichever command changes it.</summary>
public sealed class OfficersWordOverHttpTests : IAsyncLifetime
{
    private LedgerUnderTest ledger = null!;

    public async ValueTask InitializeAsync() => ledger = await LedgerUnderTest.StartAsync();

    public ValueTask DisposeAsync() => ledger.DisposeAsync();

    [Theory]
    [InlineData("registration", "name")]
    [InlineData("status", "status")]
    [InlineData("credit", "score")]
    [InlineData("filing", "receiptNumber")]
    public async Task what_was_withdrawn_stays_away(string kind, string field)
    {
        var (facility, change) = await ShownAsync(kind);
        Assert.NotNull(await FieldsAsync(facility, kind));
        await GiveAsync(facility, kind, "withdrawal", new WithdrawDisclosure("not-disclosable", Day(21)));
        Assert.Null(await FieldsAsync(facility, kind));

        await change();
        Assert.Null(await FieldsAsync(facility, kind));
        Assert.DoesNotContain(kind, (await ledger.FoldedAsync(facility)).Disclosures.Standing.Keys);

        // Until an officer shows it again.
        var again = new PublishDisclosure(kind, kind, Json((field, field == "score" ? 90 : "公示")), Day(23));
        await ledger.As("wj-1").DoAsync(Path(facility, "disclosures"), again, await ledger.VersionAsync(facility, $"disclosures/{kind}"));
        Assert.Equal([field], (await FieldsAsync(facility, kind))!.Keys);
    }

    [Theory]
    [InlineData("registration", "name", "address")]
    [InlineData("status", "status", "since")]
    [InlineData("credit", "score", "changes")]
    [InlineData("filing", "receiptNumber", "receiptDate")]
    public async Task a_field_that_was_taken_away_stays_away_and_the_others_follow(string kind, string follows, string gone)
    {
        var (facility, change) = await ShownAsync(kind);
        var shown = (await FieldsAsync(facility, kind))!;
        Assert.Contains(gone, shown.Keys);
        var rest = shown.Where(x => x.Key != gone).ToDictionary(StringComparer.Ordinal);
        await GiveAsync(facility, kind, "correction", new CorrectDisclosure(rest, "objection", Day(21)));

        await change();

        var now = (await FieldsAsync(facility, kind))!;
        Assert.DoesNotContain(gone, now.Keys);
        Assert.NotEqual(shown[follows].ToString(), now[follows].ToString());
        await ledger.FoldsAsync(facility);
    }

    // An institution of which the kind is shown, and a later fact that would show it otherwise.
    private async Task<(string Facility, Func<Task> Change)> ShownAsync(string kind)
    {
        switch (kind)
        {
            case "registration":
                var registered = await ledger.ARegisteredFacilityAsync();
                return (registered, () => ledger.ActAsync("sp-1", registered, "registration/change", new ChangeRegistration(Day(22), Name: "改名的机构")));
            case "status":
                var suspended = await ledger.AFiledFacilityAsync();
                await ledger.ActAsync("wj-1", suspended, "operation/suspension", new SuspendOperation("own-decision", Day(20)));
                return (suspended, () => ledger.ActAsync("wj-1", suspended, "operation/resumption", new ResumeOperation(Day(22))));
            case "credit":
                var (overdue, violation) = await AnOverdueOneAsync(await ledger.ARegisteredFacilityAsync());
                await ledger.OnAsync("wj-1", overdue, "credit", "changes", new ChangeCredit("CR-01", violation, Day(20)));
                return (overdue, () => LowerAgainAsync(overdue));
            default:
                var filed = await ledger.AFiledFacilityAsync();
                return (filed, () => GiveAnotherReceiptAsync(filed));
        }
    }

    private async Task LowerAgainAsync(string facility)
    {
        var (_, other) = await AnOverdueOneAsync(facility);
        await ledger.OnAsync("wj-1", facility, "credit", "changes", new ChangeCredit("CR-01", other, Day(22)));
    }

    private async Task GiveAnotherReceiptAsync(string facility)
    {
        var receipt = (await ledger.FacilityAsync(facility)).Touched["filing"].Entry;
        await ledger.As("wj-1").DoAsync(Path(facility, "voidings"), new VoidEntry(receipt, "typing-error", Day(22)));
        await ledger.ActAsync("wj-1", facility, "filing/receipt", new IssueReceipt("370323-2026-0002", Day(22)));
    }

    private async Task<(string Facility, string Violation)> AnOverdueOneAsync(string facility)
    {
        var violation = await ledger.AViolationOfAsync(facility);
        await ledger.OnAsync("wj-1", facility, violation, "rectification", new Violations.OrderRectification(Day(5)));
        await ledger.SweptAsync(facility, $"{violation}/rectification");
        return (facility, violation);
    }

    private Task<string> GiveAsync(string facility, string kind, string what, object command) =>
        ledger.OnAsync("wj-1", facility, $"disclosures/{kind}", what, command);

    // As anybody reads it; null where it is not shown.
    private async Task<Dictionary<string, JsonElement>?> FieldsAsync(string facility, string kind)
    {
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(60));
        using var answer = await ledger.Host.GetTestClient().GetAsync($"/api/370323/public/facilities/{facility}");
        if (!answer.IsSuccessStatusCode)
            return null;
        var all = JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("disclosures").EnumerateArray();
        var shown = all.Where(x => x.GetProperty("key").GetString() == kind).Select(x => x.GetProperty("fields")).ToList();
        return shown is [var fields] ? fields.EnumerateObject().ToDictionary(x => x.Name, x => x.Value, StringComparer.Ordinal) : null;
    }

    private static Dictionary<string, JsonElement> Json((string Field, object Value) field) =>
        new(StringComparer.Ordinal) { [field.Field] = JsonSerializer.SerializeToElement(field.Value) };
}
