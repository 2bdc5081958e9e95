using System.Text.RegularExpressions;
using Xunit;

namespace FacilityLedger.FaultTests;

/// <summary>docs/operations.md, followed to the letter: only the program is named as it was built.</summary>
public sealed partial class OperationsTests : IDisposable
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Root(), "docs", "operations.md"));
    private readonly string place = Path.Combine(Path.GetTempPath(), $"facility-ledger-operations-{Path.GetRandomFileName()}");

    public OperationsTests() => Directory.CreateDirectory(place);

    public void Dispose() => Directory.Delete(place, recursive: true);

    [Fact]
    public async Task a_ledger_that_was_backed_up_is_restored_whole()
    {
        await using var home = await LedgerHome.NewAsync(Path.Combine(place, ".data"));
        await home.ServeAsync();
        var work = new CaseWork(home.Address);
        await work.WalkAsync(2, 1);
        await FollowAsync(Commands("backup"));
        var check = await FollowAsync(Commands("restore"));
        Assert.EndsWith("2 files of evidence are entered, 0 of them missing or altered.", check, StringComparison.Ordinal);
        await using var restored = await LedgerHome.NewAsync(Path.Combine(place, "restored"));
        await restored.ServeAsync();
        await work.AreWholeAsync(restored);
    }

    [Fact]
    public async Task whoever_administers_gets_into_the_private_database()
    {
        await using var home = await LedgerHome.NewAsync(Path.Combine(place, ".data"));
        await home.ServeAsync();
        var all = Block().Matches(Page).Select(x => x.Groups["commands"].Value.Trim());
        var commands = all.Where(x => x.Contains("psql", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, commands.Count);
        var answers = new List<string>();
        foreach (var command in commands)
            answers.Add(await FollowAsync($"{command} -tAc 'select current_user'"));
        Assert.Equal(["ledger_owner", "ledger"], answers);
    }

    private static string Commands(string what) =>
        Block().Matches(Page).Single(x => x.Groups["what"].Value == what).Groups["commands"].Value;

    private async Task<string> FollowAsync(string commands)
    {
        const string FromSource = "dotnet run --project src/FacilityLedger --";
        var built = commands.Replace(FromSource, $"dotnet {LedgerProcess.Program}", StringComparison.Ordinal);
        var shell = LedgerProcess.Shell(place, built);
        Assert.True(await shell.EndAsync() == 0, $"{commands}\n{shell.Output}");
        return shell.Output;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FacilityLedger.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex(
        "^```sh ?(?<what>\\w*)\n(?<commands>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();
}
