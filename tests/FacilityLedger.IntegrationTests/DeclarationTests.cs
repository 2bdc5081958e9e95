using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FacilityLedger.Facilities;
using FacilityLedger.Obligations;
using FacilityLedger.Operation;
using Marten.Events;
using Microsoft.AspNetCore.TestHost;
using Xunit;

namespace FacilityLedger.IntegrationTests;

/// <summary>What an institution declares of its operation, over HTTP: staff, fees, places, reports, installations.</summary>
public sealed class DeclarationTests : IAsyncLifetime
{
    private static readonly DateOnly Checked = new(2026, 3, 1);
    private LedgerUnderTest ledger = null!;

    public async ValueTask InitializeAsync() => ledger = await LedgerUnderTest.StartAsync();

    public ValueTask DisposeAsync() => ledger.DisposeAsync();

    private static DateOnly November(int day) => new(2026, 11, day);

    [Fact]
    public async Task staff_is_declared_without_a_name_in_clear_and_held_against_the_standards()
    {
        var id = await ledger.AFiledFacilityAsync();
        await ledger.ActAsync("wj-1", id, "operation/classes", new DeclareClasses([new("INFANT", 9, 10)], 60, 40, November(6)));
        await ledger.ActAsync("wj-1", id, "operation/staff", new DeclareStaff([new("HEAD", [new("HEAD_TRAINING")], true, Checked, Checked, "示例甲"), new("CARER", [new("CARE_TRAINING")], true, Checked)], November(7)));
        var facility = await ledger.FoldedAsync(id);
        Assert.Equal(["carers-too-few", "guard-missing", "health-worker-missing", "record-query-missing", "staff-kind-missing"], facility.Operation.Breaches.Select(x => x.Rule));
        Assert.Equal((new DateOnly(2027, 3, 1), ObligationStatus.Open), (facility.Obligations.All["operation/staff-health"].Deadline.DueOn, facility.Obligation("operation/nonconformity-carers-too-few")));
        Assert.DoesNotContain("示例甲", JsonSerializer.Serialize(await ledger.FactsAsync<StaffDeclared>(id)), StringComparison.Ordinal);

        var known = facility.Operation.Staff!.Select(x => new StaffEntry(x.Role, x.Certificates, x.FullTime, x.HealthCheckedOn, Checked, Id: x.Id)).ToList();
        var whole = new DeclareStaff([.. known, new("CARER", [new("CARE_TRAINING")], true, Checked, Checked), new("CARER", [new("CARE_TRAINING")], true, Checked, Checked), new("HEALTH", [new("HEALTH_TRAINING")], false, Checked, Checked), new("GUARD", [new("GUARD")], true, Checked, Checked)], November(9));
        await ledger.ActAsync("wj-1", id, "operation/staff", whole);
        var met = await ledger.FoldedAsync(id);
        Assert.Empty(met.Operation.Breaches);
        Assert.Equal((ObligationStatus.Met, facility.Operation.Staff![0].Name), (met.Obligation("operation/nonconformity-carers-too-few"), met.Operation.Staff![0].Name));
        await ledger.BreaksAsync("wj-1", id, "operation/staff", whole with { Staff = [] }, "staff-implausible");
        await ledger.BreaksAsync("sp-1", id, "operation/staff", whole, "department-may-not", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task fees_and_free_places_are_shown_to_parents()
    {
        var id = await ledger.AFiledFacilityAsync();
        var fees = new DeclareFees([new("full-day", "CARE", Yuan.From(1980m), "month", "SENIOR"), new("full-day", "MEALS", Yuan.From(18.5m), "day")], November(6));
        await ledger.ActAsync("wj-1", id, "operation/fees", fees);
        await ledger.ChangesNothingAsync("wj-1", id, "operation/fees", fees);
        await ledger.BreaksAsync("wj-1", id, "operation/fees", fees with { Items = [new("full-day", "DEPOSIT", Yuan.From(1m), "term")] }, "code-unknown");
        var places = new ReportPlaces(60, 8, 52, 40, November(7));
        await ledger.ActAsync("wj-1", id, "operation/places", places);
        await ledger.ChangesNothingAsync("wj-1", id, "operation/places", places);
        await ledger.FoldedAsync(id);
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(20));

        var client = ledger.Host.GetTestClient();
        var shown = (await client.GetFromJsonAsync<JsonElement>($"/api/370323/public/facilities/{id}?asOf=2026-11-08")).GetProperty("disclosures").EnumerateArray().ToDictionary(x => x.GetProperty("kind").GetString()!, x => x.GetProperty("fields"));
        Assert.Equal("1980.00", shown["fees"].GetProperty("fees")[0].GetProperty("amount").GetString());
        Assert.Equal((8, 60), (shown["places"].GetProperty("free").GetInt32(), shown["places"].GetProperty("places").GetInt32()));
        var page = await client.GetStringAsync($"/370323/facilities/{id}?asOf=2026-11-08");
        Assert.Contains("id=\"fees\"", page, StringComparison.Ordinal);
        Assert.Contains("1,980 元 每月", page, StringComparison.Ordinal);
        Assert.Contains("空余托位", page, StringComparison.Ordinal);
        Assert.Contains("空余 8", await client.GetStringAsync("/370323"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_report_of_a_year_is_owed_from_the_receipt_on_and_then_that_of_the_next()
    {
        var id = await ledger.AFiledFacilityAsync();
        Assert.Equal(new DateOnly(2026, 12, 31), (await ledger.FoldedAsync(id)).Obligations.All["operation/annual-report-care-2026"].Deadline.DueOn);
        await ledger.BreaksAsync("wj-1", id, "operation/reports", new FileAnnualReport(2025, "care", November(20)), "report-not-owed");
        await ledger.BreaksAsync("wj-1", id, "operation/reports", new FileAnnualReport(2026, "care", November(3)), "report-not-owed");
        var report = new FileAnnualReport(2026, "care", November(20));
        await ledger.ActAsync("wj-1", id, "operation/reports", report);
        await ledger.ChangesNothingAsync("wj-1", id, "operation/reports", report);
        await ledger.BreaksAsync("wj-1", id, "operation/reports", report with { OccurredOn = November(21) }, "report-filed-once");
        var filed = await ledger.FoldedAsync(id);
        Assert.Equal((ObligationStatus.Met, new DateOnly(2027, 12, 31)), (filed.Obligation("operation/annual-report-care-2026"), filed.Obligations.All["operation/annual-report-care-2027"].Deadline.DueOn));
    }

    [Fact]
    public async Task a_video_system_is_reported_late_and_filed_and_the_mark_lies_not_before_its_entry()
    {
        var id = await ledger.AFiledFacilityAsync();
        await ledger.BreaksAsync("wj-1", id, "operation/installations/filing", new FileInstallation("video", November(7)), "installation-reported-first");
        var report = new ReportInstallation("video", new(2026, 9, 1), November(8));
        await ledger.ActAsync("wj-1", id, "operation/installations", report);
        await ledger.ChangesNothingAsync("wj-1", id, "operation/installations", report);
        await ledger.SweptAsync(id, "operation/video-filing");
        Assert.Equal(November(8), Assert.Single(await ledger.FactsAsync<ObligationFellDue>(id), x => x.Clock == "video-filing").OccurredOn);
        await ledger.ActAsync("wj-1", id, "operation/installations/filing", new FileInstallation("video", November(10)));
        Assert.Equal(ObligationStatus.MetLate, (await ledger.FoldedAsync(id)).Obligation("operation/video-filing"));
    }

    [Fact]
    public async Task a_check_against_fire_is_entered_and_the_next_is_owed_three_months_later()
    {
        var id = await ledger.AFiledFacilityAsync();
        var check = new ReportInstallation("fire-check", November(7), November(8));
        await ledger.ActAsync("wj-1", id, "operation/installations", check);
        await ledger.ChangesNothingAsync("wj-1", id, "operation/installations", check);
        await ledger.BreaksAsync("wj-1", id, "operation/installations/filing", new FileInstallation("fire-check", November(9)), "code-unknown");
        Assert.Equal(ObligationStatus.Open, (await ledger.FoldedAsync(id)).Obligation("operation/fire-check"));
        Assert.Equal(new DateOnly(2027, 2, 7), Assert.Single(await ledger.FactsAsync<InstallationReported>(id)).Due!.DueOn);
    }
}
