using System.Globalization;
using FacilityLedger.Disclosure;
using FacilityLedger.Import;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events;
using Sylvan.Data.Csv;
using Xunit;

namespace FacilityLedger.IntegrationTests;

/// <summary>A real register of 2014, where it lies beside the repository.</summary>
public sealed class WholeRegisterTests
{
    private static string? Folder
    {
        get
        {
            for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
                if (Path.Combine(at.FullName, "shared", "data", "nyc-2014") is var folder && Directory.Exists(folder))
                    return folder;
            return null;
        }
    }

    [Fact]
    public async Task the_whole_register_can_be_asked_as_of_each_snapshot()
    {
        Assert.SkipWhen(Folder is null, "there is no shared/data/nyc-2014 above the tests");
        await using var ledger = await LedgerUnderTest.StartAsync();
        using var elsewhere = new RegisterOnDisk();
        var (code, output) = await RegisterOnDisk.ImportAsync(ledger, Folder!, elsewhere.Rejects, default, "--json");
        TestContext.Current.TestOutputHelper!.WriteLine(output);
        Assert.Equal(0, code);
        Assert.Equal(0, ImportTests.Last(output).GetProperty("rejected").GetInt32());
        var (_, again) = await RegisterOnDisk.ImportAsync(ledger, Folder!, elsewhere.Rejects, default, "--json");
        TestContext.Current.TestOutputHelper!.WriteLine(again);
        Assert.Equal(0, ImportTests.Last(again).GetProperty("events").GetInt32());
        await ImportTests.StateIsReplayAsync(ledger);

        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(120));
        var views = await PublicRows.OfAsync(ledger.Store, "us-nyc");
        var today = new DateOnly(2026, 11, 24);
        var first = RegisterFile.In(Folder!)[0].Day;
        Assert.Equal(2222, views.Count(x => x.AsOf(first, today) is not null));
        foreach (var file in RegisterFile.In(Folder!).Where(x => x.Part == RegisterPart.BasicInfo))
        {
            var shown = views.Select(x => x.AsOf(file.Day, today)).OfType<PublicView>().Where(x => x.Particulars.Status != "delisted").Select(Row).Order(StringComparer.Ordinal);
            Assert.Equal(Rows(file.Path).Order(StringComparer.Ordinal), shown);
        }
    }

    private static string Row(PublicView view)
    {
        var (x, line) = (view.Particulars, view.Shown["listing"]);
        return string.Join('|', x.Identifiers[0].Value, x.Name, x.Operator, x.Address, line.Text("borough"), line.Text("postcode"), line.Text("phone"), x.Identifiers[1].Value,
            x.ValidUntil?.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture), x.Status, line.Text("ages"), x.Capacity, line.Text("medication"), line.Text("siteType"));
    }

    private static IEnumerable<string> Rows(string path)
    {
        using var reader = CsvDataReader.Create(path);
        while (reader.Read())
            yield return string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetString));
    }
}
