using System.Globalization;
using System.Text.RegularExpressions;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;

namespace FacilityLedger.Obligations;

/// <summary>The report of each year: one duty after the other, each counted from 31 December of the year before by the clock <c>annual-report-{kind}</c>. A jurisdiction without the clock has no such duty.</summary>
public static partial class YearlyDuty
{
    /// <summary>The report to the filing authority (管理规范 38), owed from the first receipt on.</summary>
    public const string Care = "care";

    public const string Reports = "operation/annual-report-";

    public static string Key(string kind, int year) => string.Create(CultureInfo.InvariantCulture, $"{Reports}{kind}-{year:0000}");

    /// <summary>The first duty that can still be met in time on a day; null while one of this kind is open.</summary>
    public static Deadline? First(string kind, DateOnly from, Facility? facility, Circumstances c) =>
        facility?.Obligations.OpenOnes.Any(x => x.Deadline.Clock == LedgerNames.AnnualReport(kind)) == true
            ? null
            : new[] { from.Year, from.Year + 1 }.Select(x => Of(kind, x, c)).FirstOrDefault(x => x?.DueOn >= from && facility?.Obligations.All.ContainsKey(x.Key) != true);

    /// <summary>The duty of the year after; null where the deadline is of no yearly duty.</summary>
    public static Deadline? After(Deadline met, Circumstances c) =>
        Yearly().Match(met.Key) is { Success: true } key ? Of(key.Groups["kind"].Value, int.Parse(key.Groups["year"].ValueSpan, CultureInfo.InvariantCulture) + 1, c) : null;

    private static Deadline? Of(string kind, int year, Circumstances c) => c.DeadlineIf(Key(kind, year), LedgerNames.AnnualReport(kind), new DateOnly(year - 1, 12, 31));

    [GeneratedRegex(@"^operation/annual-report-(?<kind>.+)-(?<year>\d{4})$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Yearly();
}
