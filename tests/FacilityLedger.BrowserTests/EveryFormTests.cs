using FacilityLedger.BrowserTests.County;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Web.Forms;
using Microsoft.Playwright;
using Xunit;

namespace FacilityLedger.BrowserTests;

/// <summary>Every form of the desk on a phone: in Chinese as it is opened, in English as it comes back when the day has not come yet.</summary>
public sealed class EveryFormTests(LedgerInBrowser ledger)
{
    // No national method is in the county's policy, so nobody is on such a list.
    private static readonly string[] Unreachable = ["credit.delist"];

    // About what such a case alone has; the others are opened of a fine that was served.
    private static readonly string[] Ongoing = ["case.evidence-settle", "case.recusal"];

    private static readonly BrowserNewContextOptions OnPhone = Phone.Options();

    public static TheoryData<string> Areas => [.. CommandForms.All.Select(Area).Distinct(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Areas))]
    public async Task axe_finds_nothing_and_nobody_scrolls_sideways(string area)
    {
        var facility = await ledger.FacilityAsync(Seed.Id("everything"));
        foreach (var officers in CommandForms.All.Where(x => Area(x) == area && !Unreachable.Contains(x.Name)).GroupBy(Officer))
        {
            await using var zh = await ledger.OpenAsync("zh", officers.Key, new(OnPhone));
            await using var en = await ledger.OpenAsync("en", officers.Key, new(OnPhone));
            var (first, second) = (await zh.NewPageAsync(), await en.NewPageAsync());
            foreach (var form in officers)
            {
                var address = Address(form, facility);
                await OpenAsync(first, address, form.Name + ".zh");
                await first.PictureAsync(form.Name + ".zh");
                await first.FitsAsync("as it is opened");
                await OpenAsync(second, address, form.Name + ".en");
                await second.PictureAsync(form.Name + ".en");
                await second.FitsAsync("as it is opened");
                await second.EvaluateAsync("document.querySelectorAll('form.desk [name=occurredOn]').forEach(x => x.value = '2026-11-25')");
                await second.LeaveAsync(() => second.Locator("form.desk .acts button").TapAsync());
                await LookAsync(second, form.Name + ".en.refused", "as it comes back");
                // What is wrong is said on top and at the field.
                var field = (await second.Locator(".errors li a").First.GetAttributeAsync("href"))![1..];
                Assert.Equal("true", await second.GetAttributeAsync($"[id='{field}']", "aria-invalid"));
                Assert.True(await second.Locator($"[id='{field}-error']").CountAsync() == 1, second.Url);
            }
        }
    }

    private static async Task LookAsync(IPage page, string name, string when)
    {
        await page.PictureAsync(name);
        await page.IsAccessibleAsync(when);
        await page.FitsAsync(when);
    }

    // What the form is to be about is chosen first; that page is looked at too.
    private static async Task OpenAsync(IPage page, string address, string name)
    {
        Assert.Equal(200, (await page.GotoAsync(address))!.Status);
        if (await page.Locator(".pick a").CountAsync() == 0)
            return;
        await LookAsync(page, name + ".choice", "before the choice");
        await page.FollowAsync(".pick a");
    }

    private static string Area(CommandForm form) => form.Path.Split('/') is [_, _, var area, ..] && form.Room == CommandForm.Facilities ? area : form.Room;

    // The fire brigade keeps its officers in the register.
    private string Officer(CommandForm form) => form.Room == CommandForm.Officers ? "XF-1@370323" : CommandRoles.Of(form.Command) == Roles.Evaluator ? "evaluator@370323" :
        (ledger.Policy.Departments.FirstOrDefault(x => x.Code == "WJ" && x.May(form.Command)) ?? ledger.Policy.Departments.First(x => x.May(form.Command))).Code + (form.Name == "inspection.plan-approve" ? "-2@370323" : "-1@370323");

    private static string Address(CommandForm form, Facility x) => form.Room switch
    {
        _ when form.PathOfNew is not null => form.Href("370323", null),
        CommandForm.Officers => form.Href("370323", Seed.Id("certified")),
        CommandForm.Campaigns => form.Href("370323", Seed.Id("ROUND2026")),
        CommandForm.Plans => form.Href("370323", Seed.Id("plan2026"), form.Of is null ? null : "COMMITTED"),
        _ => form.Href("370323", x.Id, form.Of switch
        {
            null => null,
            "inspections" => x.Inspections.All.Keys.First(),
            "violations" => x.Violations.All.Keys.First(),
            "cases" => x.Cases.All.Values.First(k => k.DecidedOn is null == Ongoing.Contains(form.Name)).Id,
            "incidents" => x.Incidents.All.Keys.First(),
            "repairs" => x.CreditBook.Repairs.Keys.First(),
            "objections" => x.CreditBook.Objections.Keys.First(),
            "proposals" => x.CreditBook.Proposals.Keys.First(),
            "awards" => x.CreditBook.Awards.Keys.First(),
            "corrections" => x.Corrections.All.Keys.First(),
            "assessments" => x.Assessments.All.Keys.First(),
            "disclosures" => "filing",
            var of => throw new InvalidOperationException($"{form.Name} is about {of}"),
        }),
    };
}
