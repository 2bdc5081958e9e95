using FacilityLedger.Import;
using FacilityLedger.Policies;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FacilityLedger.BrowserTests.County;

/// <summary>A small register of the second jurisdiction in the form in which the city publishes it; every line is invented.</summary>
internal sealed class Register(IServiceProvider services)
{
    private const string Listing = "Site ID,Center Name,Permit Holder,Address,Borough,Zip Code,Phone,Permit Number,Permit Expiration Date,Permit Status,Age Range,Maximum Capacity,Certified to Administer Medication,Site Type";
    private const string Summaries = "Site ID,Visit Date,Visit Type,Summary";
    private const string Info = "Site ID,Visit Date,Regulation Summary,Violation Category,Code-Sub-Section,Violation Status";
    private const string Health = "PUBLIC HEALTH SANITATION INSPECTION";
    private const string Education = "EARLY CHILDHOOD EDUCATION CONSULTANT VISIT";
    private const string Floors = "At time of inspection floors/walls ceilings were observed not maintained; in disrepair or covered in a toxic finish.";
    private const string Screening = "Child care service failed to arrange/conduct criminal/SCR background clearance checks for required individuals; failed to re-clear required individuals with the SCR every two years.";
    private const string Clean = "No Cause for Action - There were no violations found at the time of this inspection.";

    public async Task ImportAsync()
    {
        var folder = Directory.CreateTempSubdirectory("browser-register-");
        try
        {
            Write(folder, "BasicInfo_2014_06_09.csv", Listing,
                "DC1,THE INVENTED LITTLE ONES OF A LONG AVENUE EARLY CHILDHOOD DEVELOPMENT ALUMNI CENTER  INC./ SITE III (TODDLER),\"INVENTED COMMITTEE OF A LONG AVENUE, INC./LITTLE ONES\",2169 EXAMPLE AVENUE,BROOKLYN,11223,718-555-0100,13237,03/06/2016,Permitted,0 YEARS - 2 YEARS,17,Yes,Private",
                "DC2,EXAMPLE STREET HEAD START,EXAMPLE HOLDER,1 EXAMPLE STREET,BRONX,10468,718-555-0101,13238,05/31/2014,Expired-InRenewal,2 YEARS - 5 YEARS,120,No,ACS Head Start");
            Write(folder, "InspectionSummaries_2014_06_12.csv", Summaries,
                [$"DC1,03/21/2014,{Education},{Floors}", $"DC1,03/21/2014,{Education},\"{Screening}\"", $"DC1,11/04/2013,{Health},{Clean}", .. Enumerable.Range(1, 9).Select(i => $"DC1,0{i}/07/2012,{Health},{Clean}")]);
            Write(folder, "InspectionInfo_2014_06_09.csv", Info, $"DC1,03/21/2014,{Floors},GENERAL,47.41 (j),CORRECTED", $"DC1,03/21/2014,\"{Screening}\",CRITICAL,47.19 (a) (b) (c),", $"DC1,11/04/2013,\"{Screening}\",PUBLIC HEALTH HAZARD,47.19 (d),CORRECTED");
            var output = new StringWriter();
            var code = await ImportCommand.RunAsync(["us-nyc", folder.FullName], services.GetRequiredService<IDocumentStore>(), services.GetRequiredService<PolicyShelf>(), services.GetRequiredService<TimeProvider>(), output, default);
            Assert.True(code == 0, output.ToString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Write(DirectoryInfo folder, string name, params string[] lines) => File.WriteAllText(Path.Combine(folder.FullName, name), string.Join('\n', lines) + "\n");
    private static void Write(DirectoryInfo folder, string name, string header, IEnumerable<string> lines) => Write(folder, name, [header, .. lines]);
}
