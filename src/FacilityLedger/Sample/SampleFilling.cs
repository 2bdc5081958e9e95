using FacilityLedger.Hosting;
using FacilityLedger.Policies;
using JasperFx.Events.Daemon;
using Marten;

namespace FacilityLedger.Sample;

/// <summary>How far the sample county has been filled. Its days are counted from the day on which it was begun.</summary>
public sealed record SampleProgress(string Id, DateOnly Today, bool Filled);

/// <summary>Writes the lives of the sample county into an empty sample jurisdiction, under a clock that runs from act to act. Killed in the middle, the next start goes on.</summary>
public static class SampleFilling
{
    private const string Progress = "sample";

    /// <summary>Fills every jurisdiction that was opened for invented data and is not filled yet; any other is left alone.</summary>
    public static async Task FillAsync(PolicyShelf shelf, string connectionString, string? schema, TextWriter output, CancellationToken cancellation)
    {
        foreach (var book in shelf.All.Where(x => x.Sample))
        {
            var clock = new SimulatedClock();
            // Invented data may be lost with the machine's power; a killed process loses none of it.
            await using var store = DocumentStore.For(options =>
            {
                LedgerStore.Configure(options, $"{connectionString};Options=-c synchronous_commit=off", schema, clock);
                options.Projections.AsyncMode = DaemonMode.Solo;
            });
            var acts = await FillAsync(store, clock, book, book.DayOf(TimeProvider.System.GetUtcNow()), cancellation);
            if (acts == 0)
                continue;
            await output.WriteLineAsync($"  {book.Latest.Name.En}: {acts} acts of an invented county were entered.");
            using var daemon = await store.BuildProjectionDaemonAsync();
            await daemon.CatchUpAsync(cancellation);
        }
    }

    /// <param name="store">A store whose clock is <paramref name="clock"/>, else as the server's.</param>
    /// <returns>The acts of the county; 0 where it was filled before.</returns>
    internal static async Task<int> FillAsync(IDocumentStore store, SimulatedClock clock, PolicyBook book, DateOnly today, CancellationToken cancellation)
    {
        await using var session = store.LightweightSession(book.Jurisdiction);
        var begun = await session.LoadAsync<SampleProgress>(Progress, cancellation);
        if (begun is { Filled: true })
            return 0;
        if (begun is null)
        {
            session.Store(begun = new SampleProgress(Progress, today, false));
            await session.SaveChangesAsync(cancellation);
        }
        var acts = SampleCounty.Live(book, begun.Today);
        var ledger = new Ledger(store);
        foreach (var act in acts)
        {
            clock.Now = act.At;
            if ((await act.RecordAsync(ledger, cancellation)).Refusal is { } no)
                throw new SampleException($"{act.Stream}: {no.Rule.Code}, {no.Detail.En}");
        }
        session.Store(begun with { Filled = true });
        await session.SaveChangesAsync(cancellation);
        return acts.Count;
    }
}
