using System.Globalization;
using System.Text.Json;
using FacilityLedger.Cases;
using FacilityLedger.Corrections;
using FacilityLedger.Disclosure;
using FacilityLedger.Filing;
using FacilityLedger.Hosting;
using FacilityLedger.Inspections;
using FacilityLedger.Operation;
using FacilityLedger.Registration;
using FacilityLedger.Violations;

namespace FacilityLedger.Sample;

/// <summary>An institution of <c>synthetic-facilities.csv</c>: invented, with a credit code of a series that was never issued.</summary>
internal sealed record SampleRow(string Name, string Nature, string Kind, string Uscc, string Town, int Places);

/// <summary>What happens to institutions again and again, each as the commands that officers give.</summary>
internal static class SampleEpisodes
{
    public static void Registered(this SampleLife life, SampleRow row, DateOnly on, int site = 1, string? former = null)
    {
        var command = Registration(life, row, on) with { Site = site, Former = former };
        life.Begin(on, $"{command.Authority}-1", (facility, c) => RegisterFacilityEndpoint.Decide(command, facility, c));
    }

    /// <summary>An application with the authority that would register it.</summary>
    public static void Applied(this SampleLife life, SampleRow row, DateOnly on, string? sponsor = null)
    {
        var x = Registration(life, row, on);
        life.Begin(on, "SP-1", (facility, c) => ReceiveApplicationEndpoint.Decide(new(x.Name, x.Nature, x.Kind, x.Town, x.Address, x.Authority, x.LegalRepresentative, on, sponsor), facility, c));
    }

    public static RegisterFacility Registration(SampleLife life, SampleRow row, DateOnly on)
    {
        var town = life.Book.On(on).Divisions.First(x => x.Code == row.Town).Name.Zh;
        var authorities = life.Book.On(on).Nature(row.Nature)!.Authorities;
        return new(row.Name, row.Uscc, row.Nature, row.Kind, row.Town, $"{town}示例路 {10 + life.Number} 号", authorities[life.Number % authorities.Count], "示例甲", row.Kind == "FAMILY" ? "家庭托育服务" : "托育服务", on, Phone: "0533-0000000",
            ApprovalNumber: life.Book.On(on).Nature(row.Nature)!.ApprovedBy is null ? null : string.Create(CultureInfo.InvariantCulture, $"源编〔{on.Year}〕{life.Number}号"),
            Sponsor: life.Book.On(on).Nature(row.Nature)!.Sponsored ? "WJ" : null);
    }

    /// <summary>Handed in, given its receipts and found to meet the conditions.</summary>
    public static void Filed(this SampleLife life, DateOnly received, int places, int receiptAfter = 3, int confirmedAfter = 9)
    {
        life.Received(received, places);
        life.Receipted(life.After(received, receiptAfter));
        life.On(life.After(received, confirmedAfter), "WJ-2", (facility, c) => ConfirmConditionsEndpoint.Decide(new(life.After(received, confirmedAfter)), facility, c));
    }

