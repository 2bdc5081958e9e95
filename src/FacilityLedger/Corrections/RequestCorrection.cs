using System.Text.Json;
using System.Text.Json.Nodes;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspectors;
using JasperFx.Events;
using Marten;
using Wolverine.Http;
using Entry = FacilityLedger.Facilities.Entry;

namespace FacilityLedger.Corrections;

/// <summary>Asks that an entry be corrected: the same command again as it should have been given. Another officer decides.</summary>
/// <param name="Entry">Version of any event of the decision that was wrong.</param>
/// <param name="Path">Path of the command below the institution: <c>operation/classes</c>; of one that made it below the jurisdiction: <c>facilities</c>.</param>
/// <param name="Command">Its body, with the right values.</param>
/// <param name="Ground"><c>typing-error</c>, <c>fact-corrected</c>, <c>objection</c> or <c>other</c>.</param>
/// <param name="Explanation">In words, for the file; sealed.</param>
public sealed record RequestCorrection(long Entry, string Path, JsonElement Command, string Ground, DateOnly OccurredOn, string? Explanation = null) : INamesOfficers;

/// <summary>An officer asked for a correction. Nothing counts differently yet.</summary>
/// <param name="Entry">Version of the first event of the decision that was wrong.</param>
/// <param name="Last">Version of the last event that it appended.</param>
/// <param name="Of">The thing that the entry concerns.</param>
/// <param name="Facts">All that the right command decides in the state of then.</param>
/// <param name="EnteredBy">Account: somebody else decides.</param>
public sealed record CorrectionRequested(
    string Correction, long Entry, long Last, string Of, string Ground, Sealed? Explanation, IReadOnlyList<StoredFact> Facts, string Department, string EnteredBy, Deadline? DecisionDue, DateOnly OccurredOn) : IFact, IStartsClock
{
    public string Thing => CorrectionBook.Thing(Correction);
    public IEnumerable<Deadline?> Deadlines => [DecisionDue];
}

public static class RequestCorrectionEndpoint
{
    public static readonly Rule Counts = new("correction-of-an-entry", 422, "DESIGN 2", new("该记录不存在、已作废，或不是部门录入的记录", "The entry does not exist, was voided, or was not made by a department"));
    public static readonly Rule OwnEntry = new("correction-own-department", 403, "DESIGN 2", new("只能由录入部门更正", "Only the department that made the entry may correct it"));
    public static readonly Rule Same = new("correction-same-command", 422, "DESIGN 2", new("更正内容须是同一事项的同一种记录", "What corrects an entry is the same kind of entry about the same thing"));
    public static readonly Rule Nothing = new("correction-leaves-nothing", 422, "DESIGN 2", new("按更正内容不会产生任何记录，请作废", "With these values nothing would have been recorded: void the entry"));
    public static readonly Rule Passes = new("correction-passes-another", 422, "DESIGN 2", new("更正后的日期越过了相关事项的另一条记录；请先更正或作废该记录", "By the corrected day the entry would pass another that it has to do with: correct or void that one first"));
    public static readonly Rule Pending = new("correction-pending", 422, "DESIGN 2", new("该记录已有待决定的更正申请", "A correction of this entry waits to be decided"));
    public static readonly Rule Malformed = new("correction-command-malformed", 422, "DESIGN 4", new("更正内容不是该命令的内容", "The body is not that of the command"));

    private static readonly string[] Grounds = ["typing-error", "fact-corrected", "objection", "other"];

    /// <summary>The file as it is entered, behind the lock.</summary>
    public static async Task<CorrectedFile> LoadAsync(RequestCorrection command, IEventStream<Facility> stream, IDocumentSession session, CancellationToken cancellation)
    {
        var stored = (await session.Events.FetchStreamAsync(stream.Key!, token: cancellation)).Where(x => x.Data is IFact).ToList();
        var entries = stored.ConvertAll(Facilities.Entry.Of);
        var wrong = CorrectedFile.ActOf(entries, command.Entry);
        var by = stored.FirstOrDefault(x => x.Version == command.Entry)?.UserName ?? "none";
        var sealedThere = wrong.SelectMany(x => CorrectedFile.SealedIn(JsonSerializer.SerializeToNode(x.Fact, x.Fact.GetType(), LedgerJson.Options))).ToList();
        var opened = (await session.LoadManyAsync<VaultEntry>(cancellation, sealedThere)).ToDictionary(x => x.Id, x => x.Value, StringComparer.Ordinal);
        return new(entries, by, opened) { Beside = await BesideAsync(command, session, cancellation) };
    }

