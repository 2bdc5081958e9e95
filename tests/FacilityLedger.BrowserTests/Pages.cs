using FacilityLedger.BrowserTests.County;

namespace FacilityLedger.BrowserTests;

/// <summary>A page to look at.</summary>
/// <param name="Name">What tests and pictures call it.</param>
/// <param name="Officer">Who has signed in; nobody for the public.</param>
/// <param name="Link">End of the address to which a link of that page leads, where it is what is meant: its key is known only there.</param>
public sealed record Address(string Name, string Path, string? Officer = null, int Status = 200, string? Link = null)
{
    public override string ToString() => Name;
}

/// <summary>One address for each template, and one for each state in which it looks different.</summary>
public static class Pages
{
    private const string County = "/370323";

    public static IReadOnlyList<Address> Public { get; } =
    [
        new("county", County),
        new("county-second-page", $"{County}?page=2"),
        new("county-search", $"{County}?q=托育&town=370323001&status=filed"),
        new("county-nothing-found", $"{County}?q=nobody"),
        new("county-earlier-day", $"{County}?q=托育&asOf=2024-06-01"),
        new("county-empty", "/empty"),
        new("facility-flourishing", Of("heyu")),
        new("facility-earlier-day", Of("heyu") + "?asOf=2024-06-01"),
        new("facility-troubled", Of("troubled")),
        new("facility-silent", Of("silent")),
        new("facility-found", Of("found")),
        new("facility-unfiled", Of("unfiled")),
        new("facility-nonconforming", Of("unmet")),
        new("facility-suspended", Of("suspended")),
        new("facility-terminated", Of("terminated")),
        new("facility-cancelled", Of("cancelled")),
        new("plans", $"{County}/plans"),
        new("plans-earlier-year", $"{County}/plans?year=2025"),
        new("plans-empty", "/empty/plans"),
        new("draw-held", $"{County}/draws/{Seed.Id("plan2026")}-HELD"),
        new("draw-committed", $"{County}/draws/{Seed.Id("plan2026")}-COMMITTED"),
        new("register", "/us-nyc"),
        new("register-facility", "/us-nyc/facilities/us-nyc-DC1"),
        new("register-facility-expired", "/us-nyc/facilities/us-nyc-DC2"),
        new("not-found", $"{County}/facilities/nobody", Status: 404),
        new("problem", Of("heyu") + "?asOf=tomorrow", Status: 400),
        new("sign-in", $"{County}/sign-in"),
    ];

    public static IReadOnlyList<Address> Desk { get; } =
    [
        new("day", $"{County}/desk", "WJ-1@370323"),
        new("day-with-nothing", $"{County}/desk", "GA-1@370323"),
        new("list", $"{County}/desk/facilities", "WJ-1@370323"),
        new("record", $"{County}/desk/facilities/{Seed.Id("heyu")}", "WJ-1@370323"),
        new("record-troubled", $"{County}/desk/facilities/{Seed.Id("troubled")}", "SP-1@370323"),
        new("record-imported", "/us-nyc/desk/facilities/us-nyc-DC1", "DOHMH-1@us-nyc"),
        new("record-everything", $"{County}/desk/facilities/{Seed.Id("everything")}", "WJ-1@370323"),
        new("officers", $"{County}/desk/officers", "XF-1@370323"),
        new("form-register", $"{County}/desk/facilities/new/do/registration.register", "SP-1@370323"),
        new("form-filing", $"{County}/desk/facilities/{Seed.Id("silent")}/do/filing.submit", "WJ-1@370323"),
        new("form-filing-check", $"{County}/desk/facilities/{Seed.Id("heyu")}/do/filing.check", "WJ-1@370323"),
        new("form-filing-material", $"{County}/desk/facilities/{Seed.Id("heyu")}/do/filing.material", "WJ-1@370323"),
        new("form-filing-nonconformity", $"{County}/desk/facilities/{Seed.Id("heyu")}/do/filing.nonconformity", "WJ-1@370323"),
        new("form-inspection", $"{County}/desk/facilities/{Seed.Id("heyu")}/do/inspection.open", "WJ-1@370323"),
        new("form-classes", $"{County}/desk/facilities/{Seed.Id("heyu")}/do/operation.classes", "WJ-1@370323"),
    ];

    /// <summary>What is printed: in Chinese for every officer.</summary>
    public static IReadOnlyList<Address> Papers { get; } =
    [
        new("receipt", $"{County}/desk/facilities/{Seed.Id("heyu")}/receipt/WJ", "WJ-1@370323"),
        .. new[] { "notice", "decision", "receipt" }.Select(x => new Address($"case-{x}", $"{County}/desk/facilities/{Seed.Id("troubled")}", "WJ-1@370323", Link: $"/papers/{x}")),
    ];

    private static string Of(string facility) => $"{County}/facilities/{Seed.Id(facility)}";
}
