using FacilityLedger.Corrections;
using FacilityLedger.Credit;
using FacilityLedger.Disclosure;
using FacilityLedger.Filing;
using FacilityLedger.Inspectors;
using FacilityLedger.Operation;
using FacilityLedger.Policies;
using FacilityLedger.Registration;
using FacilityLedger.Violations;

namespace FacilityLedger.Sample;

/// <summary>The lives of an invented county of some forty institutions, from November 2021 to the day before today. Ordinary lives first, then those to which something happened.</summary>
public sealed partial class SampleCounty
{
    private readonly PolicyBook book;
    private readonly DateOnly today;
    private readonly IReadOnlyList<SamplePlan> plans;
    private readonly OfficerRegister register;
    private readonly List<SampleLife> lives = [];
    private readonly SampleRow[] rows = SampleRows.Read();
    private readonly SampleCampaign in2023, in2025, in2026;

    private SampleCounty(PolicyBook book, DateOnly today, IReadOnlyList<SamplePlan> plans, OfficerRegister register)
    {
        (this.book, this.today, this.plans, this.register) = (book, today, plans, register);
        (in2023, in2025, in2026) = (new(book, 2023), new(book, 2025), new(book, 2026));
        Ordinary();
        Kindergartens();
        Filings();
        Violations();
        Cases();
        Corrections();
        Endings();
        Recent();
        Registrations();
        lives.ForEach(x => x.LiveUntil(today));
        in2023.Closed(new(2023, 12, 20));
        in2025.Closed(new(2025, 12, 19));
    }

    /// <summary>All that is done in the county, in the order in which it is entered.</summary>
    /// <exception cref="SampleException">A rule refuses something that the sample does.</exception>
    public static IReadOnlyList<SampleAct> Live(PolicyBook book, DateOnly today)
    {
        // Who may be drawn follows from all lives until then, and what happens to those drawn from the draw: the county is lived once before it and once with it.
        var officers = SampleOfficer.Of(book);
        var certified = new OfficerRegister([.. officers.Select(x => x.State!)]);
        var drawn = Planned(book, certified);
        var before = new SampleCounty(book, today, drawn, certified);
        foreach (var plan in drawn)
            plan.Draw(before.lives);
        var county = new SampleCounty(book, today, drawn, certified);
        return [.. new[] { county.in2023, county.in2025, county.in2026 }.SelectMany(x => x.Acts).Concat(officers.SelectMany(x => x.Acts)).Concat(drawn.SelectMany(x => x.Acts)).Concat(county.lives.SelectMany(x => x.Acts)).OrderBy(x => x.At)];
    }

    private void Ordinary()
    {
        foreach (var (n, registered, quality) in new (int, DateOnly, double)[]
        {
            (1, new(2021, 11, 22), 0.96), (8, new(2022, 2, 14), 0.88), (9, new(2022, 3, 1), 0.8), (11, new(2022, 3, 21), 0.84), (16, new(2022, 9, 5), 0.76),
            (19, new(2023, 1, 9), 0.82), (36, new(2023, 2, 6), 0.72), (46, new(2023, 4, 10), 0.9), (50, new(2024, 5, 13), 0.85), (58, new(2024, 9, 2), 0.93),
        })
        {
            var life = Opened(n, registered, taken: 0.55 + n % 4 * 0.12);
            Yearly(life, registered.Year + 1, 2023);
            if (registered.Year < 2023)
                in2023.Assess(life, new(2023, 10, 9 + n), quality - 0.05);
            Yearly(life, Math.Max(2024, registered.Year + 1), 2025);
            in2025.Assess(life, new(2025, 10, 13 + n % 10), quality);
            Yearly(life, 2026, 2026);
        }
        // A hospital has two sites under one code.
        var hospital = new SampleRow("沂源县禾澜医院托育部", "PUBLIC", "EMPLOYER", SampleRows.Code("12370323", "YY000101"), "370323001", 40);
        for (var site = 1; site <= 2; site++)
        {
            var life = New(100 + site);
            life.Registered(hospital with { Name = hospital.Name + (site == 1 ? "（历山院区）" : "（南麻院区）"), Town = site == 1 ? "370323001" : "370323002" }, new(2023, 6, 5 + site), site);
            life.Filed(new(2023, 6, 26), 40);
            life.Declared(new(2023, 8, 28), 40, 0.8);
            Yearly(life, 2024, 2026);
        }
    }

