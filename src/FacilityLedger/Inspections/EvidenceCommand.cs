using System.Globalization;
using FacilityLedger.Policies;
using Marten;

namespace FacilityLedger.Inspections;

/// <summary><c>evidence check</c>: names every event whose file of evidence is missing or is not the one that was entered.</summary>
public static class EvidenceCommand
{
    private const string Usage = "usage: evidence check";

    /// <returns>0 all files are there, 1 some are missing or altered, 2 the command is malformed.</returns>
    public static async Task<int> RunAsync(string[] args, IDocumentStore store, IEvidenceStore evidence, PolicyShelf shelf, TextWriter output, CancellationToken cancellation)
    {
        if (args is not ["check"])
        {
            await output.WriteLineAsync(Usage);
            return 2;
        }
        var (files, wrong) = (0, 0);
        foreach (var jurisdiction in shelf.All.Select(x => x.Jurisdiction).Order(StringComparer.Ordinal))
        {
            await using var session = store.QuerySession(jurisdiction);
            await foreach (var x in EvidenceReferences.OfAsync(session, cancellation))
            {
                files++;
                if (await FaultAsync(evidence, jurisdiction, x, cancellation) is not { } fault)
                    continue;
                wrong++;
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{fault}: {jurisdiction} {x.Stream} event {x.Version} {x.Digest}"));
            }
        }
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{files} files of evidence are entered, {wrong} of them missing or altered."));
        return wrong == 0 ? 0 : 1;
    }

    private static async Task<string?> FaultAsync(IEvidenceStore evidence, string jurisdiction, EvidenceReference x, CancellationToken cancellation)
    {
        await using var file = evidence.Open(jurisdiction, x.Digest);
        return file is null ? "missing" : file.Length != x.Size || !await EvidenceFiles.IsWholeAsync(file, x.Digest, cancellation) ? "altered" : null;
    }
}
