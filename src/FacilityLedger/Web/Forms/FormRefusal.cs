using System.Globalization;
using System.Text.Json.Nodes;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Web.Forms;

/// <summary>The form again, with what was typed and why it was refused.</summary>
public static class FormRefusal
{
    // Members that every problem has; a field may have the same name.
    private static readonly string[] Standard = ["type", "title", "status", "detail", "instance", "rule", "basis", "traceId"];

    /// <param name="desk">The form on the state as it is now.</param>
    public static CommandPageModel Of(FormDesk desk, IFormCollection typed, FormAnswer answer)
    {
        var values = desk.Fields.DistinctBy(x => x.Id).ToDictionary(x => x.Id, x => Kept(x, typed), StringComparer.Ordinal);
        var model = new CommandPageModel(desk, values, Rule(answer) == Idempotency.OtherBody.Code ? FormDesk.NewKey() : typed[FormDesk.KeyField].ToString()) { Errors = Errors(desk, typed, answer) };
        return Stale(answer) ? Meanwhile(model, typed, answer) : model.Errors.Any(x => x.Field is not null) ? model : model with { Title = DeskWords.NothingRecorded };
    }

    /// <summary>The form as it was sent when the session had ended.</summary>
    public static CommandPageModel AfterSignIn(FormDesk desk, IFormCollection typed)
    {
        var overtaken = typed[FormDesk.VersionField] != desk.Version.ToString(CultureInfo.InvariantCulture);
        var status = overtaken ? StatusCodes.Status412PreconditionFailed : StatusCodes.Status401Unauthorized;
        var model = Of(desk, typed, new(status, desk.Scene.Id, null, Changed: false));
        return overtaken ? model : model with { Errors = [new(null, Hosting.SignIn.SignInWords.PostFound)] };
    }

    /// <summary>Status of the page: what a person could not have known is no fault of the request.</summary>
    public static int Status(FormAnswer answer) => answer.Status switch
    {
        StatusCodes.Status428PreconditionRequired => StatusCodes.Status412PreconditionFailed,
        StatusCodes.Status400BadRequest => StatusCodes.Status422UnprocessableEntity,
        var status => status,
    };

    private static bool Stale(FormAnswer answer) => Status(answer) == StatusCodes.Status412PreconditionFailed;

    private static string? Rule(FormAnswer answer) => answer.Problem?["rule"]?.ToString();

    private static IReadOnlyList<string> Kept(FormField field, IFormCollection typed) => field.List ? FormBody.Typed(field, typed) : [.. typed[field.Name].OfType<string>()];

    // Fields that nobody touched follow the ledger: sent back as they were, they would undo what another has entered.
    private static CommandPageModel Meanwhile(CommandPageModel model, IFormCollection typed, FormAnswer answer)
    {
        var (desk, values) = (model.Desk, new Dictionary<string, IReadOnlyList<string>>(model.Values, StringComparer.Ordinal));
        if (desk.Scene.Facility is null || !long.TryParse(typed[FormDesk.SeenField], NumberStyles.None, CultureInfo.InvariantCulture, out var seen))
            return model with { Title = DeskWords.ChangedMeanwhile };
        var then = new FormDesk(desk.Form, desk.Scene.AsOf(seen)).Fields.DistinctBy(x => x.Id).ToDictionary(x => x.Id, StringComparer.Ordinal);
        var changes = new List<FieldChange>();
        foreach (var now in desk.Fields.Where(x => x.Kind != FieldKind.Hidden && then.ContainsKey(x.Id)))
        {
            var (was, kept) = (then[now.Id], values[now.Id].Where(x => x.Length > 0).ToList());
            if (Same(was.Given, now.Given))
                continue;
            var touched = !Same(kept, was.Given);
            changes.Add(new(now.Label, Words(was, was.Given), Words(now, now.Given), touched ? Words(now, kept) : null));
            values[now.Id] = touched ? kept : now.Given;
        }
        return model with
        {
            Values = values,
            Title = DeskWords.ChangedMeanwhile,
            Changes = changes,
            Happened = [.. desk.Scene.Entries.Where(x => x.Version > seen && x.Fact.Thing == desk.Form.ThingFor(desk.Scene.Of))],
        };
    }