    // A class in a kindergarten is filed with two authorities.
    private void Kindergartens()
    {
        foreach (var (n, registered) in new (int, DateOnly)[] { (3, new(2022, 1, 10)), (6, new(2022, 3, 7)), (14, new(2022, 8, 15)), (17, new(2023, 2, 20)), (25, new(2023, 9, 4)), (30, new(2024, 2, 26)) })
            Yearly(Opened(n, registered, taken: 0.7), registered.Year + 1, 2026);
        var dismissed = Opened(38, new(2024, 3, 11), taken: 0.6);
        var inspection = dismissed.Inspected(new(2025, 4, 14), "WJ", "CARE", ("CAR-07", 1, "公示的户外活动时间与当日安排不一致"));
        var violation = dismissed.Recorded(new(2025, 4, 15), inspection, "CAR-07");
        dismissed.On(new(2025, 4, 21), "WJ-2", (facility, c) => DismissViolationEndpoint.Decide(new("not-established", new(2025, 4, 21)), violation, facility, c));
        dismissed.Published(new(2025, 4, 25), inspection);
        Yearly(dismissed, 2025, 2026);
    }

    private void Filings()
    {
        var supplemented = New(2);
        supplemented.Registered(rows[2], new(2022, 1, 17));
        supplemented.Received(new(2022, 2, 14), 40, "FM5");
        supplemented.On(new(2022, 2, 16), "WJ-1", (facility, c) => AskSupplementEndpoint.Decide(new(["FM5"], new(2022, 2, 16)), facility, c));
        supplemented.Filed(new(2022, 2, 22), 40);
        supplemented.Declared(new(2022, 4, 6), 40, 0.75);
        Yearly(supplemented, 2023, 2026);

        var nonconforming = New(4);
        nonconforming.Registered(rows[4], new(2022, 5, 9));
        nonconforming.Received(new(2022, 5, 30), 60);
        nonconforming.Receipted(new(2022, 6, 2));
        nonconforming.On(new(2022, 6, 15), "WJ-1", (facility, c) => NotifyNonconformityEndpoint.Decide(new(["CAR-03", "HEA-01"], new(2022, 6, 15)), facility, c));
        nonconforming.On(new(2022, 7, 11), "WJ-2", (facility, c) => ConfirmConditionsEndpoint.Decide(new(new(2022, 7, 11)), facility, c));
        nonconforming.Declared(new(2022, 9, 1), 60, 0.5);
        Yearly(nonconforming, 2023, 2026);

        var late = New(5);
        late.Registered(rows[5], new(2022, 6, 6));
        late.Filed(new(2022, 6, 20), 20, receiptAfter: 8, confirmedAfter: 14);
        late.Declared(new(2022, 9, 1), 20, 0.9);
        Yearly(late, 2023, 2026);

        var moved = Opened(61, new(2023, 5, 15), taken: 0.65);
        Yearly(moved, 2024, 2024);
        moved.On(new(2025, 2, 17), "SP-1", (facility, c) => ChangeRegistrationEndpoint.Decide(new(new(2025, 2, 17), Address: "中庄镇示例新路 2 号"), facility, c));
        moved.On(new(2025, 2, 27), "WJ-1", (facility, c) => ChangeFilingEndpoint.Decide(new(new(2025, 2, 27), Premises: new("leased", new(2031, 2, 28))), facility, c));
        Yearly(moved, 2026, 2026);

        var mistyped = New(35);
        mistyped.Registered(rows[35], new(2023, 10, 9));
        mistyped.Filed(new(2023, 10, 23), 20);
        mistyped.Declared(new(2023, 12, 4), 200, 0.7);
        mistyped.On(new(2023, 12, 5), "WJ-1", (facility, c) => VoidEntryEndpoint.Decide(new(facility.Touched["operation"].Entry, "typing-error", new(2023, 12, 5), "托位数多录一个零"), facility, [], c));
        mistyped.Declared(new(2023, 12, 5), 20, 0.7);
        Yearly(mistyped, 2024, 2026);

        // Found on a patrol, registered and filed afterwards.
        var found = New(56);
        found.Begin(new(2023, 9, 6), "T370323107-1", (facility, c) => FindFacilityEndpoint.Decide(new("中庄镇椴涧看护点", "370323107", "中庄镇示例路 66 号", new(2023, 9, 6), "patrol"), facility, c));
        found.On(new(2023, 10, 16), "SP-1", (facility, c) => RegisterFacilityEndpoint.DecideFound(SampleEpisodes.Registration(found, rows[56], new(2023, 10, 16)), facility, c));
        found.Filed(new(2023, 10, 30), 50);
        found.Declared(new(2024, 2, 19), 50, 0.5);
        Yearly(found, 2025, 2026);

        // Found, and still not registered.
        New(63).Begin(new(2026, 6, 10), "T370323104-2", (facility, c) => FindFacilityEndpoint.Decide(new("悦庄镇集市旁看护点", "370323104", "悦庄镇示例路 7 号", new(2026, 6, 10), "complaint"), facility, c));
        New(60).Registered(rows[53], new(2026, 8, 24));
    }