    public static void Received(this SampleLife life, DateOnly received, int places, params string[] lacking)
    {
        var (lease, meals) = (life.Number % 3 != 0, places > 5);
        var (issued, classes) = (received.AddDays(-10), Groups(places).Select(x => new DeclaredClass(x.Type, 0, x.Most)).ToList());
        FiledMaterial[] materials =
        [
            new("FM1", Issuer: "SP"), new("FM2"), new("FM3", IssuedOn: issued), new("FM4", Issuer: "FY", IssuedOn: issued), new("FM5", IssuedOn: issued, Issuer: life.Number % 2 == 0 ? "XF" : "ZJ"),
            .. meals ? [new FiledMaterial("FM6", IssuedOn: issued.AddMonths(-1), Issuer: "SP", Number: string.Create(CultureInfo.InvariantCulture, $"JY3370323{life.Number:0000000}"))] : Array.Empty<FiledMaterial>(), new("FM8"), new("FM9"),
        ];
        var carers = classes.Sum(x => (x.Largest + 2) / 3);
        var setting = new Setting(new(Text(places * 9), Text(places * 6), Text(places * 3)), 1 + life.Number % 3, new("示例乙", true, true, true), new("示例丙", "0533-0000000"), new(1, carers, 1, meals ? 1 : 0, 1, 0),
            received.AddDays(40), "示例镇卫生院", received.AddDays(-1));
        var command = new SubmitFiling(life.Number % 4 == 0 ? ["full-day", "hourly"] : ["full-day", "half-day"], places, places * (4 + life.Number % 5) / 10, lease ? new("leased", received.AddYears(5)) : new("owned"), meals,
            [.. materials.Where(x => !lacking.Contains(x.Code))], received, classes, setting);
        life.On(received, "WJ-1", (facility, c) => SubmitFilingEndpoint.Decide(command, facility, c));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Every filing authority gives its receipt, one after the other.</summary>
    public static void Receipted(this SampleLife life, DateOnly on)
    {
        foreach (var authority in life.Now.Filing.Authorities)
        {
            life.Receipted(on, authority);
            on = life.After(on, 1);
        }
    }

    public static void Receipted(this SampleLife life, DateOnly on, string authority) => life.On(on, $"{authority}-1", (facility, c) =>
        IssueReceiptEndpoint.Decide(new(string.Create(CultureInfo.InvariantCulture, $"沂托备{(authority == facility.Filing.Authorities[0] ? "" : "教")}〔{on.Year}〕{life.Number:000}号"), on, on), facility, c));

    /// <summary>Declares classes for these places, filled to a share of them.</summary>
    public static void Declared(this SampleLife life, DateOnly on, int places, double taken)
    {
        var command = new DeclareClasses([.. Groups(places).Select(x => new DeclaredClass(x.Type, (int)(x.Most * taken), x.Most))], places, places * (4 + life.Number % 5) / 10, on);
        life.On(on, "WJ-1", (facility, c) => DeclareClassesEndpoint.Decide(command, facility, c));
    }

    /// <summary>An inspection of one department, or of several with the first in the lead, done in one day.</summary>
    /// <param name="found">What was found of the catalogue; nothing where all was right.</param>
    /// <returns>Its id.</returns>
    public static string Inspected(this SampleLife life, DateOnly on, string departments, string domains, params (string Item, int Severity, string Narrative)[] found) =>
        life.Inspected(life.Inspection(on, departments, domains), null, found);

    /// <summary>The same on another ground than the department's own clue.</summary>
    public static string Inspected(this SampleLife life, OpenInspection command, SamplePlan? plan, params (string Item, int Severity, string Narrative)[] found)
    {
        var (on, by, policy) = (command.OccurredOn, command.Departments, life.Book.On(command.OccurredOn));
        var opened = (InspectionOpened)life.On(on, $"{by[0]}-1", (facility, c) => OpenInspectionEndpoint.Decide(command, facility, plan?.State, c)).Events[0];
        foreach (var (item, severity, narrative) in found)
        {
            var domain = policy.Violation(item)!.Domain;
            var finder = by.First(x => policy.Department(x)!.Covers(domain));
            life.On(on, $"{finder}-2", (facility, c) => RecordFindingEndpoint.Decide(new(domain, severity, narrative, on, item), opened.Inspection, facility, c));
        }
        life.On(on, $"{by[0]}-1", (facility, c) => CompleteInspectionEndpoint.Decide(new(found.Length == 0 ? "no-problem" : "correction-ordered", on), opened.Inspection, facility, c));
        return opened.Inspection;
    }

    /// <summary>An inspection by the two officers of each department, on a clue of the first.</summary>
    public static OpenInspection Inspection(this SampleLife life, DateOnly on, string departments, string domains)
    {
        var by = departments.Split(' ');
        return new(domains.Split(' '), by, [.. by.SelectMany(life.Officers)], on, by.Length > 1 ? by[0] : null, Clue: string.Create(CultureInfo.InvariantCulture, $"{by[0]}-{on.Year}-{(on.Month + 2) / 3}"), Joint: by.Length > 1);
    }

    public static Officer[] Officers(this SampleLife life, string department) => [.. Enumerable.Range(1, 2).Select(n => life.Officer($"{department}-{n}"))];

    public static Officer Officer(this SampleLife life, string number) => new($"{number}@{life.Book.Jurisdiction}", $"SAMPLE-{life.Book.Jurisdiction}-{number}");

    /// <summary>The result of an inspection becomes public.</summary>
    public static void Published(this SampleLife life, DateOnly on, string inspection) =>
        life.On(on, $"{Lead(life, inspection)}-1", (facility, c) => PublishResultEndpoint.Decide(new(on), inspection, facility, c));

    /// <summary>An inspection that found nothing wrong, with its publication.</summary>
    public static void Passed(this SampleLife life, DateOnly on, string departments, string domains, int publishedAfter = 8) =>
        life.Published(life.After(on, publishedAfter), life.Inspected(on, departments, domains));

    /// <summary>The same under a plan, of all that the plan inspects everywhere.</summary>
    public static void Passed(this SampleLife life, DateOnly on, string departments, SamplePlan plan, int publishedAfter = 8)
    {
        var command = life.Inspection(on, departments, string.Join(' ', plan.State!.Items.Where(x => x.Coverage == "full").Select(x => x.Domain)));
        life.Published(life.After(on, publishedAfter), life.Inspected(command with { Clue = null, Plan = plan.Id }, plan));
    }

    /// <summary>A finding becomes a violation, and its rectification is ordered on the same day.</summary>
    /// <returns>The violation's id.</returns>
    public static string Ordered(this SampleLife life, DateOnly on, string inspection, string item, int? days = null)
    {
        var violation = life.Recorded(on, inspection, item);
        var department = life.Now.Violations.All[violation].Department;
        life.On(on, $"{department}-1", (facility, c) => OrderRectificationEndpoint.Decide(new(on, days), violation, facility, c));
        return violation;
    }

    public static string Recorded(this SampleLife life, DateOnly on, string inspection, string item)
    {
        var finding = life.Now.Inspections.All[inspection].Findings.First(x => x.Item == item);
        var department = life.Book.On(on).Violation(item)!.Departments[0];
        return ((ViolationRecorded)life.On(on, $"{department}-1", (facility, c) => RecordViolationEndpoint.Decide(new(item, new(InspectionBook.Thing(inspection), finding.Id), on), facility, c)).Events[0]).Violation;
    }

    public static void Reported(this SampleLife life, DateOnly on, string violation, string narrative, DateOnly? entered = null) =>
        life.On(on, $"{life.Now.Violations.All[violation].Department}-1", (facility, c) => ReportRectificationEndpoint.Decide(new(on, narrative), violation, facility, c), entered);

    /// <summary>Another officer than who entered the report looks.</summary>
    public static void Verified(this SampleLife life, DateOnly on, string violation, string outcome = "verified") =>
        life.On(on, $"{life.Now.Violations.All[violation].Department}-2", (facility, c) => VerifyRectificationEndpoint.Decide(new(outcome, on), violation, facility, c));

    /// <summary>A penalty on the spot.</summary>
    public static void Penalised(this SampleLife life, DateOnly on, string violation, string kind, string? amount = null) => life.On(on, $"{life.Now.Violations.All[violation].Department}-1", (facility, c) =>
        SummaryPenaltyEndpoint.Decide(new(kind, string.Create(CultureInfo.InvariantCulture, $"沂{facility.Violations.All[violation].Department}当罚〔{on.Year}〕{life.Number:000}号"), on, amount), violation, facility, c));

    /// <summary>A case on a violation, by the department that recorded it.</summary>
    /// <returns>The case's id.</returns>
    public static string Sued(this SampleLife life, DateOnly on, string violation)
    {
        var department = life.Now.Violations.All[violation].Department;
        return ((CaseOpened)life.On(on, $"{department}-1", (facility, c) => OpenCaseEndpoint.Decide(new([violation], life.Officers(department), on), facility, c)).Events[0]).Case;
    }

    /// <summary>A case from the notice to the payment: told, heard, decided, served, paid and closed, each some working days after the other.</summary>
    /// <returns>The day on which it was closed.</returns>
    public static DateOnly Fined(this SampleLife life, DateOnly noticed, string id, string amount, string statement)
    {
        var by = life.Now.Cases.All[id].Department;
        CasePenalty[] penalties = [new("F", amount)];
        var (heard, decided, served, paid, closed) = (life.After(noticed, 3), life.After(noticed, 8), life.After(noticed, 11), life.After(noticed, 19), life.After(noticed, 20));
        life.On(noticed, $"{by}-1", (facility, c) => NoticePenaltyEndpoint.Decide(new(penalties, noticed), id, facility, c));
        life.On(heard, $"{by}-2", (facility, c) => HearStatementEndpoint.Decide(new(statement, heard), id, facility, c));
        life.On(decided, $"{by}-1", (facility, c) => DecidePenaltyEndpoint.Decide(new(penalties, string.Create(CultureInfo.InvariantCulture, $"沂{by}罚〔{decided.Year}〕{life.Number:000}号"), decided), id, facility, c));
        life.On(served, $"{by}-2", (facility, c) => ServePenaltyEndpoint.Decide(new("direct", served), id, facility, c));
        life.PenaltyShown(life.After(served, 1), life.Now.Cases.All[id].Violations[0]);
        life.On(paid, $"{by}-1", (facility, c) => PayFineEndpoint.Decide(new(amount, string.Create(CultureInfo.InvariantCulture, $"示例票据 {life.Number:0000}"), paid), id, facility, c));
        life.On(closed, $"{by}-1", (facility, c) => CloseCaseEndpoint.Decide(new("performed", closed), id, facility, c));
        return closed;
    }

    /// <summary>An officer asks that the last entry of a thing be corrected.</summary>
    /// <returns>The correction's id.</returns>
    public static string Asked<T>(this SampleLife life, DateOnly on, string thing, string path, T command, string ground, string explanation)
    {
        var request = new RequestCorrection(life.Now.Touched[thing].Entry, path, JsonSerializer.SerializeToElement(command, LedgerJson.Options), ground, on, explanation);
        var file = new CorrectedFile(life.Entries, $"WJ-1@{life.Book.Jurisdiction}", new Dictionary<string, string>(StringComparer.Ordinal));
        return ((CorrectionRequested)life.On(on, "WJ-1", (facility, c) => RequestCorrectionEndpoint.Decide(request, facility, file, c)).Events[0]).Correction;
    }

    /// <summary>The town went by.</summary>
    /// <returns>The patrol's id.</returns>
    public static string Patrolled(this SampleLife life, DateOnly on, string? seen, params string[] domains) =>
        ((TerritorialPatrolReported)life.On(on, $"T{life.Now.Registration.Town}-1", (facility, c) => ReportPatrolEndpoint.Decide(new(domains, on, seen), facility, c)).Events[0]).Patrol;

    /// <summary>What the law lets the public see of a violation, as it stands.</summary>
    public static void Shown(this SampleLife life, DateOnly on, string violation)
    {
        life.LiveUntil(on);
        var shown = life.Now.Violations.All[violation];
        life.Shown(on, ViolationBook.Thing(violation), shown.Department, "violation", ViolationDisclosure.Of(shown));
    }

    public static void PenaltyShown(this SampleLife life, DateOnly on, string violation)
    {
        life.LiveUntil(on);
        var decided = life.Now.Violations.Decided(life.Now.Violations.All[violation].Penalty!.Of)!;
        life.Shown(on, decided.Penalty.Of, decided.Penalty.Department, ViolationDisclosure.Penalty, ViolationDisclosure.Of(life.Book, decided));
    }

    private static void Shown(this SampleLife life, DateOnly on, string about, string department, string kind, Dictionary<string, object?> fields)
    {
        var shown = fields.Where(x => x.Value is not null).ToDictionary(x => x.Key, x => JsonSerializer.SerializeToElement(x.Value, LedgerJson.Options), StringComparer.Ordinal);
        life.On(on, $"{department}-1", (facility, c) => PublishDisclosureEndpoint.Decide(new(kind, about, shown, on), facility, c));
    }

    private static string Lead(SampleLife life, string inspection) => life.Now.Inspections.All[inspection] is var x ? x.Lead ?? x.Departments[0] : "";

    private static IEnumerable<(string Type, int Most)> Groups(int places)
    {
        (string Type, int Most)[] kinds = places <= 5 ? [("MIXED", 5)] : [("INFANT", 10), ("JUNIOR", 15), ("SENIOR", 20), ("JUNIOR", 15)];
        for (var (left, i) = (places, 0); left > 0; left -= kinds[i % kinds.Length].Most, i++)
            yield return (kinds[i % kinds.Length].Type, Math.Min(kinds[i % kinds.Length].Most, left));
    }
}
