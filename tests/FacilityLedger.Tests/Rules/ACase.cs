using FacilityLedger.Cases;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspections;
using FacilityLedger.Obligations;
using FacilityLedger.Policies;
using FacilityLedger.Registration;
using FacilityLedger.Violations;
using Xunit;
using Entry = FacilityLedger.Facilities.Entry;

namespace FacilityLedger.Tests.Rules;

/// <summary>A case of the health bureau about one violation, in its states; days are counted in November 2026, and today is 30 November 2027.</summary>
internal static class ACase
{
    public static readonly PolicyBook Book = new([PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policies", "370323.json"))], sample: false);
    public static readonly Officer[] Officers = [new("wj-1", "鲁C-001"), new("wj-2", "鲁C-002")];
    public static readonly CasePenalty[] Fine = [new("F", "5000.00")];

    /// <summary>Opened on the 4th.</summary>
    public static Facility Opened()
    {
        var facility = After(null, FindFacilityEndpoint.Decide(new("某处", "370323001", "某路 1 号", Day(1)), null, By()));
        facility = After(facility, OpenInspectionEndpoint.Decide(new(["CARE"], ["WJ"], Officers, Day(2), Clue: "12345"), facility, null, By()));
        var inspection = facility.Inspections.All.Keys.Single();
        facility = After(facility, RecordFindingEndpoint.Decide(new("CARE", 2, "示例", Day(2), "CAR-01"), inspection, facility, By()));
        facility = After(facility, RecordViolationEndpoint.Decide(new("CAR-01", new($"inspections/{inspection}", facility.Inspections.All[inspection].Findings[0].Id), Day(3)), facility, By()));
        return After(facility, OpenCaseEndpoint.Decide(new([.. facility.Violations.All.Keys], Officers, Day(4)), facility, By()));
    }

    public static Facility Noticed(CasePenalty[] penalties) => On(Opened(), new NoticePenalty(penalties, Day(5)), NoticePenaltyEndpoint.Decide);

    /// <summary>A fine of 5,000 yuan, decided on the 16th.</summary>
    public static Facility Decided() => On(Noticed(Fine), new DecidePenalty(Fine, "沂卫罚〔2026〕9号", Day(16)), DecidePenaltyEndpoint.Decide);

    /// <summary>Served on the 17th: paid in time until 2 December.</summary>
    public static Facility Served() => On(Decided(), new ServePenalty("direct", Day(17)), ServePenaltyEndpoint.Decide);

    public static Facility On<T>(Facility facility, T command, Func<T, string, Facility, Circumstances, Decision> decide, string account = "wj-3") => After(facility, decide(command, Id(facility), facility, By("WJ", account)));

    /// <summary>Demands that the command is refused by the rule.</summary>
    public static void Not<T>(string rule, Facility facility, T command, Func<T, string, Facility, Circumstances, Decision> decide, string account = "wj-3") => Assert.Equal(rule, decide(command, Id(facility), facility, By("WJ", account)).Refusal?.Rule.Code);

    /// <summary>Demands that the command changes nothing.</summary>
    public static void Nothing<T>(Facility facility, T command, Func<T, string, Facility, Circumstances, Decision> decide)
    {
        var decision = decide(command, Id(facility), facility, By());
        Assert.Null(decision.Refusal);
        Assert.Empty(decision.Events);
    }

    public static string Id(Facility facility) => facility.Cases.All.Keys.Single();

    public static Case Of(Facility facility) => facility.Cases.All.Values.Single();

    public static Obligation Due(Facility facility, string duty) => facility.Obligations.All[$"cases/{Id(facility)}/{duty}"];

    /// <summary>Days of November 2026; the 31st is 1 December.</summary>
    public static DateOnly Day(int day) => new DateOnly(2026, 10, 31).AddDays(day);

    public static Circumstances By(string department = "WJ", string account = "wj-3") =>
        new(new(account, department, ["officer", "evaluator"]), Book, new(2027, 11, 30, 3, 0, 0, TimeSpan.Zero), System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(account)));

    public static Facility After(Facility? facility, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(facility, (state, fact) => Facility.Next(state, new Entry("370323-CASE000001", (state?.Version ?? 0) + 1, fact, "WJ")))!;
    }
}
