using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FacilityLedger.Hosting.SignIn;
using FacilityLedger.Policies;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.Features;

namespace FacilityLedger.Web.Forms;

/// <summary>Sends a posted form through the rest of the pipeline as the command of the API that it is, and answers with a page. Before routing.</summary>
public sealed partial class FormPosts(RequestDelegate next, Hosting.BodyLimits limits)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || Address().Match(http.Request.Path.Value ?? "") is not { Success: true } address)
        {
            await next(http);
            return;
        }
        var (jurisdiction, room, id) = (address.Groups["jurisdiction"].Value, address.Groups["room"].Value, address.Groups["id"].Value);
        http.Request.RouteValues["jurisdiction"] = jurisdiction;
        var officer = await http.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        if (officer.Principal is not { Identity.IsAuthenticated: true } user)
        {
            if (!await http.RequestServices.GetRequiredService<KeptPosts>().KeepAsync(http, jurisdiction))
                await http.ChallengeAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            return;
        }
        http.User = user;
        if (!user.HasClaim(LedgerClaims.Jurisdiction, jurisdiction) || http.RequestServices.GetRequiredService<PolicyShelf>().Find(jurisdiction) is not { } book)
        {
            await ProblemAnswers.Of(http, StatusCodes.Status403Forbidden).ExecuteAsync(http);
            return;
        }
        if (CommandForms.Find(address.Groups["form"].Value) is not { } asked)
        {
            await ProblemAnswers.Of(http, StatusCodes.Status404NotFound).ExecuteAsync(http);
            return;
        }
        if (Scenes.Empty(http, book) is var scene && !scene.May(asked))
        {
            await DeskPages.Denied(http, scene, asked).ExecuteAsync(http);
            return;
        }
        var (form, broken) = await ReadAsync(http, asked);
        if (form is null || !await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
        {
            await ProblemAnswers.Of(http, broken).ExecuteAsync(http);
            return;
        }
        if (await FormDesk.OfAsync(http, book, room, id, address.Groups["form"].Value) is not { } desk)
        {
            await ProblemAnswers.Of(http, StatusCodes.Status404NotFound).ExecuteAsync(http);
            return;
        }
        var (typed, refused) = await WithFilesAsync(http, desk, form);
        var sent = await AsSentAsync(http, desk, typed, user);
        // What cannot be read need not be sent.
        var answer = refused ?? (FormRefusal.Unread(sent.Fields, typed).Count > 0 ? new FormAnswer(StatusCodes.Status400BadRequest, desk.Scene.Id, null, Changed: false) : await SendAsync(http, sent, typed, user));
        if (answer.Status is >= 200 and < 300)
        {
            http.Response.StatusCode = StatusCodes.Status303SeeOther;
            http.Response.Headers.Location = Next(desk, answer);
            return;
        }
        if (FormRefusal.Status(answer) == StatusCodes.Status412PreconditionFailed)
            desk = await FormDesk.OfAsync(http, book, room, id, desk.Form.Name) ?? desk;
        await DeskPages.Command(http, FormRefusal.Of(desk, typed, answer), FormRefusal.Status(answer)).ExecuteAsync(http);
    }

    // A body that ends too early is what a lost connection leaves behind, and no failure of ours.
    private async Task<(IFormCollection? Form, int Broken)> ReadAsync(HttpContext http, CommandForm asked)
    {
        var (most, within) = asked.TakesFile ? (http.RequestServices.GetRequiredService<Inspections.IEvidenceStore>().Largest + limits.Command, limits.FileTime) : (limits.Command, limits.CommandTime);
        if (http.Request.ContentLength > most)
            return (null, StatusCodes.Status413PayloadTooLarge);
        http.Features.Set<IFormFeature>(new FormFeature(http.Request, new FormOptions { BufferBodyLengthLimit = most, MultipartBodyLengthLimit = most }));
        using var late = new CancellationTokenSource(within, http.RequestServices.GetRequiredService<TimeProvider>());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, http.RequestAborted);
        try
        {
            return (http.Request.HasFormContentType ? await http.Request.ReadFormAsync(stop.Token) : null, StatusCodes.Status400BadRequest);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            http.Response.Headers.Connection = "close";
            return (null, StatusCodes.Status408RequestTimeout);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return (null, e is BadHttpRequestException known ? known.StatusCode : StatusCodes.Status400BadRequest);
        }
    }

    // The answer to a first sending was lost. What it asked follows from the state, which it has changed: it is read on the state from which it was made, so that the ledger knows it again.
    private static async Task<FormDesk> AsSentAsync(HttpContext http, FormDesk desk, IFormCollection typed, ClaimsPrincipal user)
    {
        if (desk.Scene.Facility is null || !long.TryParse(typed[FormDesk.SeenField], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) || seen >= desk.Seen)
            return desk;
        await using var session = Scenes.Session(http, desk.Scene.Book);
        var first = await session.LoadAsync<Hosting.Decisions.Answer>(Hosting.Decisions.Idempotency.IdOf(user.Identity?.Name ?? "", Command(desk), typed[FormDesk.KeyField].ToString()), http.RequestAborted);
        return first is null ? desk : new FormDesk(desk.Form, desk.Scene.AsOf(seen), desk.Corrects);
    }

    private static string Command(FormDesk desk) => $"/api/{desk.Scene.Book.Jurisdiction}/{desk.Path}";

    // The page says what was done; one that changed nothing says so.
    private static string Next(FormDesk desk, FormAnswer answer)
    {
        var done = QueryString.Create(answer.Changed ? "done" : "same", desk.Corrects is null ? desk.Form.Name : Corrections.CorrectionForms.Request);
        if (desk.Form.Repeats && desk.Corrects is null)
            return $"{desk.Scene.Href(desk.Form, desk.Scene.Of)}&{done.Value![1..]}";
        var room = $"/{desk.Scene.Book.Jurisdiction}/desk/{desk.Form.Room}";
        return desk.Form.Room != CommandForm.Facilities ? room + done : $"{room}/{answer.Stream}{done}";
    }

    // The bytes go to the store before the command: whatever becomes of it, the file need not be sent twice. What stands in the field from now on is the digest.
    internal static async Task<(IFormCollection Typed, FormAnswer? Refused)> WithFilesAsync(HttpContext http, FormDesk desk, IFormCollection typed)
    {
        if (!desk.Scene.May(desk.Form) || desk.Fields.FirstOrDefault(x => x.Kind == FieldKind.File) is not { } field || typed.Files.GetFile(field.Name) is not { FileName.Length: > 0 } sent)
            return (typed, null);
        var store = http.RequestServices.GetRequiredService<Inspections.IEvidenceStore>();
        await using var bytes = sent.OpenReadStream();
        var (file, no) = await store.PutAsync(desk.Scene.Book.Jurisdiction, desk.Scene.Officer.Department, bytes, http.RequestAborted);
        var values = typed.ToDictionary(x => x.Key, x => x.Value, StringComparer.Ordinal);
        values[field.Name] = file?.Digest ?? "";
        if (string.IsNullOrWhiteSpace(typed["name"]))
            values["name"] = sent.FileName;
        return (new FormCollection(values), no is null ? null : new FormAnswer(no.Rule.Status, desk.Scene.Id, new JsonObject { ["rule"] = no.Rule.Code, ["basis"] = no.BasisIn(desk.Scene.Policy), ["detail"] = no.Detail.ToString(), ["field"] = field.Name }, Changed: false));
    }

    private async Task<FormAnswer> SendAsync(HttpContext http, FormDesk desk, IFormCollection typed, ClaimsPrincipal user)
    {
        var (request, response) = (http.Request, http.Response);
        var was = (request.Path, request.Body, request.ContentType, request.ContentLength, Accept: request.Headers.Accept.ToString());
        var shown = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var answered = new MemoryStream();
        using var body = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(desk.Body(typed)));
        try
        {
            request.Path = Command(desk);
            request.Body = body;
            request.ContentType = "application/json";
            request.ContentLength = body.Length;
            request.Headers.Accept = "application/json";
            request.Headers.Remove("Authorization");
            request.Headers.Remove("If-Match");
            request.Headers["Idempotency-Key"] = typed[FormDesk.KeyField].ToString();
            foreach (var field in desk.Fields.Where(x => x.Header is not null))
                request.Headers[field.Header!] = FormBody.Typed(field, typed) is [var given, ..] ? Uri.EscapeDataString(given.Trim()) : "";
            if (long.TryParse(typed[FormDesk.VersionField], NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0)
                request.Headers.IfMatch = Hosting.Decisions.Things.ETag(version);
            http.Features.Set(new PostedForm(user));
            http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answered));
            await next(http);
            await response.BodyWriter.FlushAsync(http.RequestAborted);
            var problem = response.StatusCode >= 400 ? Problem(answered) : null;
            var changed = desk.Version == 0 || response.Headers.ContainsKey("Idempotency-Replayed") || response.Headers.ETag != Hosting.Decisions.Things.ETag(desk.Version);
            return new(response.StatusCode, response.Headers["Ledger-Stream"].ToString() is { Length: > 0 } stream ? stream : desk.Scene.Id, problem, changed);
        }
        finally
        {
            http.Features.Set<IHttpResponseBodyFeature>(shown);
            http.Features.Set<PostedForm>(null);
            http.SetEndpoint(null);
            (request.Path, request.Body, request.ContentType, request.ContentLength) = (was.Path, was.Body, was.ContentType, was.ContentLength);
            request.Headers.Accept = was.Accept;
            response.StatusCode = StatusCodes.Status200OK;
            foreach (var name in (string[])["ETag", "Location", "Ledger-Stream", "Idempotency-Replayed", "Content-Type", "Content-Length"])
                response.Headers.Remove(name);
            http.User = user;
        }
    }

    private static JsonObject? Problem(MemoryStream answered)
    {
        try
        {
            return JsonNode.Parse(answered.ToArray()) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^/(?<jurisdiction>[A-Za-z0-9-]+)/desk/(?<room>facilities|campaigns|plans|officers)/(?<id>[A-Za-z0-9_-]+)/do/(?<form>[a-z.-]+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();
}

/// <summary>What the API said to a form.</summary>
/// <param name="Stream">Key of the facility or campaign, also of a new one.</param>
/// <param name="Problem">RFC 9457, when it refused.</param>
/// <param name="Changed">False when the command repeated what already held.</param>
public sealed record FormAnswer(int Status, string? Stream, JsonObject? Problem, bool Changed);
