using System.Globalization;
using FacilityLedger.Cases;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.SignIn;
using FacilityLedger.Obligations;
using FacilityLedger.Policies;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacilityLedger.Web.Forms;

/// <summary>The officers' pages of one jurisdiction. Whoever is not signed in there is sent to sign in first.</summary>
public static class DeskPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/{jurisdiction}/desk").RequireAuthorization().ExcludeFromDescription();
        desk.MapGet("", DayAsync);
        desk.MapGet("/deadlines.ics", CalendarAsync);
        desk.MapGet("/facilities", FacilityListing.ListAsync);
        desk.MapGet("/facilities/{id}", RecordAsync);
        desk.MapGet("/facilities/{id}/receipt/{authority}", ReceiptAsync);
        desk.MapGet("/facilities/{id}/cases/{of}/papers/{paper}", PaperAsync);
        desk.MapGet("/facilities/{id}/inspections/{inspection}/evidence/{evidence}", EvidenceAsync);
        desk.MapGet("/campaigns", CampaignsAsync);
        desk.MapGet("/plans", PlansAsync);
        desk.MapGet("/officers", OfficersAsync);
        desk.MapGet("/{room}/{id}/do/{form}", FormAsync);
        // What is posted here has been answered before routing; this says that it can be (OPTIONS, 405).
        desk.MapPost("/{room}/{id}/do/{form}", (HttpContext http) => ProblemAnswers.Of(http, StatusCodes.Status404NotFound));
    }

    // The browser keeps the form for the way back from an error page: with every word, and with the key by which a second sending has no second effect. The antiforgery token would forbid it.
    internal static RazorComponentResult<CommandPage> Command(HttpContext http, CommandPageModel model, int status)
    {
        http.Response.OnStarting(() =>
        {
            http.Response.Headers.CacheControl = "private, no-cache";
            http.Response.Headers.Remove("Pragma");
            return Task.CompletedTask;
        });
        var sent = int.TryParse(http.Request.Query[FormDesk.SentParameter], NumberStyles.None, CultureInfo.InvariantCulture, out var times) ? times % 1000 : 0;
        return new(new { Context = Frame(http, model.Desk.Scene.Book), Model = model with { Sent = sent } }) { StatusCode = status };
    }

    /// <summary>Adds the way to the desk for who is signed in.</summary>
    internal static PageContext WithDesk(PageContext context) => context.User is null ? context : context with { Nav = [.. context.Nav, new($"{context.Home}/desk", DeskWords.Today)] };

    /// <summary>What a form that was sent away from reports here.</summary>
    internal static DoneNote? Done(HttpContext http) =>
        CommandForms.Find(http.Request.Query["done"].ToString()) is { } done ? new(done, Changed: true) : CommandForms.Find(http.Request.Query["same"].ToString()) is { } same ? new(same, Changed: false) : null;

    /// <summary>Why the officer may not give the command, with the clause.</summary>
    internal static RazorComponentResult<ProblemPage> Denied(HttpContext http, FormScene scene, CommandForm form) =>
        new(new { Context = Frame(http, scene.Book), Status = StatusCodes.Status403Forbidden, Detail = (Text)DeskWords.MayNot(scene, form) }) { StatusCode = StatusCodes.Status403Forbidden };

    internal static PageContext Frame(HttpContext http, PolicyBook book)
    {
        var home = $"/{book.Jurisdiction}";
        return PageContext.Of(http, book.Latest, book.Sample,
            [new($"{home}/desk", DeskWords.Today), new($"{home}/desk/facilities", DeskWords.Facilities), new($"{home}/desk/plans", DeskWords.Plans), new($"{home}/desk/officers", Inspectors.OfficerWords.Title), new($"{home}/desk/campaigns", DeskWords.Campaigns), new(home, DeskWords.PublicPages)]);
    }

    private static async Task<IResult> DayAsync(string jurisdiction, string? all, string? town, HttpContext http, PolicyShelf shelf, CancellationToken cancellation)
    {
        if (shelf.Find(jurisdiction) is not { } book)
            return ProblemAnswers.Of(http, StatusCodes.Status404NotFound);
        var scene = Scenes.Empty(http, book);
        await using var session = Scenes.Session(http, book);
        var day = await DayBook.OfAsync(session, book, scene.Officer.Department, scene.Today, all, string.IsNullOrEmpty(town) ? null : town, cancellation);
        return new RazorComponentResult<DayPage>(new { Context = Frame(http, book), Scene = scene, Day = day });
    }

    private static async Task<IResult> CalendarAsync(string jurisdiction, string? town, HttpContext http, PolicyShelf shelf, TimeProvider clock, CancellationToken cancellation)
    {
        if (shelf.Find(jurisdiction) is not { } book)
            return ProblemAnswers.Of(http, StatusCodes.Status404NotFound);
        await using var session = Scenes.Session(http, book);
        return await WorklistEndpoint.CalendarAsync(book, Deskholder.Of(http).Department, town, http, session, clock, cancellation);
    }

    private static async Task<IResult> RecordAsync(string jurisdiction, string id, int? before, HttpContext http, PolicyShelf shelf) =>
        shelf.Find(jurisdiction) is { } book && await Scenes.OfFacilityAsync(http, book, id) is { } scene
            ? new RazorComponentResult<RecordPage>(new { Context = Frame(http, book), Scene = scene, Before = before, Done = Done(http) })
            : ProblemAnswers.Of(http, StatusCodes.Status404NotFound);

    /// <summary>Address of the receipt as it is printed.</summary>
    internal static string Receipt(FormScene scene, Filing.Receipt receipt) => $"/{scene.Book.Jurisdiction}/desk/facilities/{scene.Id}/receipt/{receipt.Authority}";

    private static async Task<IResult> ReceiptAsync(string jurisdiction, string id, string authority, HttpContext http, PolicyShelf shelf) =>
        shelf.Find(jurisdiction) is { } book && await Scenes.OfFacilityAsync(http, book, id) is { Facility: { } facility } && facility.Filing.Receipts.FirstOrDefault(x => x.Authority == authority) is { } receipt
            ? new RazorComponentResult<Filing.ReceiptPage>(new { Facility = facility, Receipt = receipt, Policy = book.On(receipt.IssuedOn), Back = $"/{jurisdiction}/desk/facilities/{id}", book.Sample })
            : ProblemAnswers.Of(http, StatusCodes.Status404NotFound);

    private static async Task<IResult> PaperAsync(string jurisdiction, string id, string of, string paper, HttpContext http, PolicyShelf shelf, CancellationToken cancellation)
    {
        if (shelf.Find(jurisdiction) is not { } book || await Scenes.OfFacilityAsync(http, book, id) is not { } scene)
            return ProblemAnswers.Of(http, StatusCodes.Status404NotFound);
        await using var session = Scenes.Session(http, book);
        if (await CasePaper.ReadAsync(paper, of, scene, session, cancellation) is not { } found)
            return ProblemAnswers.Of(http, StatusCodes.Status404NotFound);
        http.Response.Headers.CacheControl = "private, no-store";
        return new RazorComponentResult<CasePaperPage>(new { scene.Facility, Paper = found, Back = $"/{jurisdiction}/desk/facilities/{id}#cases-{of}", book.Sample });
    }

    private static async Task<IResult> EvidenceAsync(string jurisdiction, string id, string inspection, string evidence, HttpContext http, PolicyShelf shelf, Inspections.IEvidenceStore store, CancellationToken cancellation)
    {
        if (shelf.Find(jurisdiction) is not { } book)
            return ProblemAnswers.Of(http, StatusCodes.Status404NotFound);
        await using var session = Scenes.Session(http, book);
        return await Inspections.EvidenceFiles.OfAsync(jurisdiction, id, inspection, evidence, http, session, store, cancellation) ?? ProblemAnswers.Of(http, StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> CampaignsAsync(string jurisdiction, HttpContext http, PolicyShelf shelf, CancellationToken cancellation)
    {
        if (shelf.Find(jurisdiction) is not { } book)
            return ProblemAnswers.Of(http, StatusCodes.Status404NotFound);
        await using var session = Scenes.Session(http, book);
        return new RazorComponentResult<Assessments.CampaignsPage>(new { Context = Frame(http, book), Scene = Scenes.Empty(http, book) with { Campaigns = await session.CampaignsAsync(cancellation) }, Done = Done(http) });
    }

    private static async Task<IResult> PlansAsync(string jurisdiction, HttpContext http, PolicyShelf shelf, CancellationToken cancellation)
    {
        if (shelf.Find(jurisdiction) is not { } book)
            return ProblemAnswers.Of(http, StatusCodes.Status404NotFound);
        await using var session = Scenes.Session(http, book);
        return new RazorComponentResult<Plans.PlansPage>(new { Context = Frame(http, book), Scene = Scenes.Empty(http, book) with { Plans = await session.PlansAsync(cancellation) }, Done = Done(http) });
    }

    private static async Task<IResult> OfficersAsync(string jurisdiction, HttpContext http, PolicyShelf shelf, CancellationToken cancellation)
    {
        if (shelf.Find(jurisdiction) is not { } book)
            return ProblemAnswers.Of(http, StatusCodes.Status404NotFound);
        await using var session = Scenes.Session(http, book);
        return new RazorComponentResult<Inspectors.OfficersPage>(new { Context = Frame(http, book), Scene = Scenes.Empty(http, book) with { Register = await Inspectors.OfficerRegister.ReadAsync(session, cancellation) }, Done = Done(http) });
    }

    private static async Task<IResult> FormAsync(string jurisdiction, string room, string id, string form, HttpContext http, PolicyShelf shelf)
    {
        if (shelf.Find(jurisdiction) is not { } book || await FormDesk.OfAsync(http, book, room, id, form) is not { } desk)
            return ProblemAnswers.Of(http, StatusCodes.Status404NotFound);
        if (!desk.Scene.May(desk.Form) || desk.Corrects is not null && !desk.Scene.May(CommandForms.Find(Corrections.CorrectionForms.Request)!))
            return Denied(http, desk.Scene, desk.Form);
        if (await http.RequestServices.GetRequiredService<KeptPosts>().FindAsync(http) is { } kept)
        {
            var (typed, refused) = await FormPosts.WithFilesAsync(http, desk, kept);
            var again = refused is null ? FormRefusal.AfterSignIn(desk, typed) : FormRefusal.Of(desk, typed, refused);
            return Command(http, again, StatusCodes.Status200OK);
        }
        if (!desk.Chooses)
            return Command(http, desk.Fresh(), StatusCodes.Status200OK);
        var subjects = desk.Form.Subjects!(desk.Scene).ToArray();
        return subjects is [var only] && !desk.Form.Repeats
            ? Command(http, new FormDesk(desk.Form, desk.Scene with { Subject = only.Key }, desk.Corrects).Fresh(), StatusCodes.Status200OK)
            : new RazorComponentResult<ChoicePage>(new { Context = Frame(http, book), Desk = desk, Subjects = subjects, Done = Done(http) });
    }
}

/// <summary>What was just entered.</summary>
/// <param name="Changed">False when the ledger held the same already.</param>
public sealed record DoneNote(CommandForm Form, bool Changed);
