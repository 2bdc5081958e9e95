using System.Globalization;

namespace FacilityLedger.Benchmarks;

/// <summary>An invented register of the size and shape of New York City's of 2014: 2,222 sites, 15,685 visits, 3,911 violations, and two later listings in which little has changed. Always the same.</summary>
public static class GeneratedRegister
{
    private const int Sites = 2222;
    private const int Visits = 15_685;
    private const int Violations = 3911;
    private const string Listing = "Site ID,Center Name,Permit Holder,Address,Borough,Zip Code,Phone,Permit Number,Permit Expiration Date,Permit Status,Age Range,Maximum Capacity,Certified to Administer Medication,Site Type";
    private static readonly string[] Boroughs = ["BRONX", "BROOKLYN", "MANHATTAN", "QUEENS", "STATEN ISLAND"];
    private static readonly string[] Kinds = ["EARLY CHILDHOOD EDUCATION CONSULTANT VISIT", "PUBLIC HEALTH SANITATION INSPECTION", "PUBLIC HEALTH SANITATION MONITORING VISIT"];
    private static readonly string[] Words = ["inspection", "determined", "child", "care", "service", "failed", "to", "ensure", "staff", "records", "maintained", "medical", "clearances", "training", "required", "premises", "of", "safety", "plan"];

    /// <returns>The folder.</returns>
    public static string Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var random = new Random(2014);
        var texts = Enumerable.Range(0, 123).Select(_ => Text(random, 20)).ToArray();
        var lines = Enumerable.Range(0, Sites).Select(x => Line(random, x)).ToArray();
        Write(folder, "BasicInfo_2014_06_09", Listing, lines);
        Write(folder, "InspectionSummaries_2014_06_12", "Site ID,Visit Date,Visit Type,Summary",
            Enumerable.Range(0, Visits).Select(x => string.Create(CultureInfo.InvariantCulture, $"DC{x % Sites},{Day(random)},{Kinds[random.Next(3)]},{texts[random.Next(texts.Length)]}")));
        Write(folder, "InspectionInfo_2014_06_09", "Site ID,Visit Date,Regulation Summary,Violation Category,Code-Sub-Section,Violation Status",
            Enumerable.Range(0, Violations).Select(x => string.Create(CultureInfo.InvariantCulture, $"DC{x % Sites},{Day(random)},{texts[random.Next(texts.Length)]},GENERAL,47.{random.Next(1, 60)} (b),{(x % 2 == 0 ? "CORRECTED" : "OPEN")}")));
        foreach (var (day, changes) in new[] { ("06_18", 52), ("07_14", 158) })
        {
            foreach (var site in Enumerable.Range(0, changes).Select(_ => random.Next(Sites)))
                lines[site] = Line(random, site);
            Write(folder, $"BasicInfo_2014_{day}", Listing, lines);
        }
        return folder;
    }

    private static void Write(string folder, string name, string header, IEnumerable<string> rows) => File.WriteAllLines(Path.Combine(folder, $"{name}.csv"), [header, .. rows]);

    private static string Line(Random random, int site) => string.Create(CultureInfo.InvariantCulture,
        $"DC{site},{Text(random, 4).ToUpperInvariant()},\"{Text(random, 4).ToUpperInvariant()}, INC.\",{random.Next(1, 4000)} EAST {random.Next(1, 200)} STREET,{Boroughs[random.Next(5)]},{random.Next(10_001, 11_600)},718-555-{random.Next(10_000):D4},{site + 6000},{Day(random)},Permitted,2 YEARS - 5 YEARS,{random.Next(10, 200)},No,Private");

    private static string Day(Random random) => new DateOnly(2012, 1, 1).AddDays(random.Next(880)).ToString("MM/dd/yyyy", CultureInfo.InvariantCulture);

    private static string Text(Random random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[random.Next(Words.Length)]));
}
