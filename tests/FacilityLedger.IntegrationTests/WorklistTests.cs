using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FacilityLedger.Hosting;
using FacilityLedger.Obligations;
using Ical.Net;
using Microsoft.AspNetCore.TestHost;
using Xunit;

namespace FacilityLedger.IntegrationTests;

/// <summary>What a department has open, for programs and for calendars.</summary>
public sealed class WorklistTests : IAsyncLifetime
{
    private const string Deadlines = "/api/370323/deadlines";
    private LedgerUnderTest ledger = null!;

    public async ValueTask InitializeAsync() => ledger = await LedgerUnderTest.StartAsync();

    public ValueTask DisposeAsync() => ledger.DisposeAsync();

    [Fact]
    public async Task a_department_sees_what_it_owes_and_watches_overdue_first()
    {
        var filed = await ledger.AReceivedFilingAsync(registration: Steps.Registration with { Site = 2 });
        var (ordered, violation) = await ledger.AnOrderedViolationAsync(from: 3);
        await ledger.SweptAsync(ordered, $"{violation}/rectification");

        var list = await ListAsync("wj-1", Deadlines);
        Assert.Equal(("WJ", new DateOnly(2026, 11, 24)), (list.Department, list.AsOf));
        Assert.Equal(list.Items.OrderBy(x => x.DueOn).Select(x => x.DueOn), list.Items.Select(x => x.DueOn));
        Assert.Equal(list.Items.Count(x => x.Workdays < 0), list.Overdue);
        var late = Assert.Single(list.Items, x => x.Facility == ordered && x.Obligation == $"{violation}/rectification");
        Assert.Equal(("institution", new DateOnly(2026, 11, 10), -10), (late.Owner, late.DueOn, late.Workdays));
        Assert.Contains(list.Items, x => x.Facility == filed && x.Obligation == "filing/receipt-WJ");
        Assert.Empty((await ListAsync("xf-1", Deadlines)).Items);
    }

    [Fact]
    public async Task a_town_sees_its_own_and_a_department_may_look_at_one_town()
    {
        var (facility, violation) = await ledger.AnOrderedViolationAsync();
        Assert.All((await ListAsync("t370323001-1", Deadlines)).Items, x => Assert.Equal("370323001", x.Town));
        Assert.Contains((await ListAsync("t370323001-1", Deadlines)).Items, x => x.Facility == facility && x.Obligation == $"{violation}/rectification");
        Assert.Empty((await ListAsync("wj-1", $"{Deadlines}?town=370323002")).Items);
        Assert.NotEmpty((await ListAsync("wj-1", $"{Deadlines}?town=370323001")).Items);
    }

    [Fact]
    public async Task the_calendar_has_an_entry_on_the_last_day_of_each_term()
    {
        var (facility, violation) = await ledger.AnOrderedViolationAsync();
        var answer = await ledger.As("wj-1").GetAsync($"{Deadlines}.ics");
        Assert.Equal("text/calendar", answer.Content.Headers.ContentType?.MediaType);
        var calendar = Calendar.Load(await answer.Content.ReadAsStringAsync())!;
        var list = await ListAsync("wj-1", Deadlines);
        Assert.Equal(list.Items.Select(x => ($"{x.Facility}/{x.Obligation}@370323", x.DueOn)).Order(), calendar.Events.Select(x => (x.Uid!, x.Start!.Date)).Order());
        var entry = Assert.Single(calendar.Events, x => x.Uid == $"{facility}/{violation}/rectification@370323");
        Assert.True(entry.IsAllDay);
        Assert.Contains(Steps.Registration.Name, entry.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain(Steps.Registration.LegalRepresentative, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task nobody_reads_them_without_signing_in()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await ledger.Host.GetTestClient().GetAsync(Deadlines)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await ledger.Host.GetTestClient().GetAsync($"{Deadlines}.ics")).StatusCode);
    }

    private async Task<Worklist> ListAsync(string officer, string url) => (await ledger.As(officer).GetFromJsonAsync<Worklist>(url, LedgerJson.Options))!;
}
