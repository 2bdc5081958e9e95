using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FacilityLedger.Web.Forms;

/// <summary>Makes the body of a command from what was typed. Only declared fields count; what was left blank is left out.</summary>
public static partial class FormBody
{
    public static JsonObject Of(IEnumerable<FormField> fields, IFormCollection typed)
    {
        var body = new JsonObject();
        var rows = new Dictionary<string, SortedDictionary<int, JsonObject>>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            var given = typed[field.Name].OfType<string>().Where(x => !string.IsNullOrWhiteSpace(x)).ToList();
            if (field.Name.EndsWith("[]", StringComparison.Ordinal))
            {
                if (given.Count > 0 || !field.Optional)
                    body[field.Name[..^2]] = new JsonArray([.. given.Select(x => Value(field, x))]);
                continue;
            }
            var row = Row().Match(field.Name);
            if (row.Success && !rows.ContainsKey(row.Groups["list"].Value))
                rows[row.Groups["list"].Value] = [];
            if (given.Count == 0)
                continue;
            if (row.Success)
            {
                var list = rows[row.Groups["list"].Value];
                var at = int.Parse(row.Groups["at"].Value, CultureInfo.InvariantCulture);
                if (!list.TryGetValue(at, out var entry))
                    list[at] = entry = [];
                entry[row.Groups["member"].Value] = Value(field, given[0]);
            }
            else if (field.Name.Split('.') is [var outer, var inner])
            {
                if (body[outer] is not JsonObject nested)
                    body[outer] = nested = [];
                nested[inner] = Value(field, given[0]);
            }
            else
            {
                body[field.Name] = Value(field, given[0]);
            }
        }
        foreach (var (list, entries) in rows)
            body[list] = new JsonArray([.. entries.Values]);
        return body;
    }

    // A number that is none stays text: the endpoint says so.
    private static JsonNode? Value(FormField field, string typed) => field switch
    {
        { Flag: true } => typed switch { "true" => true, "false" => false, _ => typed },
        { Kind: FieldKind.Number } when long.TryParse(typed, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var n) => n,
        { Kind: FieldKind.TextArea } => typed.ReplaceLineEndings("\n"),
        _ => typed.Trim(),
    };

    [GeneratedRegex(@"^(?<list>[A-Za-z]+)\[(?<at>\d+)\]\.(?<member>[A-Za-z]+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();
}
