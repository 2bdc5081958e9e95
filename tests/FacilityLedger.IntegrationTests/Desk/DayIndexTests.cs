using FacilityLedger.Facilities;
using Npgsql;
using Xunit;

namespace FacilityLedger.IntegrationTests.Desk;

/// <summary>The day's work is found by an index, on the first start and on every later one.</summary>
public sealed class DayIndexTests
{
    [Fact]
    public async Task A_second_start_finds_the_index_as_it_left_it_and_the_day_reads_by_it()
    {
        var schema = $"t{Guid.NewGuid():N}"[..20];
        var first = new DeskUnderTest { Schema = schema };
        await first.InitializeAsync();
        var id = await first.AReceivedFilingAsync();
        await first.DisposeAsync();

        await using var second = new DeskUnderTest { Schema = schema };
        await second.InitializeAsync();
        await second.Store.Storage.Database.AssertDatabaseMatchesConfigurationAsync();
        Assert.All((await second.FacilityAsync(id)).Agenda, x => Assert.Equal([x.Obligation.Deadline.Key.StartsWith("filing/", StringComparison.Ordinal) ? "WJ" : "SC"], x.Desks));
        using var wj = await second.SignInAsync("WJ-1@370323");
        Assert.Contains(id, await wj.GetStringAsync("/370323/desk"), StringComparison.Ordinal);
        Assert.Contains("ix_facility_agenda", await PlanAsync(second), StringComparison.Ordinal);
    }

    // So few rows are read faster without any index; that one could be used is what counts.
    private static async Task<string> PlanAsync(DeskUnderTest desk)
    {
        await using var connection = (NpgsqlConnection)desk.Store.Storage.Database.CreateConnection();
        await connection.OpenAsync();
        await using var plain = new NpgsqlCommand("set enable_seqscan = off", connection);
        await plain.ExecuteNonQueryAsync();
        await using var explain = new NpgsqlCommand($"explain select d.data from {desk.Store.Options.Schema.For<Facility>(qualified: true)} d where d.data -> 'agenda' @> jsonb_build_array(jsonb_build_object('desks', jsonb_build_array($1::text)))", connection);
        explain.Parameters.Add(new NpgsqlParameter<string> { TypedValue = "WJ" });
        var lines = new List<string>();
        await using var reader = await explain.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }
}
