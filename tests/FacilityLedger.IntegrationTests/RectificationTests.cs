using System.Net;
using FacilityLedger.Obligations;
using FacilityLedger.Violations;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static FacilityLedger.IntegrationTests.EnforcementSteps;

namespace FacilityLedger.IntegrationTests;

public sealed class RectificationTests
{
    [Fact]
    public async Task a_rectification_is_ordered_reported_rejected_reported_and_verified()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (facility, violation) = await ledger.AnOrderedViolationAsync();
        Assert.Equal(Day(27), (await ledger.ObligationAsync(facility, $"{violation}/rectification")).Deadline.DueOn);
        await ledger.OnAsync("wj-1", facility, violation, "report", new ReportRectification(Day(21), "示例：已调整班级"));
        var verification = await ledger.ObligationAsync(facility, $"{violation}/verification");
        Assert.Equal(("WJ", ObligationStatus.Open), (verification.Deadline.Owner, verification.Status));
        await ledger.OnAsync("wj-2", facility, violation, "rejection", new RejectRectification(Day(22), 3));
        var rejected = await ledger.VersionAsync(facility, violation);
        await ledger.OnAsync("wj-2", facility, violation, "rejection", new RejectRectification(Day(22), 3));
        Assert.Equal(rejected, await ledger.VersionAsync(facility, violation));
        Assert.Equal(Day(25), (await ledger.ObligationAsync(facility, $"{violation}/rectification")).Deadline.DueOn);
        Assert.Equal(ObligationStatus.Met, (await ledger.ObligationAsync(facility, $"{violation}/verification")).Status);
        await ledger.OnAsync("t370323001-1", facility, violation, "report", new ReportRectification(Day(23)));
        Assert.Equal("WJ", (await ledger.ObligationAsync(facility, $"{violation}/verification")).Deadline.Owner);
        await ledger.OnAsync("wj-1", facility, violation, "verification", new VerifyRectification("verified", Day(24)));