    private void Endings()
    {
        var closed = Opened(12, new(2022, 4, 11), taken: 0.4);
        Yearly(closed, 2023, 2023);
        closed.On(new(2024, 6, 28), "WJ-1", (facility, c) => TerminateServiceEndpoint.Decide(new(new(31, ["transferred", "returned-home"]), new(2024, 6, 28)), facility, c));

        var paused = Opened(10, new(2022, 5, 23), taken: 0.6);
        Yearly(paused, 2023, 2023);
        paused.On(new(2024, 7, 15), "WJ-1", (facility, c) => SuspendOperationEndpoint.Decide(new("own-decision", new(2024, 7, 15)), facility, c));
        paused.On(new(2024, 9, 2), "WJ-1", (facility, c) => ResumeOperationEndpoint.Decide(new(new(2024, 9, 2)), facility, c));
        Yearly(paused, 2025, 2026);

        // Its operator gave it up; another took the place and the code over under a new registration.
        var former = Opened(18, new(2022, 11, 14), taken: 0.5);
        former.On(new(2023, 12, 18), "SP-1", (facility, c) => CancelRegistrationEndpoint.Decide(new("application", new(2023, 12, 18)), facility, c));
        var again = New(118);
        again.Registered(rows[18], new(2024, 1, 22), former: former.Id);
        again.Filed(new(2024, 2, 19), 60);
        again.Declared(new(2024, 3, 18), 60, 0.6);
        Yearly(again, 2025, 2026);
    }

