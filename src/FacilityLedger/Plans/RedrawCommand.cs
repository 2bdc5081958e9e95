using System.Text.Json;
using FacilityLedger.Hosting;

namespace FacilityLedger.Plans;

/// <summary><c>redraw FILE</c>: holds a published draw again from its file alone. Needs no database.</summary>
public static class RedrawCommand
{
    /// <returns>0 the same, 1 different, 2 the file cannot be read.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellation)
    {
        if (args is not [_, var file])
        {
            await output.WriteLineAsync("usage: redraw FILE");
            return 2;
        }
        try
        {
            await using var stream = File.OpenRead(file);
            var draw = await JsonSerializer.DeserializeAsync<PublishedDraw>(stream, LedgerJson.Options, cancellation) ?? throw new JsonException("the file holds no draw");
            var differences = draw.Differences().ToList();
            await output.WriteLineAsync(differences.Count == 0 ? $"same: {draw.Id}, {draw.Result!.Count} of {draw.Objects.Count} institutions" : $"different: {string.Join("; ", differences)}");
            return differences.Count == 0 ? 0 : 1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            await output.WriteLineAsync($"redraw: {e.Message}");
            return 2;
        }
    }
}
