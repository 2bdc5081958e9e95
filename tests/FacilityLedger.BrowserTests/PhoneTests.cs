using FacilityLedger.BrowserTests.County;
using FacilityLedger.Filing;
using FacilityLedger.Inspections;
using FacilityLedger.IntegrationTests;
using Microsoft.Playwright;
using Xunit;

namespace FacilityLedger.BrowserTests;

/// <summary>An officer stands in an institution with a phone, and the connection drops.</summary>
public sealed class PhoneTests(LedgerInBrowser ledger) : IDisposable
{
    private const string Unsafe = "午睡室门窗被货架堵住；\n保育员称“上周起放在这里”。";

    // A picture of one point.
    private static readonly byte[] Photo = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private readonly DirectoryInfo camera = Directory.CreateTempSubdirectory("browser-camera-");

    public void Dispose() => camera.Delete(recursive: true);

    [Fact]
    public async Task an_officer_completes_a_joint_inspection_and_loses_no_word_when_the_connection_drops()
    {
        await using var relay = new Relay(ledger.Home);
        await using var context = await ledger.OpenAsync(options: Phone.Options(relay.Home));
        var page = await context.NewPageAsync();
        var facility = Seed.Id("plain21");

        await page.GotoAsync("/370323/desk");
        await page.SelectOptionAsync("#account", "WJ-1@370323");
        await page.FollowAsync("main button");
        await page.FollowAsync("header nav a[href$='/desk/facilities']");
        await page.FillAsync("[type=search]", "楸坞");
        await page.FollowAsync("form[role=search] button");
        await page.FollowAsync("main h3 a, main td a, main th a");
        Assert.Contains("楸坞", await page.TextContentAsync("h1"), StringComparison.Ordinal);

        // The form has arrived, its answer has not: going back brings it with every word, and it has one effect.
        await page.FollowAsync("a[href*='/do/inspection.open']");
        await page.FollowAsync("a[href*='subject=joint']");
        await page.EnterAsync(("departments[]", ["WJ", "SC"]), ("lead", ["WJ"]), ("domains[]", ["CARE", "FOOD"]), ("officers[]", ["WJ-1@370323", "WJ-2@370323", "SC-1@370323"]), ("clue", ["12345-2026-1124"]));
        await LoseAsync(page, relay, Connection.LostAfter);
        await page.SendAsync();
        var opened = Assert.Single((await ledger.FactsAsync(facility)).OfType<InspectionOpened>());
        Assert.Equal((true, "WJ", 3), (opened.Joint, opened.Lead, opened.Officers.Count));

        await page.FollowAsync("a[href*='/do/inspection.finding']");
        await page.EnterAsync(("domain", ["CARE"]), ("severity", ["2"]), ("narrative", [Unsafe]));
        await LoseAsync(page, relay, Connection.LostBefore);
        await page.SendAsync();

        // A form that came back with an error keeps its words too.
        await page.FollowAsync("a[href*='/do/inspection.finding']");
        await page.EnterAsync(("domain", ["CARE"]), ("severity", ["1"]), ("occurredOn", ["2026-11-25"]), ("narrative", ["收费公示栏缺少退费办法"]));
        await page.LeaveAsync(() => page.Locator("form.desk .acts button").TapAsync());
        Assert.Contains("错误", await page.TitleAsync(), StringComparison.Ordinal);
        await page.EnterAsync(("occurredOn", ["2026-11-24"]));
        await LoseAsync(page, relay, Connection.LostAfter);
        await page.SendAsync();
        Assert.Equal(2, (await ledger.FactsAsync(facility)).OfType<FindingRecorded>().Count());

        await page.FollowAsync("a[href*='/do/inspection.evidence']");
        await page.EnterAsync(("digest", [await PhotoAsync("午睡室.png")]));
        await page.SelectOptionAsync("[name=finding]", new SelectOptionValue { Index = 1 });
        await LoseAsync(page, relay, Connection.LostAfter);
        await page.SendAsync();
        Assert.Single((await ledger.FactsAsync(facility)).OfType<EvidenceAdded>());

        await page.FollowAsync("a[href*='/do/inspection.complete']");
        await page.EnterAsync(("result", ["correction-ordered"]));
        await page.SendAsync();
        await page.FollowAsync("a[href*='/do/inspection.publish']");
        await LoseAsync(page, relay, Connection.LostBefore);
        await page.SendAsync();
        Assert.Single((await ledger.FactsAsync(facility)).OfType<InspectionResultPublished>());
    }