    // What is open today, so that the officers' day has something in it.
    private void Recent()
    {
        SampleLife Older(int n)
        {
            var life = Opened(n, new(2024, 4, 8), taken: 0.75);
            Yearly(life, 2025, 2026);
            return life;
        }

        var overdue = Older(20);
        var inspection = overdue.Inspected(overdue.Ago(24), "WJ", "CARE", ("CAR-04", 2, "一名保育人员未经培训"));
        overdue.Shown(overdue.Ago(21), overdue.Ordered(overdue.Ago(23), inspection, "CAR-04", 15));
        overdue.Published(overdue.Ago(16), inspection);

        var running = Older(21);
        inspection = running.Inspected(running.Ago(6), "XF", "FIRE", ("FIR-01", 2, "两具灭火器压力不足"));
        running.Ordered(running.Ago(5), inspection, "FIR-01");

        var half = New(22);
        half.Registered(rows[22], half.Ago(30));
        half.Received(half.Ago(4), 40);
        half.Receipted(half.Ago(2), half.Now.Filing.Authorities[0]);

        var received = New(23);
        received.Registered(rows[23], received.Ago(25));
        received.Received(received.Ago(2), 80);

        var lacking = New(24);
        lacking.Registered(rows[24], lacking.Ago(40));
        lacking.Received(lacking.Ago(6), 60, "FM4");
        lacking.On(lacking.Ago(3), "WJ-1", (facility, c) => AskSupplementEndpoint.Decide(new(["FM4"], lacking.Ago(3)), facility, c));

        var unpublished = Older(26);
        unpublished.Inspected(unpublished.Ago(17), "WJ GA", "CARE SECURITY");

        var reported = Older(27);
        inspection = reported.Inspected(reported.Ago(12), "WJ", "HEALTH", ("HEA-12", 2, "玩具消毒记录不全"));
        reported.Reported(reported.Ago(3), reported.Ordered(reported.Ago(11), inspection, "HEA-12", 10), "消毒记录已补齐");

        var changed = Older(28);
        changed.On(changed.Ago(8), "SP-2", (facility, c) => ChangeRegistrationEndpoint.Decide(new(changed.Ago(8), Name: rows[28].Name.Replace("楸坞", "楸坞阳光", StringComparison.Ordinal)), facility, c));

        var notified = New(29);
        notified.Registered(rows[29], notified.Ago(60));
        notified.Received(notified.Ago(20), 30);
        notified.Receipted(notified.Ago(17));
        notified.On(notified.Ago(9), "WJ-1", (facility, c) => NotifyNonconformityEndpoint.Decide(new(["CAR-06"], notified.Ago(9)), facility, c));

        var suspended = Older(32);
        suspended.On(suspended.Ago(15), "WJ-1", (facility, c) => SuspendOperationEndpoint.Decide(new("own-decision", suspended.Ago(15)), facility, c));

        in2026.Begin(Older(47), overdue.Ago(7), 0.9, scored: 20);
    }

    /// <summary>Registered, filed a few weeks later, and open with classes after that.</summary>
    private SampleLife Opened(int n, DateOnly registered, double taken)
    {
        var life = New(n);
        life.Registered(rows[n], registered);
        var received = life.After(registered, 10 + n % 7);
        life.Filed(received, rows[n].Places, 2 + n % 3, 8 + n % 5);
        life.Declared(life.After(received, 25 + n % 10), rows[n].Places, taken);
        return life;
    }

    /// <summary>An inspection a year that finds nothing wrong: every other year several departments come together, and under a plan they always do.</summary>
    private static void Yearly(SampleLife life, int from, int to)
    {
        for (var year = from; year <= to; year++)
        {
            var day = life.After(new(year, 2 + life.Number % 7, 3 + life.Number * 5 % 22), 0);
            if (day > life.Ago(30))
                return;
            if (life.Plans.FirstOrDefault(x => x.Year == year && x.State!.Department == "WJ") is { } plan)
                life.Passed(day, "WJ XF SC", plan, 6 + life.Number % 8);
            else if ((year + life.Number) % 2 == 0)
                life.Passed(day, "WJ XF SC", "CARE FIRE FOOD", 6 + life.Number % 8);
            else
                life.Passed(day, "WJ", "CARE HEALTH", 5 + life.Number % 9);
        }
    }

    private static void Counted(SampleLife life, DateOnly on, string rule, string violation) =>
        life.On(on, "WJ-2", (facility, c) => ChangeCreditEndpoint.Decide(new(rule, ViolationBook.Thing(violation), on), facility, c));

    private SampleLife New(int n)
    {
        var life = new SampleLife(book, today, n, plans, register);
        lives.Add(life);
        Visited(life);
        return life;
    }
}
