using System.Text.Json;
using FacilityLedger.Disclosure;
using FacilityLedger.IntegrationTests;
using Xunit;

namespace FacilityLedger.FaultTests;

public sealed class KilledImportTests
{
    private const int Sites = 1500;
    private const string Jurisdiction = "us-nyc";

    [Fact]
    public async Task an_import_that_was_killed_is_run_again_and_leaves_what_an_uninterrupted_one_does()
    {
        using var register = new Register(Sites);
        await using var home = await LedgerHome.NewAsync();
        await using (var books = await home.BooksAsync())
        {
            await books.PrepareAsync();
            // A writer in the middle of the register holds one site of each batch but the first: that is written, and the others hang in their transactions when the kill comes.
            await using (await books.HoldAsync(Jurisdiction, Enumerable.Range(1, 2).Select(x => $"{Jurisdiction}-{Register.Id(x * 500 + 250)}")))
            {
                var killed = home.Run("import", Jurisdiction, register.Folder);
                await Until.TrueAsync("one batch is written and two hang", async () => killed.Output.Contains("500 of 1500 sites", StringComparison.Ordinal) && await books.WaitingAsync() == 2 || killed.Ended);
                await killed.KillAsync();
            }
            Assert.Equal(500, (await books.StreamsAsync(Jurisdiction)).Count);
        }

        Assert.Equal((1000, 6000), await ImportAsync(home, register));
        Assert.Equal((0, 0), await ImportAsync(home, register));

        await using var other = await LedgerHome.NewAsync();
        Assert.Equal((1500, 9000), await ImportAsync(other, register));
        Assert.Equal(await FactsAsync(other), await FactsAsync(home));
        await home.ServeAsync();
        await using var whole = await home.BooksAsync();
        await whole.AreWholeAsync(Jurisdiction);
    }

    private static async Task<(int Facilities, int Events)> ImportAsync(LedgerHome home, Register register)
    {
        var import = home.Run("import", Jurisdiction, register.Folder, "--json");
        Assert.True(await import.EndAsync() == 0, import.Output);
        var outcome = JsonElement.Parse(import.Output.TrimEnd().Split('\n')[^1]);
        return (outcome.GetProperty("facilities").GetInt32(), outcome.GetProperty("events").GetInt32());
    }

    private static async Task<IEnumerable<string>> FactsAsync(LedgerHome home)
    {
        await using var books = await home.BooksAsync();
        return (await books.StreamsAsync(Jurisdiction)).OrderBy(x => x.Key, StringComparer.Ordinal)
            .Select(x => $"{x.Key} {string.Join(' ', x.Value.Select(e => $"{e.Version} {e.EventTypeName} {CanonicalJson.Of(e.Data)}"))}").ToList();
    }
}
