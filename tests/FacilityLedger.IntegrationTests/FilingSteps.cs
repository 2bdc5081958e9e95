using System.Net;
using System.Text.Json;
using FacilityLedger.Facilities;
using FacilityLedger.Filing;
using FacilityLedger.Hosting;
using FacilityLedger.Obligations;
using FacilityLedger.Policies;
using FacilityLedger.Registration;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FacilityLedger.IntegrationTests;

/// <summary>Steps of filing and operation; each sends the version of its thing as the state has it.</summary>
public static class FilingSteps
{
    public static readonly SubmitFiling Filing = new(["full-day"], 60, 40, new Premises("leased", new DateOnly(2031, 6, 30)), true, [new("FM1"), new("FM2"), new("FM6", new DateOnly(2030, 1, 31))], new DateOnly(2026, 11, 2), Setting: new Setting(CommittedOn: new DateOnly(2026, 10, 30)));

    /// <summary>A form without gaps, with names that are sealed.</summary>
    public static readonly Setting Stated = new(new("540", "320.50", "120"), 2, new("示例乙", true, true, true), new("示例丙", "0533-0000000"), new(1, 12, 1, 1, 1, 0), new DateOnly(2026, 12, 1), "示例医院", new DateOnly(2026, 10, 30));

    /// <summary>The version of the thing that a path addresses.</summary>
    public static async Task<long?> VersionAsync(this LedgerUnderTest ledger, string id, string path)
    {
        var facility = await ledger.FacilityAsync(id);
        return (facility.VersionOf(path), facility.VersionOf(path.Split('/')[0])) switch
        {
            ( > 0 and var own, _) => own,
            (_, > 0 and var room) => room,
            _ => null,
        };
    }

    public static async Task ActAsync(this LedgerUnderTest ledger, string officer, string id, string path, object command) =>
        await ledger.As(officer).DoAsync($"/api/370323/facilities/{id}/{path}", command, await ledger.VersionAsync(id, path));

    public static async Task BreaksAsync(this LedgerUnderTest ledger, string officer, string id, string path, object command, string rule, HttpStatusCode status = HttpStatusCode.UnprocessableEntity)
    {
        var before = (await ledger.FacilityAsync(id)).Version;
        await ledger.As(officer).RefusedAsync($"/api/370323/facilities/{id}/{path}", command, status, rule, await ledger.VersionAsync(id, path));
        Assert.Equal(before, (await ledger.FacilityAsync(id)).Version);
    }

    /// <summary>The same command once more adds nothing.</summary>
    public static async Task ChangesNothingAsync(this LedgerUnderTest ledger, string officer, string id, string path, object command)
    {
        var before = (await ledger.FacilityAsync(id)).Version;
        await ledger.ActAsync(officer, id, path, command);
        Assert.Equal(before, (await ledger.FacilityAsync(id)).Version);
    }

    /// <summary>A registered institution whose filing was received; answers its key.</summary>
    public static async Task<string> AReceivedFilingAsync(this LedgerUnderTest ledger, SubmitFiling? filing = null, RegisterFacility? registration = null)
    {
        var id = await ledger.ARegisteredFacilityAsync(registration);
        await ledger.ActAsync("wj-1", id, "filing", filing ?? Filing);
        return id;
    }

    /// <summary>A filed institution; answers its key.</summary>
    public static async Task<string> AFiledFacilityAsync(this LedgerUnderTest ledger, string number = "370323-2026-0001", RegisterFacility? registration = null)
    {
        var id = await ledger.AReceivedFilingAsync(registration: registration);
        await ledger.ActAsync("wj-1", id, "filing/receipt", new IssueReceipt(number, new DateOnly(2026, 11, 4)));
        return id;
    }

    /// <summary>The stored state; demands that it is the fold of the stream.</summary>
    public static async Task<Facility> FoldedAsync(this LedgerUnderTest ledger, string id)
    {
        var facility = await ledger.FacilityAsync(id);
        Assert.Equal(JsonSerializer.Serialize(await ledger.ReplayAsync(id), LedgerJson.Options), JsonSerializer.Serialize(facility, LedgerJson.Options));
        return facility;
    }

    public static async Task<IReadOnlyList<T>> FactsAsync<T>(this LedgerUnderTest ledger, string id)
    {
        await using var session = ledger.Store.QuerySession("370323");
        return [.. (await session.Events.FetchStreamAsync(id)).Select(x => x.Data).OfType<T>()];
    }

    /// <summary>The last day of a term, as the calendar of the jurisdiction counts it.</summary>
    public static DateOnly Due(this LedgerUnderTest ledger, string clock, DateOnly start)
    {
        var book = ledger.Host.Services.GetRequiredService<PolicyShelf>()["370323"];
        var term = book.On(start).Clock(clock);
        return book.Calendar.Deadline(start, term.N, term.Unit).DueOn;
    }

    public static ObligationStatus? Obligation(this Facility facility, string key) => facility.Obligations.All.GetValueOrDefault(key)?.Status;
}