    private static bool Same(IReadOnlyList<string> one, IReadOnlyList<string> other) => one.Order(StringComparer.Ordinal).SequenceEqual(other.Order(StringComparer.Ordinal), StringComparer.Ordinal);

    private static string Words(FormField field, IReadOnlyList<string> values) =>
        values.Count == 0 ? "–" : string.Join(DeskWords.Comma, values.Select(x => field.Options.FirstOrDefault(o => o.Value == x)?.Text.ToString() ?? x));

    private static IReadOnlyList<FieldError> Errors(FormDesk desk, IFormCollection typed, FormAnswer answer)
    {
        if (answer.Status == StatusCodes.Status400BadRequest && Unread(desk.Fields, typed) is { Count: > 0 } unread)
            return unread;
        string? Said(string member) => answer.Problem?[member]?.ToString();
        var message = Said("detail") ?? Said("title") ?? Terms.StatusDetail(answer.Status).ToString();
        return Stale(answer) ? [new(null, DeskWords.SubmitAgain)] : [new(FieldOf(desk, answer), message + RefusalWords.Of(answer.Problem, desk.Scene), DeskWords.Clauses(Said("basis")))];
    }

    /// <summary>Fields that were left blank, or whose text is no number or no date.</summary>
    public static IReadOnlyList<FieldError> Unread(IReadOnlyList<FormField> fields, IFormCollection typed) =>
    [
        .. fields.Where(x => x.Row is null || FormBody.Counts(fields.Where(f => f.Row == x.Row), typed)).Where(x => !x.List && FormBody.Typed(x, typed).Count == 0 && !x.Optional).Select(x => new FieldError(x.Id, DeskWords.Missing(x.Label))),
        .. fields.Where(x => x.Kind == FieldKind.Number && FormBody.Typed(x, typed) is [var n, ..] && !int.TryParse(n, CultureInfo.InvariantCulture, out _)).Select(x => new FieldError(x.Id, DeskWords.NoNumber(x.Label))),
        .. fields.Where(x => x.Kind == FieldKind.Hour && FormBody.Typed(x, typed) is [var h, ..] && !FormField.TryHour(h, out _)).Select(x => new FieldError(x.Id, DeskWords.NoHour(x.Label))),
        .. fields.Where(x => x.Kind == FieldKind.Date && FormBody.Typed(x, typed) is [var d, ..] && !DateOnly.TryParseExact(d.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)).Select(x => new FieldError(x.Id, DeskWords.NoDate(x.Label))),
    ];

    // The member that the problem names, or the first field whose value it repeats.
    private static string? FieldOf(FormDesk desk, FormAnswer answer)
    {
        // Of a form that takes several names, the one that was taken.
        var named = desk.Form.Beside.GetValueOrDefault($"{Rule(answer)} {answer.Problem?["claim"]?.ToString().Split(':')[0]}") ?? desk.Form.Beside.GetValueOrDefault(Rule(answer) ?? "") ?? answer.Problem?["field"]?.ToString() ?? answer.Problem?["path"]?.ToString().TrimStart('$', '.');
        var shown = desk.Fields.Where(x => x.Kind != FieldKind.Hidden).ToList();
        var field = named is { Length: > 0 }
            ? shown.FirstOrDefault(x => Member(x) == named) ?? shown.FirstOrDefault(x => x.Name.StartsWith(named + "[", StringComparison.Ordinal) || x.Name.StartsWith(named + ".", StringComparison.Ordinal)) ?? shown.FirstOrDefault(x => Last(x) == named)
            : null;
        return (field ?? shown.FirstOrDefault(x => !Standard.Contains(Member(x)) && answer.Problem?.ContainsKey(Member(x)) == true))?.Id;
    }

    private static string Member(FormField field) => field.List ? field.Name[..^2] : field.Name;

    private static string Last(FormField field) => Member(field)[(Member(field).LastIndexOf('.') + 1)..];
}
