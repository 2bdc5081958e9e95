using FacilityLedger.Disclosure;
using FacilityLedger.Policies;

namespace FacilityLedger.Web;

/// <summary>The frame of every page of the host: the policy by the jurisdiction of the address, whether its data are invented, and the public navigation.</summary>
public static class LedgerFrame
{
    public static IServiceCollection AddLedgerFrame(this IServiceCollection services) => services.AddSingleton<PageFrame>(http => Forms.DeskPages.WithDesk(Of(http)));

    public static PageContext Of(HttpContext http)
    {
        var services = http.RequestServices;
        if (Slug(http) is not { Length: > 0 } slug || services.GetRequiredService<PolicyShelf>().Find(slug) is not { } book)
            return PageContext.Of(http, policy: null, sample: false, nav: []);
        var policy = book.On(book.DayOf(services.GetRequiredService<TimeProvider>().GetUtcNow()));
        return PageContext.Of(http, policy, book.Sample, Nav(policy.Jurisdiction)) with { Foot = Foot(policy) };
    }

    // A request that failed before or after routing has no route; its address still says where it belongs.
    private static string? Slug(HttpContext http) => http.GetRouteValue("jurisdiction") as string ?? http.Request.Path.Value?.Split('/') switch
    {
        [_, "api", var slug, ..] => slug,
        [_, var slug, ..] => slug,
        _ => null,
    };

    private static IReadOnlyList<NavLink> Nav(string jurisdiction) =>
        [new($"/{jurisdiction}", Terms.FindFacility), new($"/{jurisdiction}#figures", Terms.AllFigures), new($"/{jurisdiction}#genuine", Terms.HowGenuine), new($"/{jurisdiction}#help", Terms.Help)];

    private static NavLink[] Foot(Policy policy)
    {
        var home = $"/{policy.Jurisdiction}";
        NavLink[] all = [new($"{home}#meaning", Terms.Statuses), new($"{home}#genuine", Terms.HowGenuine), new($"{home}#help", Terms.Help), new($"{home}#data", Terms.OpenData)];
        return StatusMeaning.Explained(policy).Count > 0 ? all : all[1..];
    }
}
