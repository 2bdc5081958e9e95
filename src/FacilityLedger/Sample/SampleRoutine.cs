using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Obligations;
using FacilityLedger.Operation;
using FacilityLedger.Policies;

namespace FacilityLedger.Sample;

/// <summary>What an institution declares by itself as the years go by: staff, fees, places, and each yearly report in time.</summary>
internal static class SampleRoutine
{
    private const int Fortnight = 14;

    /// <summary>The next such act and the day on which it is entered; null where nothing is to be declared.</summary>
    public static (DateOnly Day, Func<Facility, DateOnly, Circumstances, Decision> Decide)? Next(Facility facility) => Acts(facility).OrderBy(x => x.Day).Select(x => ((DateOnly, Func<Facility, DateOnly, Circumstances, Decision>)?)x).FirstOrDefault();

    private static IEnumerable<(DateOnly Day, Func<Facility, DateOnly, Circumstances, Decision> Decide)> Acts(Facility facility)
    {
        foreach (var duty in facility.Obligations.OpenOnes.Where(x => x.Status == ObligationStatus.Open && x.Deadline.Key.StartsWith(YearlyDuty.Reports, StringComparison.Ordinal)))
        {
            var (kind, year) = (duty.Deadline.Clock[LedgerNames.AnnualReport("").Length..], duty.Deadline.DueOn.Year);
            yield return (Later(duty.Deadline.DueOn.AddDays(-Fortnight), duty.Since), (_, on, c) => FileAnnualReportEndpoint.Decide(new(year, kind, on), facility, c));
        }
        if (facility.Closed || facility.Operation is not { Status: OperationStatus.InService, Classes.Count: > 0 } operation)
            yield break;
        var declared = facility.Touched["operation"].OccurredOn.AddDays(Fortnight);
        if (operation.Staff is null || operation.Breaches.Any(x => x.Rule == StaffStandards.CarersTooFew.Code))
            yield return (declared, Staff);
        else if (facility.Obligations.All.GetValueOrDefault($"operation/{StaffStandards.HealthClock}") is { Status: ObligationStatus.Open } due)
            yield return (due.Deadline.DueOn.AddDays(-Fortnight), Staff);
        if (operation.Fees is null)
            yield return (declared, Fees);
        if (operation.Occupancy?.Taken != operation.Classes.Sum(x => x.Children))
            yield return (declared, Places);
    }

    private static Decision Staff(Facility facility, DateOnly on, Circumstances c)
    {
        var (policy, classes) = (c.Book.On(on), facility.Operation.Classes);
        var carers = classes.Select(x => (x.Children, Ratio: policy.ClassGroupOf(facility.Registration.Kind, x.Type)!.ChildrenPerCarer)).Sum(x => (x.Children + x.Ratio - 1) / x.Ratio);
        StaffEntry One(StaffRole role, int n) => new(role.Code, [.. role.Certificates.Select(x => new HeldCertificate(x))], true, on, on, Id: facility.Operation.Staff?.Where(x => x.Role == role.Code).ElementAtOrDefault(n)?.Id);
        return DeclareStaffEndpoint.Decide(new([.. policy.StaffRoles.SelectMany(x => Enumerable.Range(0, x.Counts == "carer" ? Math.Max(1, carers) : 1).Select(n => One(x, n)))], on), facility, c);
    }

    private static Decision Fees(Facility facility, DateOnly on, Circumstances c)
    {
        var care = facility.Operation.Classes.Select(x => x.Type).Distinct(StringComparer.Ordinal).Select(x => new Fee("full-day", "CARE", Yuan.From(x switch { "INFANT" => 1880m, "JUNIOR" => 1380m, _ => 1180m }), "month", x));
        return DeclareFeesEndpoint.Decide(new([.. care, new("full-day", "MEALS", Yuan.From(18m), "day")], on), facility, c);
    }

    private static Decision Places(Facility facility, DateOnly on, Circumstances c)
    {
        var (operation, taken) = (facility.Operation, facility.Operation.Classes.Sum(x => x.Children));
        return ReportPlacesEndpoint.Decide(new(operation.Places!.Value, Math.Max(0, operation.Places.Value - taken), taken, operation.InclusivePlaces!.Value, on), facility, c);
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
