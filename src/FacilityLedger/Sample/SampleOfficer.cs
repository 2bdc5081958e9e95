using System.Globalization;
using FacilityLedger.Facilities;
using FacilityLedger.Inspectors;
using FacilityLedger.Policies;

namespace FacilityLedger.Sample;

/// <summary>An invented officer with a certificate from before the county begins.</summary>
internal sealed class SampleOfficer : SampleStream<OfficerFile>
{
    private const int Each = 4;
    private static readonly DateOnly Certified = new(2021, 11, 1);

    private SampleOfficer(PolicyBook book, string department, int n) : base(book, string.Create(CultureInfo.InvariantCulture, $"officer {department} {n}")) =>
        Enter(Certified, $"{department}-1", (file, c) => CertifyOfficerEndpoint.Decide(new(
            string.Create(CultureInfo.InvariantCulture, $"{department}-{n}@{book.Jurisdiction}"), string.Create(CultureInfo.InvariantCulture, $"SAMPLE-{book.Jurisdiction}-{department}-{n}"), Certified), file, c));

    /// <summary>Four officers of each department that keeps a register.</summary>
    public static IReadOnlyList<SampleOfficer> Of(PolicyBook book) =>
        [.. from department in book.On(Certified).Departments where department.May("inspection.officer") && department.Domains.Count > 0 from n in Enumerable.Range(1, Each) select new SampleOfficer(book, department.Code, n)];

    protected override OfficerFile? Replay(IEnumerable<Entry> entries) => OfficerFile.Replay(entries);

    protected override OfficerFile? Next(OfficerFile? before, Entry entry) => OfficerFile.Next(before, entry);
}
