using System.Security.Cryptography;
using System.Text;
using FacilityLedger.Cases;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Incidents;
using FacilityLedger.Inspections;
using FacilityLedger.Obligations;
using FacilityLedger.Operation;
using FacilityLedger.Policies;
using FacilityLedger.Registration;
using FacilityLedger.Violations;
using Xunit;
using Entry = FacilityLedger.Facilities.Entry;

namespace FacilityLedger.Tests.Rules;

/// <summary>What happened to children, and the complaints about it: who has to hear of it within which hours, who stops the service, and what may rest on it.</summary>
public sealed class IncidentRuleTests
{
    private static readonly PolicyBook Book = new([PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policies", "370323.json"))], sample: false);
    private static readonly ReportIncident Abuse = new("ABUSE", "public", 1, At(20, 9), At(20, 10), "示例经过");
    private static readonly Officer Named = new("wj-1", "鲁C-001");
    private static readonly SuspendOperation Stop = new("ordered", Day(20), "未成年人保护法 11；人口与计划生育法 41", Officer: Named);
    private static readonly NoteComplaint Complaint = new("12345-1", "HOTLINE", "CARE", "partly", Day(10), Day(12));

    [Fact]
    public void abuse_is_passed_on_to_each_body_and_the_service_stopped_within_two_hours()
    {
        var facility = Reported(Abuse);
        Assert.Equal((At(20, 12), Day(20), "hour", "WJ"), (Due(facility, "transfer-GA").DueAt, Due(facility, "transfer-GA").DueOn, Due(facility, "transfer-GA").Unit, Due(facility, "transfer-GA").Owner));
        Assert.Equal(["suspension", "transfer-GA", "transfer-JT"], facility.Obligations.OpenOnes.Select(x => x.Deadline.Key.Split('/')[2]).Order(StringComparer.Ordinal));
        // The police owe no word to themselves; the bureau that may stop the service owes that.
        var police = After(Found(), ReportIncidentEndpoint.Decide(Abuse, Found(), By("GA")));
        Assert.Equal([("suspension", "WJ"), ("transfer-JT", "GA"), ("transfer-WJ", "GA")], police.Obligations.OpenOnes.Select(x => (x.Deadline.Key.Split('/')[2], x.Deadline.Owner)).Order());
    }

    [Fact]
    public void the_education_bureau_hears_of_a_kindergarten_class_and_of_nothing_else()
    {
        var injury = Abuse with { Kind = "INJURY" };
        Assert.Equal(["transfer-GA"], Reported(injury).Obligations.OpenOnes.Select(x => x.Deadline.Key.Split('/')[2]));
        var kindergarten = Found() with { Registration = Found().Registration with { Kind = "KG_CLASS" } };
        Assert.Equal(["transfer-GA", "transfer-JT"], After(kindergarten, ReportIncidentEndpoint.Decide(injury, kindergarten, By())).Obligations.OpenOnes.Select(x => x.Deadline.Key.Split('/')[2]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void a_transfer_counts_by_its_hour_and_a_suspension_by_its_day()
    {
        var facility = Reported(Abuse);
        var late = On(facility, new TransferIncident("GA", At(20, 13)), TransferIncidentEndpoint.Decide);
        Assert.Equal((ObligationStatus.MetLate, At(20, 13)), (State(late, "transfer-GA"), late.Obligations.All[$"incidents/{Id(late)}/transfer-GA"].MetAt));
        // Another transfer to the same body, made earlier and entered later, was the first.
        Assert.Equal(ObligationStatus.Met, State(On(late, new TransferIncident("GA", At(20, 11)), TransferIncidentEndpoint.Decide), "transfer-GA"));
        Assert.Equal(ObligationStatus.Met, State(On(facility, new TransferIncident("GA", At(20, 12)), TransferIncidentEndpoint.Decide), "transfer-GA"));
        Assert.Equal(ObligationStatus.MetLate, State(On(facility, new TransferIncident("GA", At(21, 9)), TransferIncidentEndpoint.Decide), "transfer-GA"));
        var told = On(facility, new TransferIncident("XF", At(20, 11), "移 1"), TransferIncidentEndpoint.Decide);
        Assert.Equal((ObligationStatus.Open, "XF"), (State(told, "transfer-GA"), told.Incidents.All.Values.Single().Transfers[0].To));
        Assert.Empty(TransferIncidentEndpoint.Decide(new("XF", At(20, 11)), Id(told), told, By()).Events);
        Assert.Equal(ObligationStatus.Met, State(After(facility, SuspendOperationEndpoint.Decide(Stop with { Incident = Id(facility) }, facility, By())), "suspension"));
        Assert.Equal(ObligationStatus.MetLate, State(After(facility, SuspendOperationEndpoint.Decide(Stop with { Incident = Id(facility), OccurredOn = Day(21) }, facility, By())), "suspension"));
    }

    [Fact]
    public void a_term_in_hours_falls_due_on_its_own_day_and_is_met_afterwards_by_what_was_in_time()
    {
        var facility = Reported(Abuse);
        Assert.Empty(FallDue.Decide(facility, By() with { Now = At(20, 12).AddSeconds(-1) }).Events);
        var marks = FallDue.Decide(facility, By() with { Now = At(20, 12) });
        Assert.All(marks.Events.Cast<ObligationFellDue>(), x => Assert.Equal((Day(20), Day(20)), (x.DueOn, x.OccurredOn)));
        Assert.Equal(3, marks.Events.Count);
        var overdue = After(facility, marks);
        Assert.Equal(ObligationStatus.Overdue, State(overdue, "transfer-GA"));
        Assert.Equal(-1, DayBook.Of(overdue, Book, Day(20)).First().Workdays);
        Assert.Equal(ObligationStatus.Met, State(On(overdue, new TransferIncident("GA", At(20, 11)), TransferIncidentEndpoint.Decide), "transfer-GA"));
    }

    [Fact]
    public void a_term_in_hours_may_end_on_the_next_day()
    {
        var facility = Reported(Abuse with { ReportedAt = At(20, 23) });
        Assert.Equal((Day(20), Day(21), At(21, 1)), (Due(facility, "transfer-GA").From, Due(facility, "transfer-GA").DueOn, Due(facility, "transfer-GA").DueAt));
        Assert.Equal(Day(20), facility.Incidents.All.Values.Single().ReportedOn);
    }

    [Fact]
    public void whether_the_institution_told_it_late_is_known_where_it_told_it()
    {
        Incident Told(ReportIncident command) => Reported(command).Incidents.All.Values.Single();
        Assert.Equal((null, (bool?)null), (Told(Abuse).ReportDue, Told(Abuse).ToldLate));
        Assert.Equal((At(20, 9), (bool?)null), (Told(Abuse with { Source = "institution" }).ReportDue!.DueAt, Told(Abuse with { Source = "institution" }).ToldLate));
        var injury = new ReportIncident("INJURY", "institution", 1, At(20, 9), At(20, 10));
        Assert.Equal((false, true), (Told(injury).ToldLate, Told(injury with { ReportedAt = At(20, 10).AddMinutes(1) }).ToldLate));
        // What the institution owed before anybody knew is no open duty.
        Assert.DoesNotContain(Reported(injury).Obligations.All.Keys, x => x.EndsWith("/report", StringComparison.Ordinal));
    }

    [Fact]
    public void a_report_is_malformed_or_lies_ahead()
    {
        var facility = Found();
        void No(string rule, ReportIncident command, string by = "WJ") => Refused(rule, ReportIncidentEndpoint.Decide(command, facility, By(by)));
        No("department-may-not", Abuse, "SP");
        No("code-unknown", Abuse with { Kind = "WEATHER" });
        No("code-unknown", Abuse with { Source = "rumour" });
        No("incident-children", Abuse with { Affected = -1 });
        No("incident-children", Abuse with { Affected = 1001 });
        No("incident-learnt-first", Abuse with { LearntAt = At(20, 11) });
        No("not-in-the-future", Abuse with { ReportedAt = At(24, 12) });
        No("not-in-the-future", Abuse with { ReportedAt = At(25, 9) });
        No("date-absurd", Abuse with { LearntAt = DateTimeOffset.MinValue });
        No("text-malformed", Abuse with { Narrative = "\u0007" });
    }

    [Fact]
    public void a_transfer_goes_to_another_department_and_not_before_the_report()
    {
        var facility = Reported(Abuse);
        void No(string rule, TransferIncident command, string? id = null) => Refused(rule, TransferIncidentEndpoint.Decide(command, id ?? Id(facility), facility, By()));
        No("incident-unknown", new("GA", At(20, 11)), "NOTHING");
        No("incident-to-another", new("WJ", At(20, 11)));
        No("code-unknown", new("ZZ", At(20, 11)));
        No("not-before-the-last", new("GA", At(20, 9)));
        No("not-before-the-last", new("GA", At(19, 9)));
        No("not-in-the-future", new("GA", At(24, 12)));
    }

    [Fact]
    public void the_service_is_stopped_by_a_named_officer_under_a_named_article_also_where_it_stands_still_or_never_was_registered()
    {
        var facility = Reported(Abuse);
        var stop = Stop with { Incident = Id(facility) };
        void No(string rule, SuspendOperation command, Facility? at = null) => Refused(rule, SuspendOperationEndpoint.Decide(command, at ?? facility, By()));
        No("suspension-named-officer", stop with { Officer = null });
        No("suspension-named-officer", stop with { Officer = new("wj-1", " ") });
        No("suspension-named-officer", stop with { Ground = "emergency", Basis = null });
        No("suspension-basis", stop with { Basis = null });
        No("code-unknown", stop with { Ground = "own-decision" });
        No("suspension-incident", stop with { Incident = "NOTHING" });
        No("not-before-the-last", stop with { OccurredOn = Day(19) });
        No("suspension-incident", stop, On(facility, new CloseIncident("unfounded", Day(20)), CloseIncidentEndpoint.Decide));
        No("not-before-the-last", stop with { OccurredOn = Day(21) }, On(facility, new CloseIncident("founded", Day(22)), CloseIncidentEndpoint.Decide));
        No("registered-first", Stop with { Incident = null });

        var stopped = After(facility, SuspendOperationEndpoint.Decide(stop, facility, By()));
        Assert.Equal((OperationStatus.Suspended, Day(20)), (stopped.Operation.Status, stopped.Incidents.All.Values.Single().SuspendedOn));
        Assert.Empty(SuspendOperationEndpoint.Decide(stop, stopped, By()).Events);
        Refused("not-before-the-last", CloseIncidentEndpoint.Decide(new("founded", Day(20)), Id(stopped), After(facility, SuspendOperationEndpoint.Decide(stop with { OccurredOn = Day(21) }, facility, By())), By()));

        var still = After(Registered(), SuspendOperationEndpoint.Decide(new("own-decision", Day(15)), Registered(), By()));
        still = After(still, ReportIncidentEndpoint.Decide(Abuse, still, By()));
        Assert.Single(SuspendOperationEndpoint.Decide(Stop with { Incident = Id(still) }, still, By()).Events, x => x is OperationSuspended { Incident: not null, Officer.Certificate: "鲁C-001" });
        Assert.Empty(SuspendOperationEndpoint.Decide(new("own-decision", Day(21)), still, By()).Events);
    }

    [Fact]
    public void an_incident_bears_a_violation_unless_it_was_unfounded()
    {
        var facility = Reported(Abuse);
        var record = new RecordViolation("CAR-13", new(IncidentBook.Thing(Id(facility))), Day(21));
        Refused("violation-rests-on-ground", RecordViolationEndpoint.Decide(record with { Ground = record.Ground with { Finding = "x" } }, facility, By()));
        Refused("violation-rests-on-ground", RecordViolationEndpoint.Decide(record with { Ground = new("incidents/NOTHING") }, facility, By()));
        Refused("not-before-the-last", RecordViolationEndpoint.Decide(record with { OccurredOn = Day(19) }, facility, By()));
        var borne = After(facility, RecordViolationEndpoint.Decide(record, facility, By()));
        Refused("violation-recorded-once", RecordViolationEndpoint.Decide(record, borne, By()));
        Refused("incident-bears-violation", CloseIncidentEndpoint.Decide(new("unfounded", Day(22)), Id(borne), borne, By()));
        Refused("code-unknown", CloseIncidentEndpoint.Decide(new("forgotten", Day(22)), Id(borne), borne, By()));
        var closed = On(borne, new CloseIncident("transferred-to-justice", Day(22)), CloseIncidentEndpoint.Decide);
        Assert.Equal((IncidentStatus.TransferredToJustice, ObligationStatus.Dropped), (closed.Incidents.All.Values.Single().Status, State(closed, "transfer-GA")));
        Assert.Empty(CloseIncidentEndpoint.Decide(new("transferred-to-justice", Day(22)), Id(closed), closed, By()).Events);
        Refused("incident-closed-once", CloseIncidentEndpoint.Decide(new("founded", Day(22)), Id(closed), closed, By()));
        var unfounded = On(facility, new CloseIncident("unfounded", Day(22)), CloseIncidentEndpoint.Decide);
        Refused("violation-rests-on-ground", RecordViolationEndpoint.Decide(record with { OccurredOn = Day(22) }, unfounded, By()));
        // A violation that was dismissed holds nothing any more.
        var dismissed = After(borne, DismissViolationEndpoint.Decide(new("not-established", Day(22)), borne.Violations.All.Keys.Single(), borne, By()));
        Assert.Single(CloseIncidentEndpoint.Decide(new("unfounded", Day(22)), Id(dismissed), dismissed, By()).Events);
    }

    [Fact]
    public void an_upheld_complaint_bears_a_violation_and_then_its_outcome_stays()
    {
        var facility = After(Found(), NoteComplaintEndpoint.Decide(Complaint, Found(), By()));
        var id = facility.Incidents.Complaints.Keys.Single();
        var record = new RecordViolation("CAR-01", new(IncidentBook.ComplaintThing(id)), Day(13));
        Assert.Empty(NoteComplaintEndpoint.Decide(Complaint with { OccurredOn = Day(13) }, facility, By()).Events);
        Refused("not-before-the-last", NoteComplaintEndpoint.Decide(Complaint with { Outcome = "unfounded", OccurredOn = Day(11) }, facility, By()));
        var other = After(facility, NoteComplaintEndpoint.Decide(Complaint with { Outcome = "unfounded", OccurredOn = Day(13) }, facility, By("WJ", "again")));
        Assert.Equal((id, false), (other.Incidents.Complaints.Values.Single().Id, other.Incidents.Complaints.Values.Single().Upheld));
        Refused("violation-rests-on-ground", RecordViolationEndpoint.Decide(record, other, By()));
        var borne = After(facility, RecordViolationEndpoint.Decide(record, facility, By()));
        Assert.Equal("complaints", borne.Violations.All.Values.Single().Ground.Thing.Split('/')[0]);
        Refused("complaint-bears-violation", NoteComplaintEndpoint.Decide(Complaint with { Outcome = "unfounded", OccurredOn = Day(14) }, borne, By()));
        // The act lay long before the complaint.
        Assert.Null(RecordViolationEndpoint.Decide(record with { EndedOn = Day(10) }, facility, By()).Refusal);
        Refused("violation-ended-before", RecordViolationEndpoint.Decide(record with { EndedOn = Day(11) }, facility, By()));
    }

    [Fact]
    public void the_outcome_of_a_complaint_is_malformed_or_of_others()
    {
        void No(string rule, NoteComplaint command, string by = "WJ") => Refused(rule, NoteComplaintEndpoint.Decide(command, Found(), By(by)));
        No("complaint-received-first", Complaint with { ReceivedOn = Day(13) });
        No("complaint-in-its-domain", Complaint, "XF");
        No("department-may-not", Complaint, "GA");
        No("code-unknown", Complaint with { Channel = "PIGEON" });
        No("code-unknown", Complaint with { Domain = "WEATHER" });
        No("code-unknown", Complaint with { Outcome = "perhaps" });
        No("text-malformed", Complaint with { Number = " " });
    }

    [Fact]
    public void persons_are_barred_once_by_a_decision_that_bars_them()
    {
        var facility = Reported(Abuse);
        facility = After(facility, RecordViolationEndpoint.Decide(new("CAR-13", new(IncidentBook.Thing(Id(facility))), Day(20)), facility, By()));
        facility = After(facility, OpenCaseEndpoint.Decide(new([.. facility.Violations.All.Keys], [Named, new("wj-2", "鲁C-002")], Day(20)), facility, By()));
        var of = facility.Cases.All.Keys.Single();
        var noticed = After(facility, NoticePenaltyEndpoint.Decide(new([new("BAN"), new("F", "50000.00")], Day(20)), of, facility, By()));
        var bar = new BarPersons([new("示例甲", "370323000000000000"), new("示例乙")], Day(22));
        Facility Decided(params CasePenalty[] penalties) => After(noticed, DecidePenaltyEndpoint.Decide(new(penalties, "9", Day(21)), of, noticed, By()));
        Refused("bar-rests-on-decision", BarPersonsEndpoint.Decide(bar, of, noticed, By()));
        Refused("bar-rests-on-decision", BarPersonsEndpoint.Decide(bar, of, Decided(new CasePenalty("F", "50000.00")), By()));
        var decided = Decided(new CasePenalty("BAN"));
        Refused("barred-persons-named", BarPersonsEndpoint.Decide(bar with { Persons = [] }, of, decided, By()));
        Refused("barred-persons-named", BarPersonsEndpoint.Decide(bar with { Persons = [new(" ")] }, of, decided, By()));
        Refused("case-of-others", BarPersonsEndpoint.Decide(bar, of, decided, By("XF")));
        var decision = BarPersonsEndpoint.Decide(bar, of, decided, By());
        Assert.Equal(["示例甲", "370323000000000000", "示例乙"], decision.Kept.Select(x => x.Value));
        var barred = After(decided, decision);
        Assert.Equal(new PersonsBar(2, Day(22)), barred.Cases.All[of].Barred);
        Assert.Empty(BarPersonsEndpoint.Decide(bar, of, barred, By()).Events);
        Refused("barred-once", BarPersonsEndpoint.Decide(bar with { Persons = [new("示例丙")] }, of, barred, By()));
    }

    private static Facility Found() => After(null, FindFacilityEndpoint.Decide(new("某处", "370323001", "某路 1 号", Day(1)), null, By()));

    private static Facility Registered() => After(null, RegisterFacilityEndpoint.Decide(new("禾屿", "91370323YY000001XU", "FORPROFIT", "ORDINARY", "370323001", "路 1 号", "SP", "示例甲", "托育服务", Day(2)), null, By("SP")));

    private static Facility Reported(ReportIncident command) => Found() is var facility ? After(facility, ReportIncidentEndpoint.Decide(command, facility, By())) : facility;

    private static Facility On<T>(Facility facility, T command, Func<T, string, Facility, Circumstances, Decision> decide) => After(facility, decide(command, Id(facility), facility, By()));

    private static string Id(Facility facility) => facility.Incidents.All.Keys.Single();

    private static Deadline Due(Facility facility, string duty) => facility.Obligations.All[$"incidents/{Id(facility)}/{duty}"].Deadline;

    private static ObligationStatus State(Facility facility, string duty) => facility.Obligations.All[$"incidents/{Id(facility)}/{duty}"].Status;

    private static DateOnly Day(int day) => new(2026, 11, day);

    private static DateTimeOffset At(int day, int hour) => new(2026, 11, day, hour, 0, 0, TimeSpan.FromHours(8));

    private static Circumstances By(string department = "WJ", string seed = "") =>
        new(new($"{department.ToLowerInvariant()}-1", department, ["officer", "evaluator"]), Book, At(24, 11), SHA256.HashData(Encoding.UTF8.GetBytes(department + seed)));

    private static Facility After(Facility? facility, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(facility, (state, fact) => Facility.Next(state, new Entry("370323-INCIDENT01", (state?.Version ?? 0) + 1, fact, "WJ")))!;
    }

    private static void Refused(string rule, Decision decision) => Assert.Equal(rule, decision.Refusal?.Rule.Code);
}
