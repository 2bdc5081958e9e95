using System.Security.Cryptography;
using System.Text;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Import;

/// <summary>What a snapshot of a register adds to what the ledger knows of one site. Nothing when it repeats what is known; one that is older than what was taken over adds visits and violations that were
/// not known, and changes none.</summary>
public static class ImportSnapshot
{
    /// <summary>All snapshots, in the order of their days. Reports about a site that is not listed yet wait for its listing.</summary>
    /// <returns>The facts, and the rows that still wait.</returns>
    public static (IReadOnlyList<IFact> Facts, IReadOnlyList<(SourceRow Source, int Number)> Waiting) Decide(string stream, Facility? facility, IEnumerable<Snapshot> snapshots, TakenFiles taken, Circumstances c)
    {
        var facts = new List<IFact>();
        var waiting = new Stack<Snapshot>();
        foreach (var snapshot in snapshots.OrderBy(x => x.Day))
        {
            Take(Listing(facility, snapshot, taken.Newest(RegisterPart.BasicInfo), c));
            waiting.Push(snapshot);
            // Of all that waited for the listing the youngest word counts.
            while (facility?.Register.Entry is not null && waiting.TryPop(out var reports))
            {
                Take(Visits(facility, reports, taken.Newest(RegisterPart.InspectionSummaries), c));
                Take(Violations(facility, reports, taken.Newest(RegisterPart.InspectionInfo), c));
            }
        }
        return (facts, [.. waiting.SelectMany(x => x.Reports)]);

        void Take(IEnumerable<IFact> news)
        {
            foreach (var fact in news.ToList())
            {
                facility = Facility.Next(facility, new Entry(stream, (facility?.Version ?? 0) + 1, fact, c.Department));
                facts.Add(fact);
            }
        }
    }

    private static IEnumerable<IFact> Listing(Facility? facility, Snapshot snapshot, DateOnly newest, Circumstances c)
    {
        var was = facility?.Register ?? RegisterState.None;
        if (snapshot.Listing is null || snapshot.Day < was.AsOf || snapshot.Day < newest)
            yield break;
        if (snapshot.Line is not { } line)
        {
            if (was.Entry is null || was.Delisted)
                yield break;
            yield return new FacilityDelisted(snapshot.Listing, snapshot.Day);
            if (Shown(was.Entry with { Status = FacilityStatus.Delisted }) is { } gone)
                yield return gone;
            yield break;
        }
        var entry = line.Entry.InWordsOf(was.Entry);
        if (was.Entry is null)
            yield return new FacilityImported(entry, line.Source, snapshot.Day);
        else if (was.Delisted)
            yield return new FacilityRelisted(line.Source, snapshot.Day);
        if (was.Entry is not null && RegisterChange.Between(was.Entry, entry) is { } change)
            yield return new RegisterEntryChanged(change, line.Source, snapshot.Day);
        if ((was.Delisted || was.Entry != entry) && Shown(entry) is { } shown)
            yield return shown;

        DisclosurePublished? Shown(RegisterEntry entry) => Disclosing.Auto(c, facility, "listing", "register", snapshot.Day, entry.Fields);
    }

    private static IEnumerable<IFact> Visits(Facility facility, Snapshot snapshot, DateOnly newest, Circumstances c)
    {
        var (register, day) = (facility.Register, Shown(snapshot, facility));
        var restates = snapshot.Day >= newest && snapshot.Day >= register.VisitsAsOf;
        var known = register.Visits.ToLookup(x => (x.Value.Date, x.Value.Type));
        var left = register.Visits.ToDictionary();
        foreach (var group in snapshot.Visits.GroupBy(x => (x.Date, x.Type)))
        {
            // What was taken back is rewritten last, and is back with its own words.
            var was = known[group.Key].OrderBy(x => x.Value.TakenBack).ThenBy(x => x.Value.Ordinal).ToList();
            var matching = Matching.Of(
                [.. group], was, (row, x) => !x.Value.TakenBack && LineBreaks.Same(row.Summary, x.Value.Summary),
                (row, x) => LineBreaks.Same(row.Summary, x.Value.Summary));
            foreach (var key in was.Select(x => x.Key).Except(matching.Left.Select(x => x.Key), StringComparer.Ordinal))
                left.Remove(key);
            var ordinal = was.Count;
            foreach (var (row, of) in matching.News)
            {
                if (of.Key is not null && !restates)
                    continue;
                var at = of.Key is null ? ++ordinal : of.Value.Ordinal;
                var id = of.Key ?? IdOf($"visit {row.Date:O} {row.Type} {at}");
                yield return of.Key is null ? new VisitReported(id, row.Date, row.Type, at, row.Summary, row.Source, day) : new VisitRestated(id, row.Summary, row.Source, day);
                if (Disclosing.Auto(c, facility, "visit", $"visits/{id}", day, new() { ["date"] = row.Date, ["type"] = row.Type, ["ordinal"] = at, ["summary"] = row.Summary }) is { } shown)
                    yield return shown;
            }
        }
        if (restates && snapshot.VisitsIn is { } file && snapshot.Visits.Count > 0)
        {
            var first = snapshot.Visits.Min(row => row.Date);
            foreach (var fact in TakenBack(facility, "visit", "visits", left.Where(x => !x.Value.TakenBack && x.Value.Date >= first).Select(x => x.Key), file, day))
                yield return fact;
        }
    }

