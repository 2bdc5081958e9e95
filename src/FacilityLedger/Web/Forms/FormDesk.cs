using System.Security.Cryptography;
using System.Text.RegularExpressions;
using FacilityLedger.Facilities;
using FacilityLedger.History;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Hosting.SignIn;
using FacilityLedger.Policies;
using Marten;

namespace FacilityLedger.Web.Forms;

/// <summary>A form with what it stands on: the facility as it is now, the thing, the fields.</summary>
public sealed partial record FormDesk(PolicyBook Book, CommandForm Form, Facility? Facility, string? Of, IReadOnlyList<FormField> Fields)
{
    public const string New = "new";
    public const string KeyField = "_key";
    public const string VersionField = "_version";

    /// <summary>Version of the thing; 0 when the command makes it.</summary>
    public long Version => Form.Thing is null || Facility is null ? 0 : Facility.VersionOf(Form.ThingFor(Of));

    public string Href => $"/{Book.Jurisdiction}/desk/facilities/{Facility?.Id ?? New}/do/{Form.Name}{(Of is null ? "" : $"?of={Of}")}";

    /// <summary>Null when there is no such form, facility or thing.</summary>
    public static async Task<FormDesk?> SceneAsync(HttpContext http, PolicyBook book, string id, string name)
    {
        var of = http.Request.Query["of"].ToString() is { Length: > 0 } asked ? asked : null;
        if (CommandForms.Find(name) is not { } form || (of is null) != (form.Of is null) || of is not null && !Key().IsMatch(of))
            return null;
        var facility = id == New ? null : await LoadAsync(http, book, id);
        if (id == New ? form.PathOfNew is null : facility is null || !form.OfFacility || of is not null && facility.VersionOf(form.ThingFor(of) ?? $"{form.Of}/{of}") == 0)
            return null;
        var today = book.DayOf(http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        var department = http.User.FindFirst(LedgerClaims.Department)?.Value ?? "";
        return new(book, form, facility, of, [.. form.Fields(new(book.On(today), facility, department, today, of))]);
    }

    public CommandPageModel Fresh() => new(this, Fields.ToDictionary(x => x.Name, x => x.Values.Count > 0 ? x.Values : x.Value is null ? [] : [x.Value], StringComparer.Ordinal), NewKey(), [], default, []);

    /// <summary>The form again, with what was typed and why it was refused.</summary>
    public static async Task<IResult> RefusedAsync(HttpContext http, FormDesk desk, IFormCollection typed, FormAnswer answer)
    {
        string? Said(string member) => answer.Problem?[member]?.ToString();
        var moved = answer.Status is StatusCodes.Status412PreconditionFailed or StatusCodes.Status428PreconditionRequired;
        var changes = new List<TimelineEntry>();
        if (moved && desk.Facility is not null && await LoadAsync(http, desk.Book, desk.Facility.Id) is { } now)
        {
            desk = desk with { Facility = now };
            await using var session = http.RequestServices.GetRequiredService<IDocumentStore>().QuerySession(desk.Book.Jurisdiction);
            changes.AddRange(TimelineEntry.Of(await session.EntriesAsync(now.Id, http.RequestAborted)).Where(x => x.Version > answer.Version && x.Thing == desk.Form.ThingFor(desk.Of)));
        }
        // A malformed body names no member that a person knows: what was left blank is the likely reason.
        var blank = answer.Status == StatusCodes.Status400BadRequest
            ? desk.Fields.Where(x => !x.Optional && typed[x.Name].All(string.IsNullOrWhiteSpace)).Select(x => new FieldError(x.Name, new Words($"请填写：{x.Label.Zh}", $"Please fill in: {x.Label.En}"))).ToList()
            : [];
        var message = Said("detail") ?? Said("title") ?? Terms.StatusDetail(answer.Status).ToString();
        IReadOnlyList<FieldError> errors = [.. blank.Count > 0 ? blank : [new(desk.FieldOf(answer), message, Said("basis"))]];
        var key = Said("rule") == Idempotency.OtherBody.Code ? NewKey() : typed[KeyField].ToString();
        var values = desk.Fields.ToDictionary(x => x.Name, x => (IReadOnlyList<string>)[.. typed[x.Name].OfType<string>()], StringComparer.Ordinal);
        var status = answer.Status switch
        {
            StatusCodes.Status428PreconditionRequired => StatusCodes.Status412PreconditionFailed,
            StatusCodes.Status400BadRequest => StatusCodes.Status422UnprocessableEntity,
            _ => answer.Status,
        };
        return DeskPages.Command(http, new(desk, values, key, errors, Said("title") ?? Terms.StatusTitle(answer.Status).ToString(), changes), status);
    }

    // The member that the problem names, or the first field whose value it repeats.
    private string? FieldOf(FormAnswer answer)
    {
        var named = answer.Problem?["field"]?.ToString() ?? answer.Problem?["path"]?.ToString().TrimStart('$', '.');
        var field = named is { Length: > 0 }
            ? Fields.FirstOrDefault(x => x.Name == named || x.Name == named + "[]") ?? Fields.FirstOrDefault(x => x.Name.StartsWith(named + "[", StringComparison.Ordinal) || x.Name.StartsWith(named + ".", StringComparison.Ordinal))
            : null;
        return (field ?? Fields.FirstOrDefault(x => answer.Problem?.ContainsKey(x.Name.Replace("[]", "", StringComparison.Ordinal)) == true))?.Name;
    }

    private static async Task<Facility?> LoadAsync(HttpContext http, PolicyBook book, string id)
    {
        await using var session = http.RequestServices.GetRequiredService<IDocumentStore>().QuerySession(book.Jurisdiction);
        return await session.LoadAsync<Facility>(id, http.RequestAborted);
    }

    private static string NewKey() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    [GeneratedRegex("^[A-Za-z0-9_-]{1,80}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Key();
}

/// <summary>What the page of a form shows.</summary>
/// <param name="Changes">What happened to the thing since the form was opened.</param>
public sealed record CommandPageModel(FormDesk Desk, IReadOnlyDictionary<string, IReadOnlyList<string>> Values, string Key, IReadOnlyList<FieldError> Errors, Text Title, IReadOnlyList<TimelineEntry> Changes);
