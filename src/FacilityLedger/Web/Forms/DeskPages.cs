using FacilityLedger.Facilities;
using FacilityLedger.History;
using FacilityLedger.Hosting.SignIn;
using FacilityLedger.Obligations;
using FacilityLedger.Policies;
using Marten;
using Marten.Linq.MatchesSql;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacilityLedger.Web.Forms;

/// <summary>The officers' pages of one jurisdiction. Whoever is not signed in there is sent to sign in first.</summary>
public static class DeskPages
{
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/{jurisdiction}/desk").RequireAuthorization().ExcludeFromDescription();
        desk.MapGet("", DayAsync);
        desk.MapGet("/facilities", ListAsync);
        desk.MapGet("/facilities/{id}", RecordAsync);
        desk.MapGet("/facilities/{id}/do/{form}", FormAsync);
    }

    internal static RazorComponentResult<CommandPage> Command(HttpContext http, CommandPageModel model, int status) =>
        new(new { Context = Frame(http, model.Desk.Book), Model = model }) { StatusCode = status };

    private static async Task<IResult> DayAsync(string jurisdiction, HttpContext http, IDocumentStore store, PolicyShelf shelf, TimeProvider clock, CancellationToken cancellation)
    {
        if (shelf.Find(jurisdiction) is not { } book)
            return ProblemAnswers.Of(http, StatusCodes.Status404NotFound);
        var today = book.DayOf(clock.GetUtcNow());
        await using var session = store.QuerySession(jurisdiction);
        var items = await DayBook.OfAsync(session, book, Department(http), today, cancellation);
        return new RazorComponentResult<DayPage>(new { Context = Frame(http, book), Policy = book.On(today), Department = Department(http), Today = today, Items = items });
    }

    private static async Task<IResult> ListAsync(string jurisdiction, string? q, int? page, HttpContext http, IDocumentStore store, PolicyShelf shelf, TimeProvider clock, CancellationToken cancellation)
    {
        if (shelf.Find(jurisdiction) is not { } book)
            return ProblemAnswers.Of(http, StatusCodes.Status404NotFound);
        var policy = book.On(book.DayOf(clock.GetUtcNow()));
        var (search, at) = ((q ?? "").Trim(), Math.Clamp(page ?? 0, 0, 10_000));
        var pattern = $"%{search.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
        await using var session = store.QuerySession(jurisdiction);
        var items = await session.Query<Facility>()
            .Where(x => x.MatchesSql("(d.id ilike ? or d.data #>> '{registration,name}' ilike ? or d.data #>> '{registration,identifiers}' ilike ? or d.data #>> '{register,entry,name}' ilike ?)", pattern, pattern, pattern, pattern))
            .OrderBy(x => x.Id).Skip(at * PageSize).Take(PageSize + 1).ToListAsync(cancellation);
        return new RazorComponentResult<FacilityListPage>(new
        {
            Context = Frame(http, book),
            Policy = policy,
            Search = search,
            Items = items.Take(PageSize).ToArray(),
            Next = items.Count > PageSize ? at + 1 : (int?)null,
            Forms = CommandForms.All.Where(x => x.PathOfNew is not null && policy.Department(Department(http))?.May(x.Command) == true).ToArray(),
        });
    }

    private static async Task<IResult> RecordAsync(string jurisdiction, string id, HttpContext http, IDocumentStore store, PolicyShelf shelf, TimeProvider clock, CancellationToken cancellation)
    {
        await using var session = store.QuerySession(jurisdiction);
        if (shelf.Find(jurisdiction) is not { } book || await session.LoadAsync<Facility>(id, cancellation) is not { } facility)
            return ProblemAnswers.Of(http, StatusCodes.Status404NotFound);
        var today = book.DayOf(clock.GetUtcNow());
        return new RazorComponentResult<RecordPage>(new
        {
            Context = Frame(http, book),
            Policy = book.On(today),
            Facility = facility,
            Department = Department(http),
            Due = DayBook.Of(facility, book, today).ToArray(),
            Events = TimelineEntry.Of(await session.EntriesAsync(id, cancellation)).ToArray(),
        });
    }

    private static async Task<IResult> FormAsync(string jurisdiction, string id, string form, HttpContext http, PolicyShelf shelf) =>
        shelf.Find(jurisdiction) is { } book && await FormDesk.SceneAsync(http, book, id, form) is { } desk
            ? Command(http, desk.Fresh(), StatusCodes.Status200OK)
            : ProblemAnswers.Of(http, StatusCodes.Status404NotFound);

    private static string Department(HttpContext http) => http.User.FindFirst(LedgerClaims.Department)?.Value ?? "";

    private static PageContext Frame(HttpContext http, PolicyBook book)
    {
        var home = $"/{book.Jurisdiction}";
        return PageContext.Of(http, book.Latest, book.Sample, [new($"{home}/desk", DeskWords.Today), new($"{home}/desk/facilities", DeskWords.Facilities), new(home, DeskWords.PublicPages)]);
    }
}
