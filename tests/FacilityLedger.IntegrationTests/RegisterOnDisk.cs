using System.Text;
using FacilityLedger.Import;
using FacilityLedger.Policies;
using Microsoft.Extensions.DependencyInjection;

namespace FacilityLedger.IntegrationTests;

/// <summary>A folder of snapshots that a test writes, and the import of it.</summary>
public sealed class RegisterOnDisk : IDisposable
{
    public const string Listing = "Site ID,Center Name,Permit Holder,Address,Borough,Zip Code,Phone,Permit Number,Permit Expiration Date,Permit Status,Age Range,Maximum Capacity,Certified to Administer Medication,Site Type";
    private const string Summaries = "Site ID,Visit Date,Visit Type,Summary";
    private const string Info = "Site ID,Visit Date,Regulation Summary,Violation Category,Code-Sub-Section,Violation Status";

    public string Folder { get; } = Directory.CreateTempSubdirectory("register-").FullName;

    public string Rejects => Path.Combine(Folder, "rejects.txt");

    /// <summary>A line of the listing; only what matters to a test is said.</summary>
    public static string Site(string id, string name = "LITTLE ONES", string holder = "HOLDER, INC.", int capacity = 20, string status = "Permitted", string? permit = null) =>
        $"{id},\"{name}\",\"{holder}\",1 ROAD,BRONX,10468,718-000-0000,{permit ?? $"P{id}"},07/31/2015,{status},2 YEARS - 5 YEARS,{capacity},No,Private";

    public RegisterOnDisk List(string day, params string[] rows) => Write($"BasicInfo_{day}.csv", [Listing, .. rows]);

    public RegisterOnDisk Visit(string day, params string[] rows) => Write($"InspectionSummaries_{day}.csv", [Summaries, .. rows]);

    public RegisterOnDisk Violate(string day, params string[] rows) => Write($"InspectionInfo_{day}.csv", [Info, .. rows]);

    public RegisterOnDisk Write(string name, params string[] lines) => Write(name, Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));

    public RegisterOnDisk Write(string name, byte[] content)
    {
        File.WriteAllBytes(Path.Combine(Folder, name), content);
        return this;
    }

    public Task<(int Code, string Output)> ImportAsync(LedgerUnderTest ledger, params string[] options) => ImportAsync(ledger, Folder, Rejects, default, options);

    public static async Task<(int Code, string Output)> ImportAsync(LedgerUnderTest ledger, string folder, string rejects, CancellationToken cancellation, params string[] options)
    {
        var output = new StringWriter();
        var code = await ImportCommand.RunAsync(["us-nyc", folder, "--rejects", rejects, .. options], ledger.Store, ledger.Host.Services.GetRequiredService<PolicyShelf>(), ledger.Clock, output, cancellation);
        return (code, output.ToString());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
