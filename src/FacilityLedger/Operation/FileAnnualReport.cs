using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Obligations;
using FacilityLedger.Registration;
using Wolverine.Http;

namespace FacilityLedger.Operation;

/// <summary>Enters that the institution has handed in a yearly report.</summary>
/// <param name="Kind"><c>care</c>, or a report that its nature owes: <c>enterprise</c>, <c>nonprofit-sponsor</c>, <c>nonprofit</c>.</param>
public sealed record FileAnnualReport(int Year, string Kind, DateOnly OccurredOn);

/// <summary>The report of a year was handed in; that of the next is owed from here on.</summary>
/// <param name="Next">Its term; null where that duty has begun already, or the policy no longer knows one.</param>
public sealed record AnnualReportFiled(int Year, string Kind, Deadline? Next, DateOnly OccurredOn) : IFact, IMeets, IStartsClock
{
    public string Thing => "operation";
    public IEnumerable<string> Meets => [YearlyDuty.Key(Kind, Year)];
    public IEnumerable<Deadline?> Deadlines => [Next];
}

public static class FileAnnualReportEndpoint
{
    public static readonly Rule Owed = new("report-not-owed", 422, "管理规范 38", new("只登记机构在该日应报送的年度报告", "A yearly report is one that the institution owed on that day"));
    public static readonly Rule Once = new("report-filed-once", 422, "管理规范 38", new("该年度报告已报送", "The report of this year was handed in already"));

    [Gives("operation.report")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/operation/reports")]
    public static Decision Decide(FileAnnualReport command, [Decides] Facility facility, Circumstances c)
    {
        // Whoever has ended its service but is registered still owes the registrar its report.
        if (Guard.Against(c, facility, "operation.report", command.OccurredOn, "operation", closed: true) is { } no)
            return no;
        if (facility.Registration.Status == RegistrationStatus.Cancelled)
            return Guard.Closed.Refuse(("state", facility.Status));
        return facility.Obligations.All.GetValueOrDefault(YearlyDuty.Key(command.Kind, command.Year)) switch
        {
            { Open: true } duty when duty.Since <= command.OccurredOn && command.Year <= command.OccurredOn.Year =>
                Decision.Of(new AnnualReportFiled(command.Year, command.Kind, YearlyDuty.After(duty.Deadline, c) is { } next && !facility.Obligations.All.ContainsKey(next.Key) ? next : null, command.OccurredOn)),
            { MetOn: { } met } when met == command.OccurredOn => Decision.Nothing,
            { MetOn: { } met } => Once.Refuse(("met", met)),
            _ => Owed.Refuse(("year", command.Year)),
        };
    }
}
