using System.Globalization;

namespace FacilityLedger.FaultTests;

/// <summary>Two snapshots of an invented register, each site in both: in the second it has more places, and a visit was reported.</summary>
internal sealed class Register : IDisposable
{
    private const string Listing = "Site ID,Center Name,Permit Holder,Address,Borough,Zip Code,Phone,Permit Number,Permit Expiration Date,Permit Status,Age Range,Maximum Capacity,Certified to Administer Medication,Site Type";
    private const string Summaries = "Site ID,Visit Date,Visit Type,Summary";

    /// <param name="sites">Number of sites.</param>
    /// <param name="first">Number of the first; ids sort as their numbers do.</param>
    public Register(int sites, int first = 0)
    {
        var ids = Enumerable.Range(first, sites).Select(Id).ToList();
        Write("BasicInfo_2014_06_09.csv", Listing, ids.Select((x, n) => Site(x, 20 + n % 50)));
        Write("BasicInfo_2014_07_14.csv", Listing, ids.Select((x, n) => Site(x, 25 + n % 50)));
        Write("InspectionSummaries_2014_07_14.csv", Summaries, ids.Select(x => $"{x},07/01/2014,PUBLIC HEALTH SANITATION INSPECTION,Passed."));
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("register-").FullName;

    public static string Id(int number) => $"DC{number.ToString("00000", CultureInfo.InvariantCulture)}";

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Site(string id, int capacity) =>
        string.Create(CultureInfo.InvariantCulture, $"{id},LITTLE ONES {id},\"HOLDER, INC.\",1 ROAD,BRONX,10468,718-000-0000,P{id},07/31/2015,Permitted,2 YEARS - 5 YEARS,{capacity},No,Private");

    private void Write(string name, string header, IEnumerable<string> rows) => File.WriteAllLines(Path.Combine(Folder, name), [header, .. rows]);
}
