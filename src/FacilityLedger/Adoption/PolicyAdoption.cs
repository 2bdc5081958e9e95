using FacilityLedger.Policies;
using Marten;

namespace FacilityLedger.Adoption;

/// <summary>At start: every policy file beside the program is adopted into its stream. A fault stops the start and names the file and the path.</summary>
public sealed class PolicyAdoption(IDocumentStore store, PolicyShelf shelf, IHostEnvironment environment, IConfiguration configuration) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => TakeAsync(write: true, cancellationToken);

    /// <param name="write">False: for a command that only looks; the shelf has the policies as they would be adopted.</param>
    public async Task TakeAsync(bool write, CancellationToken cancellationToken)
    {
        var folder = configuration["Ledger:Policies"] ?? Path.Combine(AppContext.BaseDirectory, "policy");
        foreach (var file in Directory.GetFiles(folder, "*.json").Where(x => !x.EndsWith(".schema.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var loaded = PolicyFile.Read(file);
            var sample = environment.IsDevelopment() && loaded.Policy.Jurisdiction == configuration["Ledger:SampleJurisdiction"];
            var book = await PolicyStream.AdoptAsync(store, loaded, sample, HolidayNotice.Of(loaded.Policy.Calendar, folder), write, cancellationToken);
            if (book.Sample && environment.IsProduction())
                throw new PolicyException($"{book.Jurisdiction} was opened for invented data; production does not serve it. Start with an empty database.");
            shelf.Put(book);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
