using FacilityLedger.Facilities;
using FacilityLedger.Policies;

namespace FacilityLedger.Disclosure;

/// <summary>What is looked for in the list; empty means all.</summary>
/// <param name="Q">Words that must all occur, in any order: in a name, an address, an operator or a number that it bears or bore.</param>
/// <param name="Class">Type of a class.</param>
/// <param name="Grade">This grade of quality or a better one.</param>
/// <param name="Inclusive">Only with inclusive places, if it says anything.</param>
public sealed record CountySearch(string? Q = null, string? Town = null, string? Kind = null, string? Class = null, string? Status = null, string? Grade = null, string? Inclusive = null)
{
    public bool Any => Given.Any();

    private IEnumerable<KeyValuePair<string, string?>> Given => new[]
    {
        KeyValuePair.Create("q", Q), KeyValuePair.Create("town", Town), KeyValuePair.Create("kind", Kind), KeyValuePair.Create("class", Class), KeyValuePair.Create("status", Status), KeyValuePair.Create("grade", Grade),
        KeyValuePair.Create("inclusive", Inclusive),
    }.Where(x => !string.IsNullOrWhiteSpace(x.Value));

    /// <summary>The same as conditions on a line <c>l</c>.</summary>
    /// <param name="inOrder">Many are looked through in their order: no index may lead elsewhere.</param>
    internal string Where(Question question, string jurisdiction, Policy policy, bool inOrder = false)
    {
        var test = inOrder ? " is true" : "";
        var (words, codes) = (SoughtWords.Of(jurisdiction, Q), Codes(jurisdiction));
        var where = inOrder ? question.HoldingInOrder("l.text", words) : question.Holding("l.text", "l.grams", words);
        if (codes.Length > 0)
            where += $" and (l.codes @> {Question.Known(codes)}){test}";
        if (!string.IsNullOrWhiteSpace(Grade))
            where += $" and (l.codes && {Question.Known(GradeCodes(jurisdiction, policy))}){test}";
        return where;
    }

    /// <summary>Whether one with this status may be among those that are looked for.</summary>
    internal bool MayHave(string status) => string.IsNullOrWhiteSpace(Status) || Clean(Status) == status;

    /// <summary>The same of a line that is there, but for the words.</summary>
    internal bool Fits(CountyLine line, string jurisdiction, Policy policy)
    {
        var has = line.Codes(jurisdiction).ToHashSet(StringComparer.Ordinal);
        var graded = string.IsNullOrWhiteSpace(Grade) || has.Overlaps(GradeCodes(jurisdiction, policy));
        return graded && has.IsSupersetOf(Codes(jurisdiction));
    }

    /// <summary>What is looked for, in words.</summary>
    public IEnumerable<string> Says(Policy policy) => new[]
    {
        string.IsNullOrWhiteSpace(Q) ? "" : $"“{Q.Trim()}”",
        Name(policy.Divisions, Town), Name(policy.Kinds, Kind), Name(policy.ClassGroups, Class), string.IsNullOrWhiteSpace(Status) ? "" : PublicWords.StatusOf(policy, Status).Words.ToString(),
        string.IsNullOrWhiteSpace(Grade) ? "" : CountySentences.AtLeast(Grade).ToString(), string.IsNullOrWhiteSpace(Inclusive) ? "" : PublicWords.Inclusive.ToString(),
    }.Where(x => x.Length > 0);

    /// <summary>The query string of a page of the list.</summary>
    /// <param name="page">Its number, as a reader counts.</param>
    /// <param name="place">Name and value of where it begins or ends; null to count the lines from the first.</param>
    public string Query(int page = 1, (string Name, ListPlace Place)? place = null)
    {
        var given = page == 1 ? Given : Given.Append(KeyValuePair.Create<string, string?>("page", page.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return QueryString.Create(place is { } at && page > 1 ? given.Append(KeyValuePair.Create<string, string?>(at.Name, at.Place.ToString())) : given).Value ?? "";
    }

    /// <summary>The query string of a page of the list about an earlier day.</summary>
    /// <param name="after">Where it begins; null for the first.</param>
    public string Query(DateOnly day, string? after = null)
    {
        var given = Given.Append(KeyValuePair.Create<string, string?>("asOf", Web.Dates.Iso(day)));
        return QueryString.Create(after is null ? given : given.Append(KeyValuePair.Create<string, string?>("after", after))).Value ?? "";
    }

    /// <summary>What is looked for beside the words, as names and values of the form.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Conditions => Given.Where(x => x.Key != "q");

    /// <summary>Grades of the policy's standards, the best first.</summary>
    public static IReadOnlyList<string> Grades(Policy policy) => [.. policy.Standards.SelectMany(x => x.Grades).OrderByDescending(x => x.From).Select(x => x.Grade).Distinct(StringComparer.Ordinal)];

    private string[] Codes(string jurisdiction) =>
    [
        .. new[] { (CountyTotals.Town, Town), (CountyTotals.Kind, Kind), (CountyTotals.Class, Class), (CountyTotals.Status, Status) }
            .Where(x => !string.IsNullOrWhiteSpace(x.Item2)).Select(x => CountyLine.Code(jurisdiction, x.Item1, Clean(x.Item2!))),
        .. string.IsNullOrWhiteSpace(Inclusive) ? Array.Empty<string>() : [CountyLine.Code(jurisdiction, CountyTotals.Inclusive, "")],
    ];

    private string[] GradeCodes(string jurisdiction, Policy policy) =>
        [.. AtLeast(Clean(Grade!), policy).Select(x => CountyLine.Code(jurisdiction, CountyTotals.Grade, x))];

    private static string[] AtLeast(string grade, Policy policy) => Grades(policy) is var all && all.Contains(grade) ? [.. all.TakeWhile(x => x != grade), grade] : [grade];

    // A NUL cannot be asked for in PostgreSQL.
    private static string Clean(string asked) => asked.Replace("\0", "", StringComparison.Ordinal);
    private static string Name(IEnumerable<Coded> entries, string? code) => string.IsNullOrWhiteSpace(code) ? "" : entries.NameIn(code).ToString();
}