    [Gives("correction.request")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/corrections")]
    public static Decision Decide(RequestCorrection command, [Decides] Facility facility, CorrectedFile file, Circumstances c)
    {
        if (Guard.Against(c, facility, "correction.request", command.OccurredOn, closed: true) is { } no)
            return no;
        if (!Grounds.Contains(command.Ground))
            return Guard.Code.Refuse(("field", "ground"), ("known", string.Join(' ', Grounds)));
        if ((Guard.Text("explanation", command.Explanation, 2000, optional: true, lines: true) ?? (Guard.Text("path", command.Path) is null ? null : Malformed.Refuse(("field", "path")))) is { } malformed)
            return malformed;
        var wrong = CorrectedFile.ActOf(file.Entries, command.Entry);
        if (wrong is not [{ Fact: var was } first, ..] || !Correctable(was) || Amended.Of(file.Entries).All(x => x.Version != first.Version || Amended.IsShown(x.Fact)) || facility.Assessments.Of(was.Thing) is { Frozen: true })
            return Counts.Refuse(("entry", command.Entry));
        if (first.Department != c.Department)
            return OwnEntry.Refuse(("department", c.Department), ("enteredBy", first.Department));
        if (facility.Corrections.All.AtHand.Any(x => x.Status == CorrectionStatus.Requested && x.Entry == first.Version))
            return Pending.Refuse(("entry", first.Version));

        var again = Again(command, was, file, first.Version, c with { Actor = c.Actor with { Account = file.By } });
        if (again is null)
            return Same.Refuse(("path", command.Path));
        if (again.Refusal is { } refused)
            return refused;
        if (again.Events.Count == 0)
            return Nothing.Refuse();
        if (again.Events[0].GetType() != was.GetType() || again.Events[0].Thing != was.Thing)
            return Same.Refuse(("path", command.Path), ("thing", was.Thing));
        if (file.Passed(new(first.Version, wrong[^1].Version, was.Thing), again.Events[0].OccurredOn) is { } passed)
            return Passes.Refuse(("occurredOn", again.Events[0].OccurredOn), ("of", passed.Thing), ("on", passed.OccurredOn));
        if (file.Says(again.Events, again.Kept, file.Counting(first.Version)))
            return Decision.Nothing;

        var (id, explanation) = (c.NewId("correction"), c.SealIf("explanation", command.Explanation));
        return Decision.Of(new CorrectionRequested(id, first.Version, wrong[^1].Version, was.Thing, command.Ground, explanation?.Sealed, [.. again.Events.Select(StoredFact.Of)], c.Department, c.Actor.Account,
                c.DeadlineIf(CorrectionBook.DecisionDuty(id), "correction-decision", command.OccurredOn), command.OccurredOn))
            .Keep(explanation)
            .KeepOf(again);
    }

    // A body that cannot be read is refused by the decision.
    private static async Task<object?> BesideAsync(RequestCorrection command, IDocumentSession session, CancellationToken cancellation)
    {
        try
        {
            return await Redecision.BesideAsync(command.Path, command.Command, session, cancellation);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // What the ledger wrote by itself is not corrected; what was shown has a correction of its own; and an amendment is amended by the next.
    private static bool Correctable(IFact fact) =>
        !Amended.IsShown(fact) && fact is not (IAmends or CorrectionRequested or CorrectionRejected) && !fact.Thing.StartsWith("obligations/", StringComparison.Ordinal);

    private static Decision? Again(RequestCorrection command, IFact was, CorrectedFile file, long entry, Circumstances c)
    {
        try
        {
            return Redecision.Decide(command.Path, command.Command, file.Before(entry), file.Beside, c with { Ids = Redecision.IdsOf(was) });
        }
        catch (JsonException e)
        {
            return Malformed.Refuse(("at", e.Path ?? "$"));
        }
    }
}

/// <summary>The events of a wrong decision, and what it was about.</summary>
public readonly record struct CorrectionSpan(long Entry, long Last, string Of);

/// <summary>A file with what a correction needs of it.</summary>
/// <param name="Entries">Every entry, in order.</param>
/// <param name="By">Account that made the wrong entry.</param>
/// <param name="Sealed">What lies behind the sealed values of the wrong entry, by id.</param>
public sealed record CorrectedFile(IReadOnlyList<Entry> Entries, string By, IReadOnlyDictionary<string, string> Sealed)
{
    /// <summary>What the command reads beside the file, as it is now.</summary>
    public object? Beside { get; init; }

    /// <summary>Every entry of a stream.</summary>
    internal static async Task<IReadOnlyList<Entry>> ReadAsync(IDocumentSession session, string stream, CancellationToken cancellation) =>
        [.. (await session.Events.FetchStreamAsync(stream, token: cancellation)).Where(x => x.Data is IFact).Select(Entry.Of)];

    /// <summary>The entries that one decision appended, by the version of any of them.</summary>
    public static IReadOnlyList<Entry> ActOf(IReadOnlyList<Entry> entries, long version)
    {
        var at = entries.ToList().FindIndex(x => x.Version == version);
        if (at < 0)
            return [];
        if (entries[at].Request is not { } request)
            return [entries[at]];
        var first = at;
        while (first > 0 && entries[first - 1].Request == request)
            first--;
        return [.. entries.Skip(first).TakeWhile(x => x.Request == request)];
    }

    /// <summary>Ids of the sealed values in it.</summary>
    public static IEnumerable<string> SealedIn(JsonNode? content) => content switch
    {
        JsonObject { Count: 2 } x when x["id"] is { } id && x["hash"] is not null => [id.GetValue<string>()],
        JsonObject x => x.SelectMany(m => SealedIn(m.Value)),
        JsonArray x => x.SelectMany(SealedIn),
        _ => [],
    };

    /// <summary>The state that the decision found, as far as it counts now.</summary>
    public Facility? Before(long version) => Amended.Of(Entries).Where(x => x.Version < version).Aggregate((Facility?)null, Facility.Next);

    /// <summary>What counts now of the decision that began with this version, without what it showed.</summary>
    public IReadOnlyList<IFact> Counting(long first) =>
        Entries.Select(x => x.Fact).OfType<EntryCorrected>().LastOrDefault(x => x.Entry == first) is { } corrected
            ? [.. corrected.Facts.Select(x => x.Read())]
            : [.. ActOf(Entries, first).Select(x => x.Fact).Where(x => !Amended.IsShown(x))];

    /// <summary>A counting fact that the entry would pass if it had happened on the other day: of its own thing, of one that its decisions look at, one that meets a term of it, or one that ends something.</summary>
    public IFact? Passed(CorrectionSpan wrong, DateOnly now)
    {
        var was = Counting(wrong.Entry)[0].OccurredOn;
        return Amended.Of(Entries).Where(x => (x.Version < wrong.Entry || x.Version > wrong.Last) && !Amended.IsShown(x.Fact) && x.Fact is not (IAmends or CorrectionRequested or CorrectionRejected) && !IsMark(x.Fact.Thing))
            .FirstOrDefault(x => (x.Fact is IDrops || Circle(x.Fact.Thing) == Circle(wrong.Of) || x.Fact is IMeets { Meets: var keys } && keys.Any(k => k.StartsWith($"{wrong.Of}/", StringComparison.Ordinal))) && Before(x, was) != Before(x, now)).Fact;

        bool Before(Entry x, DateOnly day) => (x.Fact.OccurredOn, x.Version).CompareTo((day, wrong.Entry)) < 0;
    }

    private static bool IsMark(string thing) => thing.StartsWith("obligations/", StringComparison.Ordinal);

    // Decisions hold the days of the institution's own papers in order with each other, and those of what inspectors did.
    private static string Circle(string thing) => thing.Split('/')[0] switch
    {
        "registration" or "premises" or "filing" or "operation" => "papers",
        "inspections" or "violations" or "cases" or "credit" or "repairs" or "objections" or "proposals" or "awards" or "serious-breaches" => "enforcement",
        _ => thing,
    };

    /// <summary>Whether these facts say what those say, behind the seals too. How the calendar of today counts a term is no difference.</summary>
    public bool Says(IEnumerable<IFact> these, IEnumerable<VaultEntry> kept, IEnumerable<IFact> those)
    {
        var opened = new Dictionary<string, string>(Sealed, StringComparer.Ordinal);
        foreach (var entry in kept)
            opened[entry.Id] = entry.Value;
        return these.Where(x => !Amended.IsShown(x)).Select(x => Open(x, opened)).SequenceEqual(those.Select(x => Open(x, opened)), StringComparer.Ordinal);
    }

    private static string Open(IFact fact, IReadOnlyDictionary<string, string> values)
    {
        var content = JsonSerializer.SerializeToNode(fact, fact.GetType(), LedgerJson.Options);
        Open(content, values);
        return CanonicalJson.Of(new { fact.GetType().Name, content });
    }

    private static void Open(JsonNode? content, IReadOnlyDictionary<string, string> values)
    {
        if (content is JsonObject { Count: 2 } secret && secret["id"] is JsonValue id && secret["hash"] is not null && values.TryGetValue(id.GetValue<string>(), out var value))
        {
            secret["id"] = value;
            secret["hash"] = "";
        }
        else if (content is JsonObject term && term["dueOn"] is not null && term["dueAt"] is not null)
            foreach (var counted in (string[])["dueOn", "dueAt", "provisional"])
                term.Remove(counted);
        else if (content is JsonObject members)
            foreach (var member in members.Select(x => x.Value).ToList())
                Open(member, values);
        else if (content is JsonArray list)
            foreach (var item in list)
                Open(item, values);
    }
}
