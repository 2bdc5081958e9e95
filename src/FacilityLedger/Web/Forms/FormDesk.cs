using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FacilityLedger.Facilities;
using FacilityLedger.Policies;
using Microsoft.AspNetCore.WebUtilities;
using Entry = FacilityLedger.Facilities.Entry;

namespace FacilityLedger.Web.Forms;

/// <summary>A form on what it is filled in from.</summary>
/// <param name="Corrects">Version of the entry that is to be corrected by the same command; null where the form gives a command of its own.</param>
public sealed partial record FormDesk(CommandForm Form, FormScene Scene, long? Corrects = null)
{
    public const string New = "new";
    public const string KeyField = "_key";
    public const string VersionField = "_version";
    public const string SeenField = "_seen";
    public const string SentParameter = "sent";

    public IReadOnlyList<FormField> Fields { get; } = [.. (Corrects is { } entry ? Corrections.CorrectionForms.Fields(Form, Scene, entry) : Form.Fields(Scene)).Concat(EnteredForFields.Of(Scene.Policy)).Select(x => x.In(Scene.Policy))];

    /// <summary>Version of the thing; 0 when the command makes it.</summary>
    public long Version => Corrects is not null || Form.Thing is null || Scene.State is null ? 0 : Scene.State.VersionOf(Form.ThingFor(Scene.Of));

    /// <summary>Version of the whole state from which the fields were made.</summary>
    public long Seen => Scene.State?.Version ?? 0;

    public string Href => At(Scene.Subject);

    /// <summary>The form about this subject.</summary>
    public string At(string? subject) => Scene.Href(Form, Scene.Of, subject) is var href && Corrects is { } entry ? QueryHelpers.AddQueryString(href, "correct", entry.ToString(CultureInfo.InvariantCulture)) : href;

    /// <summary>Where the form is sent: an address other than its own, else a connection that drops would put the browser's error page in its place, and all that was typed would be gone.</summary>
    /// <param name="sent">How often it was sent already and came back.</param>
    public string Action(int sent) => QueryHelpers.AddQueryString(Href, SentParameter, (sent + 1).ToString(CultureInfo.InvariantCulture));

    /// <summary>Path of the command below the jurisdiction.</summary>
    public string Path => Corrects is null ? Form.PathFor(Scene.Id, Scene.Of) : $"{CommandForm.Facilities}/{Scene.Id}/corrections";

    /// <summary>Body of the command: what was typed, or the request that it stand in the place of what was wrong.</summary>
    public JsonObject Body(IFormCollection typed) => Corrects is { } entry ? Corrections.CorrectionForms.Body(this, entry, typed) : FormBody.Of(Fields, typed);

    /// <summary>What was chosen; null where there is nothing to choose, or it can be chosen no longer.</summary>
    public FormSubject? Subject => Scene.Subject is null ? null : Form.Subjects?.Invoke(Scene).FirstOrDefault(x => x.Key == Scene.Subject);

    /// <summary>The page from which it was opened.</summary>
    public string Back => $"/{Scene.Book.Jurisdiction}/desk/{Form.Room}{(Scene.Facility is { } facility ? $"/{facility.Id}" : "")}";

    public IReadOnlyList<NavLink> Crumbs => Scene.Facility is { } facility
        ? [new($"/{Scene.Book.Jurisdiction}/desk/{Form.Room}", DeskWords.Facilities), new(Back, DeskWords.NameOf(facility))]
        : [new(Back, Form.Room switch { CommandForm.Campaigns => DeskWords.Campaigns, CommandForm.Plans => DeskWords.Plans, CommandForm.Officers => Inspectors.OfficerWords.Title, _ => DeskWords.Facilities })];

    /// <summary>Whether something has to be chosen before the form can be filled in.</summary>
    public bool Chooses => Form.Subjects is not null && Scene.Subject is null;

    /// <summary>Null when there is no such form, facility, campaign or thing.</summary>
    public static async Task<FormDesk?> OfAsync(HttpContext http, PolicyBook book, string room, string id, string name)
    {
        string? Asked(string parameter) => http.Request.Query[parameter].ToString() is { Length: > 0 and <= 120 } asked ? asked : null;
        var of = Asked("of");
        if (CommandForms.Find(name) is not { } form || form.Room != room || (of is null) != (form.Of is null) || of is not null && !Key().IsMatch(of))
            return null;
        var scene = (id, room) switch
        {
            (New, _) => form.PathOfNew is null ? null : await Scenes.OfNewAsync(http, book),
            _ when !form.OfExisting && Asked("correct") is null || !Key().IsMatch(id) => null,
            (_, CommandForm.Campaigns) => await Scenes.OfCampaignAsync(http, book, id),
            (_, CommandForm.Plans) => await Scenes.OfPlanAsync(http, book, id),
            (_, CommandForm.Officers) => await Scenes.OfOfficerAsync(http, book, id),
            _ => await Scenes.OfFacilityAsync(http, book, id),
        };
        if (scene is null || of is not null && scene.State!.VersionOf($"{form.Of}/{of}") == 0)
            return null;
        scene = await (scene with { Of = of, Subject = Asked("subject") }).OfferingAsync(form, http);
        return Asked("correct") is not { } correct ? new FormDesk(form, scene)
            : long.TryParse(correct, NumberStyles.None, CultureInfo.InvariantCulture, out var entry) && Corrections.CorrectionForms.Links(scene).ContainsKey(entry) ? new FormDesk(form, scene, entry) : null;
    }

    public CommandPageModel Fresh() => new(this, Fields.DistinctBy(x => x.Id).ToDictionary(x => x.Id, x => x.Given, StringComparer.Ordinal), NewKey());

    internal static string NewKey() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    [GeneratedRegex("^[A-Za-z0-9_-]{1,80}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Key();
}

/// <summary>What the page of a form shows.</summary>
/// <param name="Values">What stands in each field, by its id.</param>
/// <param name="Key">Idempotency-Key: the same form sent twice has one effect.</param>
public sealed record CommandPageModel(FormDesk Desk, IReadOnlyDictionary<string, IReadOnlyList<string>> Values, string Key)
{
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>How often it was sent already and came back.</summary>
    public int Sent { get; init; }

    /// <summary>Heading over the errors; empty for their number.</summary>
    public Text Title { get; init; }

    /// <summary>What happened to the thing since the form was opened.</summary>
    public IReadOnlyList<Entry> Happened { get; init; } = [];

    /// <summary>Fields that have changed with it.</summary>
    public IReadOnlyList<FieldChange> Changes { get; init; } = [];
}

/// <summary>A field whose value in the ledger has changed since the form was opened.</summary>
/// <param name="Typed">What the officer typed; null where he left it as it was, so that it follows the ledger.</param>
public sealed record FieldChange(Words Label, string Then, string Now, string? Typed);
