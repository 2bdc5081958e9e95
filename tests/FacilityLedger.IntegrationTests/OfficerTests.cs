using System.Net;
using System.Text.Json;
using FacilityLedger.Cases;
using FacilityLedger.Corrections;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Inspections;
using FacilityLedger.Inspectors;
using Xunit;
using static FacilityLedger.IntegrationTests.EnforcementSteps;

namespace FacilityLedger.IntegrationTests;

/// <summary>The register of officers over HTTP, and what it is good for.</summary>
public sealed class OfficerTests
{
    private const string Register = "/api/370323/officers";

    [Fact]
    public async Task an_officer_is_entered_renewed_and_ended_and_the_certificate_is_free_again()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var wj = ledger.As("wj-1");
        var id = await wj.DoAsync(Register, new CertifyOfficer("wj-1", "鲁C-001", Day(1), Day(30)));
        await wj.RefusedAsync(Register, new CertifyOfficer("wj-9", "鲁C-001", Day(1)), HttpStatusCode.Conflict, "claim-taken");
        await wj.RefusedAsync(Register, new CertifyOfficer("wj-1", "鲁C-009", Day(1)), HttpStatusCode.Conflict, "claim-taken");
        await wj.RefusedAsync(Register, new CertifyOfficer("wj-9", "鲁Ｃ－００１", Day(1)), HttpStatusCode.Conflict, "claim-taken");
        await wj.RefusedAsync(Register, new CertifyOfficer("WJ-1", "鲁C-009", Day(1)), HttpStatusCode.Conflict, "claim-taken");
        var renewal = new RenewCertificate(new(2031, 11, 30), Day(20));
        await wj.RefusedAsync($"{Register}/{id}/certificate/renewal", renewal, HttpStatusCode.PreconditionRequired, "if-match-required");
        await ledger.As("xf-1").RefusedAsync($"{Register}/{id}/certificate/renewal", renewal, HttpStatusCode.Forbidden, "officer-of-others", 1);
        await wj.DoAsync($"{Register}/{id}/certificate/renewal", renewal, 1);
        await wj.DoAsync($"{Register}/{id}/certificate/renewal", renewal, 2);
        await wj.DoAsync($"{Register}/{id}/certificate/end", new EndCertificate("left", Day(22)), 2);
        await wj.RefusedAsync($"{Register}/{id}/certificate/renewal", renewal with { OccurredOn = Day(23) }, HttpStatusCode.UnprocessableEntity, "certificate-standing", 3);
        await wj.DoAsync(Register, new CertifyOfficer("wj-9", "鲁C-001", Day(23)));
    }

    [Fact]
    public async Task who_keeps_a_register_inspects_and_opens_cases_with_those_in_it()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (facility, violation) = await ledger.AnOpenViolationAsync();
        var wj = ledger.As("wj-1");
        await wj.DoAsync(Register, new CertifyOfficer("wj-1", "鲁C-001", Day(1)));
        var second = await wj.DoAsync(Register, new CertifyOfficer("wj-2", "鲁C-002", Day(1), Day(15)));

        await wj.RefusedAsync(Path(facility, "inspections"), Care with { OccurredOn = Day(16) }, HttpStatusCode.UnprocessableEntity, "certified-in-register");
        await wj.RefusedAsync(Path(facility, "inspections"), Care with { Officers = [Officers[0], new("wj-3", "鲁C-003")] }, HttpStatusCode.UnprocessableEntity, "certified-in-register");
        await wj.RefusedAsync(Path(facility, "inspections"), Care with { Officers = [Officers[0], new("wj-3", "鲁C-002")] }, HttpStatusCode.UnprocessableEntity, "certified-in-register");
        await wj.RefusedAsync(Path(facility, "cases"), new OpenCase([violation.Split('/')[1]], Officers, Day(16)), HttpStatusCode.UnprocessableEntity, "certified-in-register");
        await wj.DoAsync($"{Register}/{second}/certificate/renewal", new RenewCertificate(Day(15).AddYears(5), Day(15)), 1);
        await wj.DoAsync(Path(facility, "cases"), new OpenCase([violation.Split('/')[1]], Officers, Day(16)));
        var inspection = await wj.DoAsync(Path(facility, "inspections"), Care with { OccurredOn = Day(16) });

        // Nor does a correction lead round it.
        var entry = (await ledger.FacilityAsync(facility)).Touched[$"inspections/{inspection}"].Entry;
        var wrong = JsonSerializer.SerializeToElement(Care with { OccurredOn = Day(16), Officers = [Officers[0], new("wj-3", "鲁C-003")] }, LedgerJson.Options);
        await wj.RefusedAsync(Path(facility, "corrections"), new RequestCorrection(entry, "inspections", wrong, "typing-error", Day(17)), HttpStatusCode.UnprocessableEntity, "certified-in-register");
    }

    [Fact]
    public async Task in_a_joint_inspection_each_officer_is_in_the_register_of_one_who_takes_part()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var facility = await ledger.ARegisteredFacilityAsync();
        await ledger.As("wj-1").DoAsync(Register, new CertifyOfficer("wj-1", "鲁C-001", Day(1)));
        var joint = new OpenInspection(["CARE", "FIRE"], ["WJ", "XF"], [Officers[0], new("xf-1", "鲁F-001")], Day(2), Lead: "WJ", Clue: "12345", Joint: true);
        // The fire brigade keeps none: what its officer showed was written down.
        await ledger.As("wj-1").DoAsync(Path(facility, "inspections"), joint);
        await ledger.As("xf-1").DoAsync(Register, new CertifyOfficer("xf-2", "鲁F-002", Day(1)));
        await ledger.As("wj-1").RefusedAsync(Path(facility, "inspections"), joint with { OccurredOn = Day(3) }, HttpStatusCode.UnprocessableEntity, "certified-in-register");
    }

    [Fact]
    public async Task only_officers_of_the_register_are_drawn()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        await ledger.ARegisteredFacilityAsync();
        var plan = await ledger.APublishedPlanAsync();
        await ledger.As("sc-1").DoAsync(Register, new CertifyOfficer("sc-1", "鲁C-101", Day(1)));
        await ledger.As("wj-1").RefusedAsync($"/api/370323/plans/{plan}/draws", Prices, HttpStatusCode.UnprocessableEntity, "certified-in-register");
    }
}
