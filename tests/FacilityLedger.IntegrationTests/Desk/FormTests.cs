using System.Net;
using System.Text.RegularExpressions;
using FacilityLedger.Assessments;
using FacilityLedger.Corrections;
using FacilityLedger.Facilities;
using FacilityLedger.History;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Web.Forms;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FacilityLedger.IntegrationTests.Desk;

/// <summary>Every form of the desk, posted as a browser posts it.</summary>
[Collection(nameof(DeskUnderTest))]
public sealed partial class FormTests(DeskUnderTest desk)
{
    // What asks for a correction only leads to the form by which the entry was made: CorrectionTests goes there.
    public static TheoryData<string> Forms => [.. CommandForms.All.Select(x => x.Name).Where(x => x != CorrectionForms.Request)];

    public static TheoryData<string> FormsOfThings => [.. CommandForms.All.Where(x => x.Thing is not null).Select(x => x.Name)];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_form_filled_in_well_records_its_event_and_leads_to_the_record(string name)
    {
        var (test, form, place) = await PlaceAsync(name);
        using var officer = await desk.SignInAsync($"{test.Officer}@370323");
        var page = Filled(await OpenAsync(officer, form, place), test.Good);
        var before = place.Id is null ? 0 : (await desk.EventsAsync(place.Id)).Count;

        var answer = await page.PostAsync(officer);

        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        var next = answer.Headers.Location!.OriginalString;
        Assert.Contains($"done={name}", next, StringComparison.Ordinal);
        var after = await officer.GetStringAsync(next);
        Assert.Contains(form.Title.Zh, after, StringComparison.Ordinal);
        Assert.Contains("role=\"status\"", after, StringComparison.Ordinal);
        var id = place.Id ?? await desk.NewestAsync();
        var events = await desk.EventsAsync(id);
        Assert.Contains(events.Skip(before), x => x.Data.GetType() == test.Event);

        // The answer was lost and the officer sends it again.
        var again = await page.PostAsync(officer);

        Assert.True(again.StatusCode == HttpStatusCode.SeeOther, $"{(int)again.StatusCode} {await again.Content.ReadAsStringAsync()}");
        Assert.Equal(next, again.Headers.Location!.OriginalString);
        Assert.Equal(events.Count, (await desk.EventsAsync(id)).Count);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_form_filled_in_badly_comes_back_with_the_reason_at_the_field_and_loses_nothing(string name)
    {
        var (test, form, place) = await PlaceAsync(name);
        using var officer = await desk.SignInAsync($"{test.Officer}@370323");
        var page = Filled(await OpenAsync(officer, form, place), test.Wrong);
        var before = place.Id is null ? 0 : (await desk.EventsAsync(place.Id)).Count;

        var answer = await page.PostAsync(officer);

        var back = new FormOnPage(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.StartsWith("错误：", back.Title, StringComparison.Ordinal);
        Assert.Contains(back.Errors, x => x.Field == test.WrongField && x.Words.Length > 0);
        var field = back.Page.GetElementById(test.WrongField) ?? throw new InvalidOperationException($"{test.WrongField} is not on the page");
        Assert.Equal("true", field.GetAttribute("aria-invalid"));
        Assert.NotNull(back.Page.GetElementById($"{test.WrongField}-error"));
        Assert.All(page.Names.Where(x => x[0] is not '_'), x => Assert.Equal(page.Of(x), back.Of(x)));
        if (place.Id is { } id)
            Assert.Equal(before, (await desk.EventsAsync(id)).Count);
    }

    [Theory]
    [MemberData(nameof(FormsOfThings))]
    public async Task A_form_that_another_overtook_comes_back_filled_with_what_happened(string name)
    {
        var (test, form, place) = await PlaceAsync(name);
        using var officer = await desk.SignInAsync($"{test.Officer}@370323");
        var page = Filled(await OpenAsync(officer, form, place), test.Good);
        var meanwhile = DeskStates.Meanwhile(form.ThingFor(place.Of)!);
        await (form.Room == CommandForm.Campaigns
            ? desk.DecideAsync<AssessmentCampaign>(place.Id!, "WJ-2", (_, _) => Decision.Of(meanwhile))
            : form.Room == CommandForm.Plans ? desk.DecideAsync<FacilityLedger.Plans.InspectionPlan>(place.Id!, "WJ-2", (_, _) => Decision.Of(meanwhile))
            : form.Room == CommandForm.Officers ? desk.DecideAsync<FacilityLedger.Inspectors.OfficerFile>(place.Id!, "WJ-2", (_, _) => Decision.Of(meanwhile))
            : desk.DecideAsync<Facility>(place.Id!, "WJ-2", (_, _) => Decision.Of(meanwhile)));

        var answer = await page.PostAsync(officer);

        var back = new FormOnPage(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.PreconditionFailed, answer.StatusCode);
        Assert.StartsWith("错误：", back.Title, StringComparison.Ordinal);
        Assert.All(test.Good, x => Assert.Equal(page.Of(x.Name).Order(StringComparer.Ordinal), back.Of(x.Name).Order(StringComparer.Ordinal)));
        if (form.Room == CommandForm.Facilities)
            Assert.Contains(EventWords.Of(EventNames.All[meanwhile.GetType()]).Zh, back.Page.QuerySelector(".errors")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_form_is_posted_by_these_tests() =>
        Assert.Equal(CommandForms.All.Select(x => x.Name).Where(x => x != CorrectionForms.Request).Order(StringComparer.Ordinal), FormCase.All.Keys.Order(StringComparer.Ordinal));

    /// <summary>What is shown has a correction of its own; files, frozen results and what amends is not corrected here, and campaigns, plans and officers are files of their own.</summary>
    [Fact]
    public void What_a_form_records_is_corrected_in_it() => Assert.Equal(
        [],
        FormCase.All.Where(x => CommandForms.Find(x.Key)!.Room == CommandForm.Facilities && !CorrectionForms.Made.ContainsKey(x.Value.Event)).Select(x => x.Key)
            .Except(["disclosure.publish", "disclosure.correct", "disclosure.withdraw", "inspection.evidence", "assessment.freeze", "case.revoke", "penalty.revoke", "repair.grant", "objection.uphold", "award.withdraw", "credit.delist", "case.challenge-outcome", "correction.void", "correction.approve", "correction.reject"]));

    [Fact]
    public void Every_command_of_the_api_has_a_form()
    {
        var commands = desk.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(x => x.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true && x.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .Select(x => Parameter().Replace(x.RoutePattern.RawText!, "{}"));
        var forms = CommandForms.All.SelectMany(x => new[] { x.Path, x.PathOfNew }).OfType<string>().Select(x => $"/api/{{}}/{Parameter().Replace(x, "{}")}").ToHashSet(StringComparer.Ordinal);

        Assert.Equal([], commands.Where(x => !forms.Contains(x)));
    }

    private async Task<(FormCase, CommandForm, FormPlace)> PlaceAsync(string name)
    {
        if (!FormCase.All.TryGetValue(name, out var test))
            Assert.Fail($"{name} has no line in {nameof(FormCase)}.");
        return (test, CommandForms.Find(name)!, await test.PlaceAsync(desk));
    }

    private static Task<FormOnPage> OpenAsync(HttpClient officer, CommandForm form, FormPlace place) =>
        FormOnPage.OpenAsync(officer, form.Href(DeskUnderTest.Jurisdiction, place.Id, place.Of, place.Subject));

    // * chooses what is offered first.
    private static FormOnPage Filled(FormOnPage page, (string Name, string[] Typed)[] typed) =>
        page.Fill(typed.Select(x => x.Typed is ["*"] ? (x.Name, [page.Page.QuerySelector($"select[name='{x.Name}'] option:not([value='']), input[name='{x.Name}']")!.GetAttribute("value")!]) : x));

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Parameter();
}