    [Fact]
    public async Task two_taps_record_one_finding()
    {
        await using var relay = new Relay(ledger.Home) { Slow = TimeSpan.FromSeconds(2) };
        await using var context = await ledger.OpenAsync(officer: "WJ-1@370323", options: Phone.Options(relay.Home));
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/370323/desk/facilities/{Seed.Id("plain22")}/do/incident.report");
        await page.EnterAsync(("kind", ["ABUSE"]), ("source", ["public"]), ("affected", ["1"]), ("learntAt", ["2026-11-23T08:30"]), ("reportedAt", ["2026-11-23T09:05"]), ("narrative", ["示例"]));
        await page.Locator("form.desk .acts button").ScrollIntoViewIfNeededAsync();
        var button = (await page.Locator("form.desk .acts button").BoundingBoxAsync())!;
        await page.LeaveAsync(async () =>
        {
            await page.Touchscreen.TapAsync(button.X + 20, button.Y + 20);
            await Until.TrueAsync("the post arrived", () => relay.Arrived > 0);
            await page.Touchscreen.TapAsync(button.X + 20, button.Y + 20);
        });
        Assert.Equal(1, await page.Locator(".note.ok[role=status]").CountAsync());
        Assert.Equal(2, relay.Arrived);
        Assert.Single((await ledger.FactsAsync(Seed.Id("plain22"))).OfType<Incidents.IncidentReported>());
    }

