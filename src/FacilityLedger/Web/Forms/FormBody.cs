using System.Globalization;
using System.Text.Json.Nodes;
using FacilityLedger.Facilities;

namespace FacilityLedger.Web.Forms;

/// <summary>Makes the body of a command from what was typed. Only declared fields count; what was left blank is left out.</summary>
public static class FormBody
{
    public static JsonObject Of(IReadOnlyCollection<FormField> fields, IFormCollection typed)
    {
        var body = new JsonObject();
        var rows = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var group in fields.Where(x => x.Header is null).GroupBy(x => x.Row ?? "", StringComparer.Ordinal))
        {
            if (group.Key.Length > 0 && Outer(group.Key) is null)
                List(body, ListOf(group.Key));
            if (group.Key.Length == 0 || Counts(group, typed) && (Outer(group.Key) is not { } outer || Counts(fields.Where(x => x.Row == outer), typed)))
                foreach (var field in group)
                    Put(body, rows, field, Typed(field, typed));
        }
        return body;
    }

    /// <summary>What was typed in a field, blanks left out. Of check boxes only those that are offered: several fields may share a name.</summary>
    public static IReadOnlyList<string> Typed(FormField field, IFormCollection typed) =>
        [.. typed[field.Name].OfType<string>().Where(x => !string.IsNullOrWhiteSpace(x) && (!field.List || field.Options.Any(o => o.Value == x)))];

    /// <summary>An entry counts when something of it is given; one that is ticked, when it is ticked.</summary>
    public static bool Counts(IEnumerable<FormField> row, IFormCollection typed) =>
        row.FirstOrDefault(x => x.Kind == FieldKind.Checkboxes) is { } tick ? Typed(tick, typed).Count > 0 : row.Any(x => x.Kind != FieldKind.Hidden && Typed(x, typed).Count > 0);

    // An object of which nothing is given is left out too, where nothing of it must be there.
    private static void Put(JsonObject body, Dictionary<string, JsonObject> rows, FormField field, IReadOnlyList<string> given)
    {
        if (field.List)
        {
            if (given.Count == 0 && field.Optional)
                return;
            var list = List(body, field.Name[..^2]);
            foreach (var x in given)
                list.Add(Value(field, x));
            return;
        }
        var dot = field.Name.LastIndexOf('.');
        var target = field.Row is { } row ? RowAt(body, rows, row, given.Count > 0) : dot < 0 ? body : given.Count > 0 || !field.Optional ? Object(body, field.Name[..dot]) : null;
        if (given.Count > 0 && target is not null)
            target[field.Name[(dot + 1)..]] = Value(field, given[0]);
    }

    private static JsonObject? RowAt(JsonObject body, Dictionary<string, JsonObject> rows, string row, bool given)
    {
        if (!rows.TryGetValue(row, out var entry) && given)
            ListAt(body, rows, row).Add(rows[row] = entry = []);
        return entry;
    }

    // A list within an entry is a member of that entry: staff[0].certificates[1].
    private static JsonArray ListAt(JsonObject body, Dictionary<string, JsonObject> rows, string row) =>
        Outer(row) is { } outer ? List(RowAt(body, rows, outer, given: true)!, ListOf(row)[(outer.Length + 1)..]) : List(body, ListOf(row));

    private static string? Outer(string row) => row.LastIndexOf("].", StringComparison.Ordinal) is var end and > 0 ? row[..(end + 1)] : null;

    private static JsonObject Object(JsonObject body, string path) => path.Split('.').Aggregate(body, (at, name) => (JsonObject)(at[name] ??= new JsonObject()));

    private static JsonArray List(JsonObject body, string path)
    {
        var dot = path.LastIndexOf('.');
        return (JsonArray)((dot < 0 ? body : Object(body, path[..dot]))[path[(dot + 1)..]] ??= new JsonArray());
    }

    private static JsonNode? Value(FormField field, string typed) => field switch
    {
        { Read: { } read } => read(typed.Trim()),
        { Kind: FieldKind.Number } => FormField.Whole(typed),
        { Kind: FieldKind.Amount } => Amount(typed.Trim()),
        { Kind: FieldKind.TextArea } => PlainText.Normal(typed.ReplaceLineEndings("\n")),
        // Keyboards and file names of some systems give a letter and its accent apart.
        _ => PlainText.Normal(typed.Trim()),
    };

    // 500 and 1,000.5 are amounts to a person; a part of a cent is none to anybody.
    private static string Amount(string typed) =>
        decimal.TryParse(typed, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var amount) && decimal.Round(amount, 2) == amount
            ? amount.ToString("0.00", CultureInfo.InvariantCulture) : typed;

    private static string ListOf(string row) => row[..row.LastIndexOf('[')];
}
