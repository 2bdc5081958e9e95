using FacilityLedger.Obligations;
using FacilityLedger.Policies;
using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using Marten;
using Marten.Linq.MatchesSql;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacilityLedger.Facilities;

/// <summary>What is looked for in the list of institutions; empty means all.</summary>
/// <param name="Due"><c>open</c> or <c>overdue</c>: only institutions with such obligations.</param>
public sealed record FacilitySearch(string? Q, string? Town, string? Status, string? Due, int Page)
{
    public bool Any => Given.Any();

    private IEnumerable<KeyValuePair<string, string?>> Given =>
        new[] { KeyValuePair.Create("q", Q), KeyValuePair.Create("town", Town), KeyValuePair.Create("status", Status), KeyValuePair.Create("due", Due) }.Where(x => !string.IsNullOrWhiteSpace(x.Value));

    /// <summary>The same search on another page.</summary>
    public string At(int page) => QueryString.Create(Given.Append(KeyValuePair.Create<string, string?>("page", page.ToString(System.Globalization.CultureInfo.InvariantCulture)))).Value!;
}

/// <summary>The list of all institutions of a jurisdiction.</summary>
public static class FacilityListing
{
    public const int PageSize = 50;

    internal static async Task<IResult> ListAsync(string jurisdiction, string? q, string? town, string? status, string? due, int? page, HttpContext http, PolicyShelf shelf, CancellationToken cancellation)
    {
        if (shelf.Find(jurisdiction) is not { } book)
            return ProblemAnswers.Of(http, StatusCodes.Status404NotFound);
        var search = new FacilitySearch(Clean(q), Clean(town), Clean(status), due, Math.Clamp(page ?? 0, 0, 10_000));
        var scene = Scenes.Empty(http, book);
        await using var session = Scenes.Session(http, book);
        var items = await Found(session, search, scene.Today).Stats(out var stats).OrderBy(x => x.Registration.Name).ThenBy(x => x.Id).Skip(search.Page * PageSize).Take(PageSize).ToListAsync(cancellation);
        return new RazorComponentResult<FacilityListPage>(new
        {
            Context = DeskPages.Frame(http, book),
            Scene = scene,
            Search = search,
            Count = (int)stats.TotalResults,
            Lines = items.Select(x => new FacilityLine(x, x.Obligations.OpenOnes.Count(), x.Obligations.OpenOnes.Count(o => o.Deadline.DueOn < scene.Today))).ToArray(),
        });
    }

    private static IQueryable<Facility> Found(IQuerySession session, FacilitySearch search, DateOnly today)
    {
        IQueryable<Facility> found = session.Query<Facility>();
        if (!string.IsNullOrEmpty(search.Q) && $"%{Literal(search.Q)}%" is var pattern)
            found = found.Where(x => x.MatchesSql("(d.id ilike ? or d.data #>> '{registration,name}' ilike ? or d.data #>> '{registration,identifiers}' ilike ? or d.data #>> '{register,entry,name}' ilike ?)", pattern, pattern, pattern, pattern));
        if (!string.IsNullOrEmpty(search.Town))
            found = found.Where(x => x.Registration.Town == search.Town);
        if (!string.IsNullOrEmpty(search.Status))
            found = found.Where(x => x.Status == search.Status);
        if (search.Due is "open" or "overdue")
            found = found.Where(x => x.MatchesSql("exists (select from jsonb_array_elements(d.data -> 'agenda') a where a.value #>> '{obligation,deadline,dueOn}' < ?)", search.Due == "overdue" ? Dates.Iso(today) : "9999"));
        return found;
    }

    // A NUL cannot be asked for in PostgreSQL.
    private static string? Clean(string? asked) => asked?.Replace("\0", "", StringComparison.Ordinal).Trim();

    private static string Literal(string q) =>
        q.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}

/// <summary>One institution of the list.</summary>
/// <param name="Open">Obligations that are not met, the overdue ones among them.</param>
public sealed record FacilityLine(Facility Facility, int Open, int Overdue);