    [Fact]
    public async Task whoever_comes_to_the_phone_next_goes_back_to_no_form()
    {
        await using var context = await ledger.OpenAsync(options: Phone.Options());
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/370323/desk/facilities/{Seed.Id("plain22")}/do/incident.report");
        await page.SelectOptionAsync("#account", "WJ-1@370323");
        await page.FollowAsync("main button");
        await page.EnterAsync(("narrative", ["示例"]));
        await page.FollowAsync("header form button");
        await page.GoBackAsync();
        Assert.Contains("/sign-in", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_same_inspection_is_completed_with_keys_alone()
    {
        await using var context = await ledger.OpenAsync(options: new() { ViewportSize = new() { Width = 390, Height = 844 } });
        var page = await context.NewPageAsync();
        var facility = Seed.Id("plain23");
        await page.GotoAsync($"/370323/desk/facilities/{facility}");
        await page.TypeAsync(("account", ["WJ-1@370323"]));
        await page.PressOnAsync("main button");

        await page.PressOnAsync("a[href*='/do/inspection.open']");
        await page.PressOnAsync("a[href*='subject=joint']");
        await page.TypeAsync(("departments[]", ["SC"]), ("lead", ["WJ"]), ("domains[]", ["FOOD"]), ("officers[]", ["WJ-1@370323", "WJ-2@370323", "SC-1@370323"]), ("clue", ["12345-2026-1125"]));
        await page.SendByKeyAsync();
        await page.PressOnAsync("a[href*='/do/inspection.finding']");
        await page.TypeAsync(("domain", ["CARE"]), ("severity", ["2"]), ("narrative", [Unsafe]));
        await page.SendByKeyAsync();
        await page.PressOnAsync("a[href*='/do/inspection.evidence']");
        await page.TypeAsync(("digest", [await PhotoAsync("走廊.png")]));
        await page.SendByKeyAsync();
        await page.PressOnAsync("a[href*='/do/inspection.complete']");
        await page.TypeAsync(("result", ["correction-ordered"]));
        await page.SendByKeyAsync();
        await page.PressOnAsync("a[href*='/do/inspection.publish']");
        await page.SendByKeyAsync();

        var facts = (await ledger.FactsAsync(facility)).SkipWhile(x => x is not InspectionOpened).Where(x => x is InspectionOpened or FindingRecorded or EvidenceAdded or InspectionCompleted or InspectionResultPublished);
        Assert.Equal([typeof(InspectionOpened), typeof(FindingRecorded), typeof(EvidenceAdded), typeof(InspectionCompleted), typeof(InspectionResultPublished)], facts.Select(x => x.GetType()));
    }

    /// <summary>A form with nothing missing and its nine materials. By a keystroke-level model that is less than three minutes; the bounds keep it there.</summary>
    [Fact]
    public async Task a_filing_with_nine_materials_takes_few_touches()
    {
        await using var context = await ledger.OpenAsync(officer: "WJ-1@370323", options: Phone.Options());
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/370323/desk/facilities/{Seed.Id("afresh")}/do/filing.submit");
        (string Name, string[] Values)[] touched =
        [
            ("serviceForms[]", ["full-day"]), ("serviceForms[]", ["half-day"]), ("places", ["80"]), ("inclusivePlaces", ["40"]), ("premises.tenure", ["leased"]), ("premises.leaseEnd", ["2031-06-30"]), ("mealsProvided", ["true"]),
            ("classes[0].type", ["INFANT"]), ("classes[0].children", ["9"]), ("classes[1].type", ["JUNIOR"]), ("classes[1].children", ["14"]), ("classes[2].type", ["SENIOR"]), ("classes[2].children", ["18"]),
            ("setting.areas.building", ["540"]), ("setting.areas.indoor", ["320.5"]), ("setting.areas.outdoor", ["120"]), ("setting.floor", ["2"]),
            ("setting.staff.managers", ["1"]), ("setting.staff.carers", ["12"]), ("setting.staff.health", ["1"]), ("setting.staff.cooks", ["1"]), ("setting.staff.guards", ["1"]), ("setting.opensOn", ["2026-11-01"]), ("setting.medicalInstitution", ["沂源县人民医院"]),
            ("setting.head.name", ["示例乙"]), ("setting.head.college", ["true"]), ("setting.head.experienced", ["true"]), ("setting.head.trained", ["true"]), ("setting.contact.name", ["示例丙"]), ("setting.contact.phone", ["05330000000"]), ("setting.committedOn", ["2026-11-20"]),
            .. Enumerable.Range(0, 9).Select(i => ($"materials[{i}].code", new[] { $"FM{i + 1}" })), ("materials[2].issuedOn", ["2026-10-12"]), ("materials[4].issuedOn", ["2026-10-13"]), ("materials[5].issuedOn", ["2026-10-14"]),
        ];
        await page.EnterAsync(touched);
        var typed = await page.EvaluateAsync<int>("() => [...document.querySelectorAll('form.desk input:not([type=hidden], [type=date], [type=radio], [type=checkbox])')].reduce((n, x) => n + x.value.length, 0)");
        await page.SendAsync();

        var filed = Assert.Single((await ledger.FactsAsync(Seed.Id("afresh"))).OfType<FilingSubmitted>());
        Assert.Empty(filed.Form.Missing(ledger.Policy, filed.OccurredOn));
        Assert.Equal(9, filed.Form.Materials.Count);
        Assert.InRange(touched.Length, 1, 45);
        Assert.InRange(typed, 1, 60);
    }

    private async Task<string> PhotoAsync(string name)
    {
        var path = Path.Combine(camera.FullName, name);
        await File.WriteAllBytesAsync(path, Photo, TestContext.Current.CancellationToken);
        return path;
    }

    // The browser shows its own page; the way back leads to the form as it was.
    private static async Task LoseAsync(IPage page, Relay relay, Connection connection)
    {
        var (filled, arrived) = (await page.FilledAsync(), relay.Arrived);
        relay.Connection = connection;
        await page.SendIntoTheVoidAsync();
        relay.Connection = Connection.Up;
        Assert.Equal(connection == Connection.LostAfter, relay.Arrived > arrived);
        Assert.Equal(filled, await page.FilledAsync());
    }
}