    private static IEnumerable<IFact> Violations(Facility facility, Snapshot snapshot, DateOnly newest, Circumstances c)
    {
        var (register, day) = (facility.Register, Shown(snapshot, facility));
        var restates = snapshot.Day >= newest && snapshot.Day >= register.ViolationsAsOf;
        var known = register.Violations.ToLookup(x => (x.Value.Date, x.Value.Code));
        var left = register.Violations.ToDictionary();
        foreach (var group in snapshot.Violations.GroupBy(x => (x.Date, x.Code)))
        {
            var was = known[group.Key].OrderBy(x => x.Value.TakenBack).ThenBy(x => x.Value.Ordinal).ToList();
            var matching = Matching.Of([.. group], was,
                (row, x) => !x.Value.TakenBack && SaysSame(row, x.Value), (row, x) => LineBreaks.Same(row.Summary, x.Value.Summary));
            foreach (var key in was.Select(x => x.Key).Except(matching.Left.Select(x => x.Key), StringComparer.Ordinal))
                left.Remove(key);
            var ordinal = was.Count;
            foreach (var (row, of) in matching.News)
            {
                if (of.Key is not null && !restates)
                    continue;
                var at = of.Key is null ? ++ordinal : of.Value.Ordinal;
                var id = of.Key ?? IdOf($"violation {row.Date:O} {row.Code} {at}");
                yield return of.Key is null
                    ? new ViolationReported(id, row.Date, at, row.Summary, row.Category, row.Code, row.Status, row.Source, day)
                    : new ViolationRestated(id, row.Summary, row.Category, row.Status, row.Source, day);
                var fields = new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["date"] = row.Date,
                    ["summary"] = row.Summary,
                    ["category"] = row.Category,
                    ["code"] = row.Code,
                    ["reportedStatus"] = row.Status,
                };
                if (Disclosing.Auto(c, facility, "violation", $"reports/{id}", day, fields) is { } shown)
                    yield return shown;
            }
        }
        if (restates && snapshot.ViolationsIn is { } file && snapshot.Violations.Count > 0)
        {
            var first = snapshot.Violations.Min(row => row.Date);
            foreach (var fact in TakenBack(facility, "violation", "reports", left.Where(x => !x.Value.TakenBack && x.Value.Date >= first).Select(x => x.Key), file, day))
                yield return fact;
        }
    }

    private static bool SaysSame(ViolationRow row, ReportedViolation x) =>
        LineBreaks.Same(row.Summary, x.Summary) && LineBreaks.Same(row.Category, x.Category) && LineBreaks.Same(row.Status, x.ReportedStatus);

    // A register shows a site's visits of some years, and the violations of the last: what is older than all that a file says of the site has aged out and means nothing. What is not, and has no row, stood
    // there by a slip.
    private static IEnumerable<IFact> TakenBack(Facility facility, string kind, string things, IEnumerable<string> ids, string file, DateOnly day)
    {
        foreach (var id in ids.Order(StringComparer.Ordinal))
        {
            yield return new ReportTakenBack($"{things}/{id}", file, day);
            foreach (var ended in facility.Ended(day, Disclosing.Key(kind, $"{things}/{id}")))
                yield return ended;
        }
    }

    // Nothing is said of a site on days before the register had it.
    private static DateOnly Shown(Snapshot snapshot, Facility facility) => snapshot.Day > facility.Register.Since ? snapshot.Day : facility.Register.Since;

    private static string IdOf(FormattableString what) => Base32.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant(what))))[..10];
}
