using System.Globalization;
using System.Text.Json.Serialization;

namespace FacilityLedger.Disclosure;

/// <summary>One institution as the list and the figures need it.</summary>
/// <param name="Town">Division of the policy; a register calls it a borough.</param>
/// <param name="Kind">Kind of the policy; a register calls it a type of site.</param>
/// <param name="Free">Free places as last reported.</param>
/// <param name="Classes">Types of its classes.</param>
/// <param name="Ages">In a register's words.</param>
/// <param name="InspectedOn">Day of the last published inspection or visit.</param>
public sealed record CountyLine(
    string Id, Particulars Particulars, string? Town, string? Kind, int? Places, int? InclusivePlaces, int? Free, IReadOnlyList<string> Classes, string? Ages, string? Grade,
    DateOnly? InspectedOn, ViolationCount Violations)
{
    [JsonIgnore]
    public string Name => Particulars.Name.Length > 0 ? Particulars.Name : Id;

    /// <summary>Key of the institution before it.</summary>
    public string? Former { get; init; }

    public static CountyLine Of(PublicView view)
    {
        var (listing, classes) = (view.Latest("listing"), view.Latest("classes"));
        var inspected = view.All("inspection").Concat(view.All("visit")).Select(x => x.Day("date")).Max();
        return new(view.Id, view.Particulars, view.Particulars.Town ?? listing?.Text("borough"), view.Particulars.Kind ?? listing?.Text("siteType"),
            view.Particulars.Capacity, view.LatestOf("classes", "places")?.Number("inclusivePlaces"), view.Latest("places")?.Number("free"),
            classes is null ? [] : [.. ShownClasses.Of(classes).Select(x => x.Type)], listing?.Text("ages"),
            view.Latest("assessment")?.Text("grade"), inspected, ViolationCount.Of(view.All("violation").Select(ShownViolation.Of)))
        {
            Former = view.Former,
        };
    }

    /// <summary>The figures that it is counted in, beside those of everybody.</summary>
    internal IEnumerable<(string Dimension, string Code)> Counted() => new (string Dimension, string? Code)[]
    {
        (CountyTotals.Town, Town), (CountyTotals.Kind, Kind), (CountyTotals.Status, Particulars.Status ?? ""), (CountyTotals.Grade, Grade),
        (CountyTotals.Inclusive, InclusivePlaces > 0 ? "" : null), (CountyTotals.Inspected, InspectedOn?.Year.ToString(CultureInfo.InvariantCulture)),
    }.Concat(Classes.Distinct(StringComparer.Ordinal).Select(x => (CountyTotals.Class, (string?)x))).Where(x => x.Item2 is not null).Select(x => (x.Item1, x.Item2!));

    /// <summary>What a filter of the list finds it by.</summary>
    internal IEnumerable<string> Codes(string jurisdiction) => Counted().Select(x => Code(jurisdiction, x.Dimension, x.Code));

    internal static string Code(string jurisdiction, string dimension, string code) => $"{jurisdiction} {dimension} {code}";
}

/// <summary>Published violations by what is published of their state.</summary>
/// <param name="All">Also those without a state, and those that were dismissed.</param>
/// <param name="Open">Not put right.</param>
/// <param name="Overdue">Those of the open ones whose term passed or whose correction was refused.</param>
public sealed record ViolationCount(int All, int Open, int Overdue, int PutRight)
{
    public static ViolationCount Of(IEnumerable<ShownViolation> violations)
    {
        var all = violations.ToList();
        return new(all.Count, all.Count(x => x.IsOpen), all.Count(x => x.IsOverdue), all.Count(x => x.IsPutRight));
    }
}

/// <summary>A number of institutions, and what they add up to.</summary>
public sealed record CountyTotal(long Number, long Places, long Inclusive, long PutRight, long Open)
{
    public static CountyTotal None { get; } = new(0, 0, 0, 0, 0);
}

/// <summary>The figures of all that a jurisdiction shows on one day, as rows that are kept with every publication: nobody counts the county to show them.</summary>
public sealed class CountyTotals(DateOnly today, IReadOnlyDictionary<(string Dimension, string Code), CountyTotal> totals)
{
    public const string Everybody = "all";
    public const string Town = "town";
    public const string Kind = "kind";
    public const string Status = "status";
    public const string Grade = "grade";
    public const string Class = "class";
    public const string Inclusive = "inclusive";
    public const string Inspected = "inspected";

    public DateOnly Today => today;

    public CountyTotal All => Of(Everybody, "");

    /// <summary>Those with an inspection or a visit of this year.</summary>
    public long InspectedThisYear => Of(Inspected, today.Year.ToString(CultureInfo.InvariantCulture)).Number;

    public CountyTotal Of(string dimension, string code) => totals.GetValueOrDefault((dimension, code)) ?? CountyTotal.None;

    /// <summary>All codes of a dimension that somebody is shown under.</summary>
    public IReadOnlyDictionary<string, CountyTotal> By(string dimension) =>
        totals.Where(x => x.Key.Dimension == dimension && x.Value.Number > 0).ToDictionary(x => x.Key.Code, x => x.Value, StringComparer.Ordinal);
}
