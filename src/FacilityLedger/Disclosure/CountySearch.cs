using FacilityLedger.Policies;

namespace FacilityLedger.Disclosure;

/// <summary>What is looked for in the list; empty means all.</summary>
/// <param name="Q">Words that must all occur in the name, the address, the operator or a number.</param>
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

    public IEnumerable<CountyLine> In(IEnumerable<CountyLine> lines, Policy policy)
    {
        var words = (Q ?? "").ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var grades = string.IsNullOrWhiteSpace(Grade) ? null : AtLeast(Grade, policy);
        return lines.Where(x => Is(Town, x.Town) && Is(Kind, x.Kind) && Is(Status, x.Particulars.Status) && (string.IsNullOrWhiteSpace(Class) || x.Classes.Contains(Class))
            && (grades is null || grades.Contains(x.Grade)) && (string.IsNullOrWhiteSpace(Inclusive) || x.InclusivePlaces > 0)
            && words.All(w => x.Particulars.Search.Contains(w, StringComparison.Ordinal)));
    }

    /// <summary>What is looked for, in words.</summary>
    public IEnumerable<string> Says(Policy policy) => new[]
    {
        string.IsNullOrWhiteSpace(Q) ? "" : $"“{Q.Trim()}”",
        Name(policy.Divisions, Town), Name(policy.Kinds, Kind), Name(policy.ClassGroups, Class), string.IsNullOrWhiteSpace(Status) ? "" : PublicWords.StatusOf(policy, Status).Words.ToString(),
        string.IsNullOrWhiteSpace(Grade) ? "" : CountySentences.AtLeast(Grade).ToString(), string.IsNullOrWhiteSpace(Inclusive) ? "" : PublicWords.Inclusive.ToString(),
    }.Where(x => x.Length > 0);

    /// <summary>The query string of a page of the list.</summary>
    public string Query(int page = 1) => QueryString.Create(page == 1 ? Given : Given.Append(KeyValuePair.Create<string, string?>("page", Invariant(page)))).Value ?? "";

    /// <summary>Grades of the policy's standards, the best first.</summary>
    public static IReadOnlyList<string> Grades(Policy policy) => [.. policy.Standards.SelectMany(x => x.Grades).OrderByDescending(x => x.From).Select(x => x.Grade).Distinct(StringComparer.Ordinal)];

    private static HashSet<string?> AtLeast(string grade, Policy policy) => Grades(policy) is var all && all.Contains(grade) ? [.. all.TakeWhile(x => x != grade), grade] : [grade];
    private static string Name(IEnumerable<Coded> entries, string? code) => string.IsNullOrWhiteSpace(code) ? "" : entries.NameIn(code).ToString();
    private static bool Is(string? sought, string? has) => string.IsNullOrWhiteSpace(sought) || sought == has;
    private static string Invariant(int page) => page.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
