using System.Globalization;
using System.Text.Json;
using FacilityLedger.Hosting;
using FacilityLedger.Policies;
using JasperFx;
using Marten;
using Marten.Exceptions;
using Npgsql;
using Spectre.Console;

namespace FacilityLedger.Import;

/// <summary><c>import us-nyc FOLDER</c>: takes over all snapshots of a register that lie in a folder.</summary>
public static class ImportCommand
{
    /// <summary>Says what an import would do, and writes nothing.</summary>
    public const string DryRun = "--dry-run";

    private const string Usage = "usage: import us-nyc FOLDER [--dry-run] [--json] [--rejects FILE] [--accept-delisting N]";

    /// <summary>What is wrong with the arguments or the names in the folder, in one line; null where nothing is. Asks no database.</summary>
    public static string? Wrong(string[] args)
    {
        try
        {
            _ = RegisterFile.In(Read(args).Folder);
            return null;
        }
        catch (ImportException e)
        {
            return $"import: {e.Message}";
        }
    }

    /// <returns>0 done, 1 stopped by a failure of storage, 2 nothing was begun, 130 cancelled.</returns>
    public static async Task<int> RunAsync(string[] args, IDocumentStore store, PolicyShelf shelf, TimeProvider clock, TextWriter output, CancellationToken cancellation)
    {
        try
        {
            var options = Read(args);
            var book = shelf.Find(options.Jurisdiction) ?? throw new ImportException($"there is no policy of {options.Jurisdiction}");
            using var folder = RegisterFolder.Read(options.Folder);
            var run = new ImportRun(store, book, clock, options.Dry, options.Accepted);
            var bar = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected && !options.Json;
            var outcome = bar ? await WithBarAsync(run, folder, cancellation) : await run.RunAsync(folder, (done, all) => Line(output, $"{done} of {all} sites"), cancellation);
            Notice(run, folder, output);
            await SayRejectsAsync(folder.Rejects, options, output, cancellation);
            Line(output, Told(outcome, options.Dry));
            if (options.Json)
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
        catch (Exception e) when (e is NpgsqlException or IOException or UnauthorizedAccessException or MartenException or ConcurrencyException)
        {
            Line(output, $"import: {e.Message.ReplaceLineEndings(" ")}; what was written stays, run it again to go on");
            return 1;
        }
    }

    private static Options Read(string[] args)
    {
        var (plain, dry, json, rejects, accepted) = (new List<string>(), false, false, (string?)null, (int?)null);
        for (var i = args is ["import", ..] ? 1 : 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case DryRun: dry = true; break;
                case "--json": json = true; break;
                case "--rejects" when i + 1 < args.Length && args[i + 1] is not ['-', ..]: rejects = Writable(args[++i]); break;
                case "--accept-delisting" when i + 1 < args.Length: accepted = Count(args[++i]); break;
                case ['-', ..]: throw new ImportException($"unknown or incomplete option {args[i]}; {Usage}");
                default: plain.Add(args[i]); break;
            }
        }
        return plain switch
        {
            ["us-nyc", var folder] => new("us-nyc", folder, dry, json, rejects, accepted),
            [var other, _] => throw new ImportException($"no reader for the register of {other}; {Usage}"),
            _ => throw new ImportException(Usage),
        };
    }

    private static int Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : throw new ImportException($"--accept-delisting takes a number of sites, not '{text}'; {Usage}");

    // Written at the end: what would fail then is said before anything is.
    private static string Writable(string path) =>
        path.Length > 0 && !Directory.Exists(path) && Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path)))
            ? path
            : throw new ImportException($"--rejects takes the name of a file in a folder that is there, not '{path}'; {Usage}");

    private static string Told(ImportOutcome x, bool dry) => x.Events == 0
        ? FormattableString.Invariant($"Nothing new in {x.Rows} rows.")
        : FormattableString.Invariant(
            $"{(dry ? "Would append" : "Appended")} {x.Events} events from {x.Rows} rows; {x.Facilities} new facilities, {x.Delisted} delisted, {x.Relisted} relisted, {x.Changed} changed; {x.Reported} new visits and violations, {x.Restated} restated, {x.TakenBack} taken back; {x.Seconds} s.");

    private static void Notice(ImportRun run, RegisterFolder folder, TextWriter output)
    {
        foreach (var late in run.Late)
            Line(output, $"{late.File} is older than what was taken over before: {(late.Part == RegisterPart.BasicInfo ? "its lines change nothing" : "only what was not known is taken from it")}");
        foreach (var listing in folder.Listings.Where(x => x.Nameless > 0))
            Line(output, $"{listing.File} has {listing.Nameless} rows whose site cannot be read: it delists nobody");
        foreach (var file in run.Shrunk.Order(StringComparer.Ordinal))
            Line(output, $"{file} has far fewer rows than the one before: what it lacks is not taken back");
        if (folder.Repeated > 0)
            Line(output, $"{folder.Repeated} rows of visits repeat another row to the letter; each is taken as a visit of its own");
    }

    // A file that was asked for is there even when there is nothing in it: an older one would be read as this run's.
    private static async Task SayRejectsAsync(List<Reject> rejects, Options options, TextWriter output, CancellationToken cancellation)
    {
        var path = options.Rejects ?? $"import-{options.Jurisdiction}-rejects.csv";
        if (rejects.Count > 0 || options.Rejects is not null)
            await File.WriteAllLinesAsync(path, ["file,row,reason", .. rejects.OrderBy(x => x.File, StringComparer.Ordinal).ThenBy(x => x.Row).Select(x => string.Create(CultureInfo.InvariantCulture, $"{Quoted(x.File)},{x.Row},{Quoted(x.Reason)}"))], cancellation);
        if (rejects.Count > 0)
            Line(output, $"{rejects.Count} rows rejected, see {path}");
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

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

    private sealed record Options(string Jurisdiction, string Folder, bool Dry, bool Json, string? Rejects, int? Accepted);
}
