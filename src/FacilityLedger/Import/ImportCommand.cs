using System.Globalization;
using System.Text.Json;
using FacilityLedger.Hosting;
using FacilityLedger.Policies;
using Marten;
using Npgsql;
using Spectre.Console;

namespace FacilityLedger.Import;

/// <summary><c>import us-nyc FOLDER [--dry-run] [--json] [--rejects FILE]</c>: takes over all snapshots of a register that lie in a folder.</summary>
public static class ImportCommand
{
    private const string Usage = "usage: import us-nyc FOLDER [--dry-run] [--json] [--rejects FILE]";

    /// <returns>0 done, 1 stopped by a failure of storage, 2 nothing could be begun, 130 cancelled.</returns>
    public static async Task<int> RunAsync(string[] args, IDocumentStore store, PolicyShelf shelf, TextWriter output, CancellationToken cancellation)
    {
        try
        {
            var (jurisdiction, path, dry, json, rejects) = Read(args);
            var book = shelf.Find(jurisdiction) ?? throw new ImportException($"there is no policy of {jurisdiction}");
            var folder = RegisterFolder.Read(path);
            var run = new ImportRun(store, book, dry);
            var bar = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected && !json;
            var outcome = bar ? await WithBarAsync(run, folder, cancellation) : await run.RunAsync(folder, (done, all) => Line(output, $"{done} of {all} sites"), cancellation);
            if (folder.Rejects.Count > 0)
            {
                rejects ??= $"import-{jurisdiction}-rejects.csv";
                await File.WriteAllLinesAsync(rejects, ["file,row,reason", .. folder.Rejects.Select(x => string.Create(CultureInfo.InvariantCulture, $"{x.File},{x.Row},\"{x.Reason.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))], cancellation);
                Line(output, $"{folder.Rejects.Count} rows rejected, see {rejects}");
            }
            Line(output, outcome.Events == 0
                ? $"Nothing new in {outcome.Rows} rows."
                : $"{(dry ? "Would append" : "Appended")} {outcome.Events} events from {outcome.Rows} rows; {outcome.Facilities} new facilities; {outcome.Seconds} s.");
            if (json)
                Line(output, JsonSerializer.Serialize(outcome, LedgerJson.Options));
            return 0;
        }
        catch (ImportException e)
        {
            Line(output, $"import: {e.Message}");
            return 2;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Line(output, "import: stopped; run it again to go on");
            return 130;
        }
        catch (Exception e) when (e is NpgsqlException or IOException or UnauthorizedAccessException or Marten.Exceptions.MartenCommandException)
        {
            Line(output, $"import: {e.Message.ReplaceLineEndings(" ")}; what was written stays, run it again to go on");
            return 1;
        }
    }

    private static (string Jurisdiction, string Folder, bool Dry, bool Json, string? Rejects) Read(string[] args)
    {
        var (plain, dry, json, rejects) = (new List<string>(), false, false, (string?)null);
        for (var i = args is ["import", ..] ? 1 : 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--dry-run": dry = true; break;
                case "--json": json = true; break;
                case "--rejects" when i + 1 < args.Length: rejects = args[++i]; break;
                case ['-', ..]: throw new ImportException($"unknown or incomplete option {args[i]}; {Usage}");
                default: plain.Add(args[i]); break;
            }
        }
        return plain switch
        {
            ["us-nyc", var folder] => ("us-nyc", folder, dry, json, rejects),
            [var other, _] => throw new ImportException($"no reader for the register of {other}; {Usage}"),
            _ => throw new ImportException(Usage),
        };
    }

    private static Task<ImportOutcome> WithBarAsync(ImportRun run, RegisterFolder folder, CancellationToken cancellation) => AnsiConsole.Progress().StartAsync(context =>
    {
        var bar = context.AddTask("Sites");
        return run.RunAsync(folder, (done, all) => bar.MaxValue(all).Value(done), cancellation);
    });

    private static void Line(TextWriter output, FormattableString text) => Line(output, FormattableString.Invariant(text));

    private static void Line(TextWriter output, string text)
    {
        lock (output)
            output.WriteLine(text);
    }
}