        var now = await ledger.ViolationAsync(facility, violation);
        Assert.Equal(ViolationStatus.Verified, now.Status);
        Assert.Empty(now.Missed);
        Assert.DoesNotContain((await ledger.FacilityAsync(facility)).Obligations.OpenOnes, x => x.Deadline.Key.StartsWith("violations/", StringComparison.Ordinal));
        await ledger.FoldsAsync(facility);
    }

    [Fact]
    public async Task a_term_falls_due_exactly_once_at_local_midnight()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (facility, violation) = await ledger.AnOrderedViolationAsync();
        var key = $"{violation}/rectification";
        ledger.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 27, 15, 59, 0, TimeSpan.Zero));
        await ledger.Host.Services.GetRequiredService<Sweeper>().SweepAsync();
        Assert.Equal(0, await ledger.FellDueAsync(facility, key));

        ledger.Clock.Advance(TimeSpan.FromMinutes(1));
        await ledger.SweptAsync(facility, key);
        Assert.Equal(ViolationStatus.Overdue, (await ledger.ViolationAsync(facility, violation)).Status);
        Assert.Equal(ObligationStatus.Overdue, (await ledger.ObligationAsync(facility, key)).Status);
        await ledger.FoldsAsync(facility);
    }

    [Fact]
    public async Task a_late_report_stays_late_and_one_in_time_entered_late_takes_the_mark_away()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (facility, late) = await ledger.AnOverdueViolationAsync();
        var inTime = await ledger.AViolationOfAsync(facility);
        await ledger.OnAsync("wj-1", facility, inTime, "rectification", new OrderRectification(Day(5)));
        await ledger.SweptAsync(facility, $"{inTime}/rectification");

        await ledger.OnAsync("wj-1", facility, late, "report", new ReportRectification(Day(13)));
        await ledger.OnAsync("wj-1", facility, inTime, "report", new ReportRectification(Day(12)));

        Assert.Equal(Day(12), (await ledger.ViolationAsync(facility, late)).Missed.Single());
        Assert.Equal(ObligationStatus.MetLate, (await ledger.ObligationAsync(facility, $"{late}/rectification")).Status);
        Assert.Empty((await ledger.ViolationAsync(facility, inTime)).Missed);
        Assert.Equal(ObligationStatus.Met, (await ledger.ObligationAsync(facility, $"{inTime}/rectification")).Status);
        await ledger.FoldsAsync(facility);
    }

    [Fact]
    public async Task a_late_report_before_the_sweep_is_late_all_the_same()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (facility, violation) = await ledger.AnOrderedViolationAsync(5);
        await ledger.OnAsync("wj-1", facility, violation, "report", new ReportRectification(Day(14)));
        Assert.Equal(Day(12), (await ledger.ViolationAsync(facility, violation)).Missed.Single());
        Assert.Equal(0, await ledger.FellDueAsync(facility, $"{violation}/rectification"));
        await ledger.FoldsAsync(facility);
    }

    [Fact]
    public async Task a_refusal_to_correct_and_a_dismissal_end_the_terms()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (facility, refused) = await ledger.AnOverdueViolationAsync();
        await ledger.NotOnAsync("wj-1", facility, refused, "verification", new VerifyRectification("verified", Day(13)), HttpStatusCode.UnprocessableEntity, "violation-step");
        await ledger.OnAsync("wj-1", facility, refused, "verification", new VerifyRectification("refused-to-correct", Day(13)));
        Assert.Equal(ViolationStatus.RefusedToCorrect, (await ledger.ViolationAsync(facility, refused)).Status);
        Assert.Equal(ObligationStatus.Dropped, (await ledger.ObligationAsync(facility, $"{refused}/rectification")).Status);

        var dismissed = await ledger.AViolationOfAsync(facility);
        await ledger.OnAsync("wj-1", facility, dismissed, "rectification", new OrderRectification(Day(20)));
        await ledger.NotOnAsync("wj-1", facility, dismissed, "dismissal", new DismissViolation("forgiven", Day(21)), HttpStatusCode.UnprocessableEntity, "code-unknown");
        await ledger.OnAsync("wj-1", facility, dismissed, "dismissal", new DismissViolation("duplicate", Day(21)));
        Assert.Equal(ObligationStatus.Dropped, (await ledger.ObligationAsync(facility, $"{dismissed}/rectification")).Status);
        await ledger.FoldsAsync(facility);
    }

    [Fact]
    public async Task a_violation_is_refused_by_each_of_its_rules()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var facility = await ledger.ARegisteredFacilityAsync();
        var inspection = await ledger.AnInspectionAsync(facility);
        var finding = await ledger.AFindingAsync(facility, inspection);
        var command = new RecordViolation("CAR-01", new($"inspections/{inspection}", finding), Day(3));
        Task No(RecordViolation x, int status, string rule, string officer = "wj-1") => ledger.As(officer).RefusedAsync(Path(facility, "violations"), x, (HttpStatusCode)status, rule);

        await No(command, 403, "department-may-not", "jt-1");
        await No(command, 403, "violation-of-others", "xf-1");
        await No(command with { Item = "XXX-01" }, 422, "code-unknown");
        await No(command with { Ground = command.Ground with { Finding = "NONE" } }, 422, "violation-rests-on-ground");
        await No(command with { Ground = command.Ground with { Thing = "inspections/NONE" } }, 422, "violation-rests-on-ground");
        await No(command with { Item = "FIR-01" }, 422, "violation-rests-on-ground", "xf-1");
        await No(command with { OccurredOn = Day(1) }, 422, "not-before-the-last");
        await No(command with { EndedOn = Day(3) }, 422, "violation-ended-before");
        await ledger.As("wj-1").DoAsync(Path(facility, "violations"), command);
        await No(command, 422, "violation-recorded-once");
        await ledger.FoldsAsync(facility);
    }

    [Fact]
    public async Task each_step_is_refused_by_each_of_its_rules()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (facility, violation) = await ledger.AnOpenViolationAsync();
        Task No(string step, object command, int status, string rule, string officer = "wj-1") => ledger.NotOnAsync(officer, facility, violation, step, command, (HttpStatusCode)status, rule);

        await ledger.NotOnAsync("wj-1", facility, "violations/NONE", "rectification", new OrderRectification(Day(20)), HttpStatusCode.NotFound, "violation-unknown");
        await No("report", new ReportRectification(Day(20)), 422, "violation-step");
        await No("rectification", new OrderRectification(Day(20)), 403, "violation-of-others", "xf-1");
        await No("rectification", new OrderRectification(Day(20), 366), 422, "rectification-days");
        await No("rectification", new OrderRectification(Day(2)), 422, "not-before-the-last");
        await ledger.OnAsync("wj-1", facility, violation, "rectification", new OrderRectification(Day(20)));
        var version = await ledger.VersionAsync(facility, violation);
        await ledger.OnAsync("wj-1", facility, violation, "rectification", new OrderRectification(Day(20)));
        Assert.Equal(version, await ledger.VersionAsync(facility, violation));
        await No("rectification", new OrderRectification(Day(20), 30), 422, "violation-step");
        await No("rectification", new OrderRectification(Day(21), 6), 422, "violation-step");
        await No("rejection", new RejectRectification(Day(20)), 422, "violation-step");
        await No("verification", new VerifyRectification("refused-to-correct", Day(21)), 422, "violation-step");
        await ledger.OnAsync("wj-1", facility, violation, "report", new ReportRectification(Day(21)));
        await No("verification", new VerifyRectification("verified", Day(22)), 422, "verified-by-another");
        await No("verification", new VerifyRectification("good", Day(22)), 422, "code-unknown", "wj-2");
        await No("verification", new VerifyRectification("verified", Day(22)), 403, "department-may-not", "t370323001-1");
        await ledger.OnAsync("wj-2", facility, violation, "verification", new VerifyRectification("verified", Day(22)));
        await No("rectification", new OrderRectification(Day(23)), 422, "violation-step");
        await ledger.FoldsAsync(facility);
    }

    [Fact]
    public async Task a_town_reports_only_of_its_own_institutions()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var facility = await ledger.ARegisteredFacilityAsync(Steps.Registration with { Town = "370323002" });
        var violation = await ledger.AViolationOfAsync(facility);
        await ledger.OnAsync("wj-1", facility, violation, "rectification", new OrderRectification(Day(20)));
        await ledger.NotOnAsync("t370323001-1", facility, violation, "report", new ReportRectification(Day(21)), HttpStatusCode.Forbidden, "outside-territory");
    }
}
