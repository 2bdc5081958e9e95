using System.Net;
using System.Text;
using FacilityLedger.Filing;
using FacilityLedger.Inspections;
using FacilityLedger.Operation;
using FacilityLedger.Registration;
using FacilityLedger.Violations;
using Xunit;

namespace FacilityLedger.IntegrationTests.Desk;

/// <summary>An officer at his desk: whole pages, with the cookie of the development sign-in.</summary>
[Collection(nameof(DeskUnderTest))]
public sealed class DeskTests(DeskUnderTest desk)
{
    private const string Home = "/370323/desk";
    private const string Register = $"{Home}/facilities/new/do/registration.register";

    [Fact]
    public async Task Whoever_is_not_signed_in_is_sent_to_sign_in()
    {
        using var stranger = desk.Browser();
        var answer = await stranger.GetAsync(Home);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("/370323/sign-in", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        using var posted = new FormUrlEncodedContent([]);
        Assert.Equal(HttpStatusCode.Redirect, (await stranger.PostAsync(Register, posted)).StatusCode);
    }

    [Fact]
    public async Task A_facility_grows_from_forms_and_the_day_of_whose_turn_it_is_shows_what_is_due()
    {
        using var sp = await desk.SignInAsync("SP-1@370323");
        var made = await Registration(await FormOnPage.OpenAsync(sp, Register), "沂源县禾屿托育服务有限公司").PostAsync(sp);
        var record = made.Headers.Location!.OriginalString.Split('?')[0];
        var page = await sp.GetStringAsync(record);
        Assert.Contains("禾屿", page, StringComparison.Ordinal);
        Assert.Contains("附件2 第5行", page, StringComparison.Ordinal);

        using var wj = await desk.SignInAsync("WJ-1@370323");
        var filing = await FormOnPage.OpenAsync(wj, $"{record}/do/filing.submit");
        filing.Fill("serviceForms[]", "full-day").Fill("places", "30").Fill("inclusivePlaces", "20").Fill("premises.tenure", "owned").Fill("mealsProvided", "false").Fill("occurredOn", "2026-11-23");
        Assert.Equal(HttpStatusCode.SeeOther, (await filing.PostAsync(wj)).StatusCode);

        var id = record.Split('/')[^1];
        Assert.Contains($"{id}/do/filing.receipt", await wj.GetStringAsync($"{Home}?all=due-soon"), StringComparison.Ordinal);
        Assert.DoesNotContain(id, await sp.GetStringAsync(Home), StringComparison.Ordinal);
        using var auditor = await desk.SignInAsync("auditor@370323");
        Assert.DoesNotContain(id, await auditor.GetStringAsync(Home), StringComparison.Ordinal);
        Assert.DoesNotContain("/do/", await auditor.GetStringAsync(record), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_says_for_whom_it_is_entered_and_the_timeline_repeats_it()
    {
        var id = await desk.ARegisteredAsync();
        using var officer = await desk.SignInAsync("SP-1@370323");
        var form = await FormOnPage.OpenAsync(officer, $"{Home}/facilities/{id}/do/registration.change");
        form.Fill("name", "沂源县槐屿托育服务有限公司").Fill("occurredOn", "2026-11-20").Fill("onBehalfOf", "institution").Fill("submittedBy", "agent").Fill("documentNumber", "无号");
        var back = new FormOnPage(await (await form.PostAsync(officer)).Content.ReadAsStringAsync());
        Assert.Equal("documentNumber", Assert.Single(back.Errors).Field);
        Assert.Equal(["institution", "agent", "无号"], ((string[])["onBehalfOf", "submittedBy", "documentNumber"]).SelectMany(back.Of));
        Assert.Equal(HttpStatusCode.SeeOther, (await back.Fill("documentNumber", "源审批函〔2026〕3号").PostAsync(officer)).StatusCode);
        Assert.Contains("代机构录入、委托代理人报送、源审批函〔2026〕3号", WebUtility.HtmlDecode(await officer.GetStringAsync($"{Home}/facilities/{id}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_is_corrected_in_its_own_form_filled_in_with_what_it_says()
    {
        var id = await desk.ARegisteredAsync();
        await desk.DecideAsync<Facilities.Facility>(id, "WJ-1", (x, c) => DeclareClassesEndpoint.Decide(new([new("INFANT", 9), new("JUNIOR", 14, 15)], 60, 40, new DateOnly(2026, 11, 10)), x!, c));
        using var officer = await desk.SignInAsync("WJ-1@370323");
        using var choice = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await officer.GetStringAsync($"{Home}/facilities/{id}/do/correction.request"));
        var link = choice.QuerySelector("a[href*='operation.classes'][href*='correct=']")!.GetAttribute("href")!;

        var form = await FormOnPage.OpenAsync(officer, link);
        Assert.Equal(["9", "JUNIOR", "15", "60", "2026-11-10"], new[] { "classes[0].children", "classes[1].type", "classes[1].capacity", "places", "occurredOn" }.SelectMany(form.Of));
        var bad = await form.Fill("places", "55").PostAsync(officer);
        Assert.Contains(new FormOnPage(await bad.Content.ReadAsStringAsync()).Errors, x => x.Field == "_ground");
        var answer = await form.Fill("_ground", "typing-error").PostAsync(officer);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var after = await officer.GetStringAsync(answer.Headers.Location!.OriginalString);
        Assert.Contains("申请更正记录", after, StringComparison.Ordinal);
        Assert.DoesNotContain("do/correction.approve", after, StringComparison.Ordinal);
        using var another = await desk.SignInAsync("WJ-2@370323");
        Assert.Contains("do/correction.approve", await another.GetStringAsync($"{Home}/facilities/{id}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"{Home}/facilities/{id}/do/operation.classes?correct=1")).StatusCode);
    }

    [Fact]
    public async Task A_receipt_is_proposed_its_number_and_is_printed_with_the_notice_of_conditions()
    {
        var id = await desk.AReceivedFilingAsync();
        using var officer = await desk.SignInAsync("WJ-1@370323");
        var form = await FormOnPage.OpenAsync(officer, $"{Home}/facilities/{id}/do/filing.receipt");
        var number = Assert.Single(form.Of("number"));
        Assert.StartsWith("370323-2026-", number, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await form.PostAsync(officer)).StatusCode);
        Assert.Contains($"{id}/receipt/WJ", await officer.GetStringAsync($"{Home}/facilities/{id}"), StringComparison.Ordinal);

        var paper = await officer.GetStringAsync($"{Home}/facilities/{id}/receipt/WJ");
        Assert.All([number, Steps.Registration.Name, (await desk.FacilityAsync(id)).Registration.Uscc!, "2026年11月18日", "2026年11月24日", "县卫生健康局", "基本条件告知书", "设置标准 11"], x => Assert.Contains(x, paper, StringComparison.Ordinal));
        Assert.DoesNotContain("<nav", paper, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"{Home}/facilities/{id}/receipt/JT")).StatusCode);
        using var stranger = desk.Browser();
        Assert.Equal(HttpStatusCode.Redirect, (await stranger.GetAsync($"{Home}/facilities/{id}/receipt/WJ")).StatusCode);
    }

    [Fact]
    public async Task What_the_institution_owes_lies_with_who_ordered_it_and_with_its_town()
    {
        var (id, violation) = await desk.AnOrderedAsync();
        var form = $"{id}/do/rectification.report?of={violation}";
        foreach (var officer in new[] { "WJ-1", "T370323001-1" })
        {
            using var watching = await desk.SignInAsync($"{officer}@370323");
            Assert.Contains(form, await watching.GetStringAsync($"{Home}?all=due-soon"), StringComparison.Ordinal);
        }
        using var fire = await desk.SignInAsync("XF-1@370323");
        Assert.DoesNotContain(id, await fire.GetStringAsync($"{Home}?all=due-soon"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_penalty_to_be_published_is_filled_in_from_the_file()
    {
        var (id, violation) = await desk.AFinedAsync();
        using var wj = await desk.SignInAsync("WJ-1@370323");
        var href = $"{Home}/facilities/{id}/do/disclosure.publish?subject=penalty~violations%2F{violation}";
        Assert.Contains(href, await wj.GetStringAsync($"{Home}?all=due-soon"), StringComparison.Ordinal);
        var page = await FormOnPage.OpenAsync(wj, href);
        Assert.Equal(["F", "500.00", "2026-11-20"], page.Of("fields.penalties[0].kind").Concat(page.Of("fields.penalties[0].amount")).Concat(page.Of("fields.decidedOn")));
        Assert.Equal("date", page.Page.GetElementById("fields.decidedOn")!.GetAttribute("type"));
        Assert.DoesNotContain("fields.points", page.Names);

        var answer = await page.PostAsync(wj);
        var record = await wj.GetStringAsync(answer.Headers.Location);
        Assert.DoesNotContain("subject=penalty", record, StringComparison.Ordinal);
        Assert.Contains($"disclosure.correct?of=penalty-{violation}", record, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_was_overtaken_follows_the_ledger_where_nobody_touched_it()
    {
        var id = await desk.ARegisteredAsync();
        await desk.DecideAsync<Facilities.Facility>(id, "WJ-1", (x, c) => DeclareClassesEndpoint.Decide(new([new("INFANT", 8)], 60, 20, DeskStates.Day(10)), x!, c));
        using var wj = await desk.SignInAsync("WJ-2@370323");
        var page = (await FormOnPage.OpenAsync(wj, $"{Home}/facilities/{id}/do/operation.classes")).Fill("inclusivePlaces", "30");
        await desk.DecideAsync<Facilities.Facility>(id, "WJ-1", (x, c) => DeclareClassesEndpoint.Decide(new([new("INFANT", 8)], 55, 20, DeskStates.Day(11)), x!, c));

        var answer = await page.PostAsync(wj);
        Assert.Equal(HttpStatusCode.PreconditionFailed, answer.StatusCode);
        var back = new FormOnPage(await answer.Content.ReadAsStringAsync());
        Assert.Equal(["55", "30"], back.Of("places").Concat(back.Of("inclusivePlaces")));
        Assert.Equal(["60", "55"], back.Page.QuerySelectorAll(".note table del, .note table ins").Select(x => x.TextContent));

        Assert.Equal(HttpStatusCode.SeeOther, (await back.PostAsync(wj)).StatusCode);
        var operation = (await desk.FacilityAsync(id)).Operation;
        Assert.Equal((55, 30), (operation.Places, operation.InclusivePlaces));
    }

    [Fact]
    public async Task The_same_form_sent_twice_has_one_effect_and_one_that_changes_nothing_says_so()
    {
        var id = await desk.ARegisteredAsync();
        using var sp = await desk.SignInAsync("SP-1@370323");
        var page = (await FormOnPage.OpenAsync(sp, $"{Home}/facilities/{id}/do/registration.change")).Fill("name", "只改一次");
        Assert.Equal(HttpStatusCode.SeeOther, (await page.PostAsync(sp)).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await page.PostAsync(sp)).StatusCode);
        Assert.Single(await desk.EventsAsync(id), x => x.Data is RegistrationChanged);

        var same = await (await FormOnPage.OpenAsync(sp, $"{Home}/facilities/{id}/do/registration.change")).PostAsync(sp);
        Assert.Contains("?same=registration.change", same.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains("没有新增", await sp.GetStringAsync(same.Headers.Location), StringComparison.Ordinal);
        Assert.Single(await desk.EventsAsync(id), x => x.Data is RegistrationChanged);
    }

    [Fact]
    public async Task Who_is_signed_in_finds_the_desk_from_the_public_pages()
    {
        using var stranger = desk.Browser();
        Assert.DoesNotContain($"href=\"{Home}\"", await stranger.GetStringAsync("/370323"), StringComparison.Ordinal);
        using var wj = await desk.SignInAsync("WJ-1@370323");
        Assert.Contains($"href=\"{Home}\"", await wj.GetStringAsync("/370323"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cookie_alone_commands_nothing()
    {
        using var sp = await desk.SignInAsync("SP-1@370323");
        using var json = new StringContent("{}", Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.Unauthorized, (await sp.PostAsync("/api/370323/facilities", json)).StatusCode);
        using var bare = new FormUrlEncodedContent([new("name", "没有令牌的表单")]);
        Assert.Equal(HttpStatusCode.BadRequest, (await sp.PostAsync(Register, bare)).StatusCode);
        using var broken = new StringContent("--x\r\nno part of a form");
        broken.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "x") } };
        Assert.Equal(HttpStatusCode.BadRequest, (await sp.PostAsync(Register, broken)).StatusCode);
    }

    [Fact]
    public async Task An_officer_of_another_jurisdiction_sees_and_enters_nothing()
    {
        var id = await desk.ARegisteredAsync();
        using var own = await desk.SignInAsync("SP-1@370323");
        using var foreign = await desk.SignInAsync("SP-1@us-nyc");
        foreach (var path in new[] { Home, $"{Home}/facilities", $"{Home}/facilities/{id}", $"{Home}/campaigns", Register })
            Assert.Equal(HttpStatusCode.Forbidden, (await foreign.GetAsync(path)).StatusCode);
        var page = (await FormOnPage.OpenAsync(own, $"{Home}/facilities/{id}/do/registration.change")).Fill("name", "外地改的");
        Assert.Equal(HttpStatusCode.Forbidden, (await page.PostAsync(foreign)).StatusCode);
        Assert.Single(await desk.EventsAsync(id), x => x.Data is FacilityRegistered);
    }

    [Fact]
    public async Task A_form_that_the_department_may_not_send_says_why_and_is_refused_all_the_same()
    {
        var id = await desk.ARegisteredAsync();
        using var wj = await desk.SignInAsync("WJ-1@370323");
        using var sp = await desk.SignInAsync("SP-1@370323");
        var path = $"{Home}/facilities/{id}/do/registration.change";
        var shut = await wj.GetAsync(path);
        Assert.Equal(HttpStatusCode.Forbidden, shut.StatusCode);
        Assert.Contains("附件2 第12行", await shut.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain($"{path}\"", await wj.GetStringAsync($"{Home}/facilities/{id}"), StringComparison.Ordinal);

        // What he posts is another page's form with his own token: it is refused before any of it is read.
        var open = (await FormOnPage.OpenAsync(sp, path)).Fill("name", "越权");
        var token = (await FormOnPage.OpenAsync(wj, $"{Home}/facilities/{id}/do/operation.classes")).Of("__RequestVerificationToken");
        var answer = await open.Fill("__RequestVerificationToken", token).PostAsync(wj);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("附件2 第12行", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_sealed_is_shown_nowhere()
    {
        const string secret = "密封的内容甲乙丙";
        var id = await desk.ARegisteredAsync();
        await desk.DecideAsync<Facilities.Facility>(id, "SP-1", (x, c) => ChangeRegistrationEndpoint.Decide(new(DeskStates.Day(1), LegalRepresentative: secret), x!, c));
        await desk.DecideAsync<Facilities.Facility>(id, "WJ-1", (x, c) => OpenInspectionEndpoint.Decide(EnforcementSteps.Care, x!, null, c));
        var inspection = (await desk.FacilityAsync(id)).Inspections.All.Keys.Single();
        await desk.DecideAsync<Facilities.Facility>(id, "WJ-1", (x, c) => RecordFindingEndpoint.Decide(new("CARE", 2, secret, DeskStates.Day(2), "CAR-01"), inspection, x!, c));
        foreach (var officer in new[] { "WJ-1", "SP-1", "auditor" })
        {
            using var client = await desk.SignInAsync($"{officer}@370323");
            foreach (var path in new[] { Home, $"{Home}/facilities", $"{Home}/facilities/{id}" })
                Assert.DoesNotContain(secret, await client.GetStringAsync(path), StringComparison.Ordinal);
        }
        using var sp = await desk.SignInAsync("SP-1@370323");
        var form = await FormOnPage.OpenAsync(sp, $"{Home}/facilities/{id}/do/registration.change");
        Assert.Equal([""], form.Of("legalRepresentative"));
    }

    [Theory]
    [InlineData("zh", "登记变更", "名称：改过一次", "已由第", "附件2 第12行")]
    [InlineData("en", "Registration changed", "Name: 改过一次", "voided by no.", "附件2 第12行")]
    public async Task The_record_tells_what_happened_in_words_the_newest_first_and_strikes_out_what_was_voided(string language, string title, string said, string voided, string clause)
    {
        var id = await desk.ARegisteredAsync();
        await desk.DecideAsync<Facilities.Facility>(id, "SP-1", (x, c) => ChangeRegistrationEndpoint.Decide(new(DeskStates.Day(3), Name: "改过一次"), x!, c));
        await desk.DecideAsync<Facilities.Facility>(id, "SP-1", (x, c) => Corrections.VoidEntryEndpoint.Decide(new(4, "typing-error", DeskStates.Day(4)), x!, [], c));
        using var wj = await desk.SignInAsync("WJ-1@370323");
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await wj.GetStringAsync($"{Home}/facilities/{id}?lang={language}"));

        var entry = page.GetElementById("e4")!;
        Assert.Equal(title, entry.QuerySelector("del")!.TextContent);
        Assert.Contains(said, entry.TextContent, StringComparison.Ordinal);
        Assert.Contains(voided, entry.TextContent, StringComparison.Ordinal);
        Assert.Equal("#e6", entry.QuerySelector("a")!.GetAttribute("href"));
        var days = page.QuerySelectorAll(".log time").Select(x => x.GetAttribute("datetime")!).ToList();
        Assert.Equal(days.OrderDescending(StringComparer.Ordinal), days);
        Assert.DoesNotContain("{", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(clause, page.QuerySelector("details table")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_is_narrowed_by_name_town_status_and_what_is_overdue()
    {
        var name = $"查找用机构{Guid.NewGuid():N}"[..14];
        var id = await desk.ARegisteredAsync(name);
        var (overdue, _) = await desk.AnOrderedAsync(5);
        using var wj = await desk.SignInAsync("WJ-1@370323");
        async Task<bool> Finds(string wanted, string query) => (await wj.GetStringAsync($"{Home}/facilities?{query}")).Contains($"facilities/{wanted}\"", StringComparison.Ordinal);

        Assert.True(await Finds(id, $"q={name}"));
        Assert.True(await Finds(id, $"q={name}&town=370323001&status=unfiled"));
        Assert.False(await Finds(id, $"q={name}&town=370323002"));
        Assert.False(await Finds(id, $"q={name}&status=filed"));
        Assert.True(await Finds(id, $"q={name}&due=open"));
        var place = await desk.AFoundPlaceAsync();
        Assert.False(await Finds(place, $"q={place}&due=open"));
        Assert.False(await Finds(id, "q=100%25"));
        Assert.Contains("/desk/facilities/", await wj.GetStringAsync($"{Home}/facilities?q=%00"), StringComparison.Ordinal);
        Assert.True(await Finds(overdue, $"q={overdue}&due=overdue"));
        Assert.False(await Finds(id, $"q={name}&due=overdue"));
        Assert.Contains("逾期 1", await wj.GetStringAsync($"{Home}/facilities?q={overdue}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_finds_words_in_any_order_old_names_and_numbers_and_by_day_the_names_of_that_day()
    {
        var name = $"旧名{Guid.NewGuid():N}"[..12];
        var id = await desk.ARegisteredAsync(name);
        await desk.DecideAsync<Facilities.Facility>(id, "SP-1", (x, c) => ChangeRegistrationEndpoint.Decide(new(DeskStates.Day(20), Name: $"新的名称{name[2..]}"), x!, c));
        using var wj = await desk.SignInAsync("WJ-1@370323");
        async Task<bool> Finds(string query) => (await wj.GetStringAsync($"{Home}/facilities?{query}")).Contains($"facilities/{id}\"", StringComparison.Ordinal);

        foreach (var q in new[] { name, name.ToUpperInvariant(), $"示例路12号 {name}", $"{name[2..]} 名称 新的", id.ToLowerInvariant(), (await desk.FacilityAsync(id)).Registration.Uscc!.ToLowerInvariant() })
            Assert.True(await Finds($"q={Uri.EscapeDataString(q)}"), q);
        Assert.False(await Finds($"q={Uri.EscapeDataString($"名旧 {name}")}"));
        Assert.False(await Finds($"q={Uri.EscapeDataString($"新的 {name[2..]}")}&asOf=2026-11-19"));
        Assert.True(await Finds($"q={Uri.EscapeDataString($"新的 {name[2..]}")}&asOf=2026-11-20"));
        Assert.True(await Finds($"q={name}&asOf=2026-11-19"));
        Assert.False(await Finds($"q={name}&asOf=2026-10-11"));
    }

    [Theory]
    [InlineData("asOf=2026-13-01"), InlineData("asOf=2026-11-25"), InlineData("asOf=24.11.2026"), InlineData("due=late"), InlineData("after=x"), InlineData("page=1&before=W10"), InlineData("page=one")]
    public async Task A_list_that_is_asked_for_in_other_words_is_not_another_list(string query)
    {
        using var wj = await desk.SignInAsync("WJ-1@370323");
        Assert.Equal(HttpStatusCode.BadRequest, (await wj.GetAsync($"{Home}/facilities?{query}")).StatusCode);
    }

    [Fact]
    public async Task The_list_is_read_page_by_page_and_back()
    {
        var mark = $"页{Guid.NewGuid():N}"[..8];
        for (var i = 0; i < 51; i++)
            await desk.ARegisteredAsync($"{mark} {i:00}");
        using var wj = await desk.SignInAsync("WJ-1@370323");
        var first = await wj.GetStringAsync($"{Home}/facilities?q={Uri.EscapeDataString(mark)}");
        Assert.Contains("共 51 家", first, StringComparison.Ordinal);
        Assert.DoesNotContain($"{mark} 50", first, StringComparison.Ordinal);
        var second = await wj.GetStringAsync($"{Home}/facilities{Link(first, "下一页")}");
        Assert.Contains($"{mark} 50", second, StringComparison.Ordinal);
        Assert.DoesNotContain($"{mark} 49", second, StringComparison.Ordinal);
        Assert.Contains($"{mark} 00", await wj.GetStringAsync($"{Home}/facilities{Link(second, "上一页")}"), StringComparison.Ordinal);

        static string Link(string page, string words) => new AngleSharp.Html.Parser.HtmlParser().ParseDocument(page).QuerySelectorAll("p.acts a").Single(x => x.TextContent == words).GetAttribute("href")!;
    }

    private static FormOnPage Registration(FormOnPage page, string name) => page.Fill("name", name).Fill("uscc", DeskStates.NewUscc()).Fill("nature", "FORPROFIT").Fill("kind", "ORDINARY").Fill("town", "370323001")
        .Fill("address", "历山街道示例路 12 号").Fill("legalRepresentative", "示例甲").Fill("scope", "托育服务").Fill("occurredOn", "2026-10-12");
}
