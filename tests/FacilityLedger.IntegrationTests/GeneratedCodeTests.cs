using System.Text.RegularExpressions;
using JasperFx.CodeGeneration;
using JasperFx.CodeGeneration.Commands;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FacilityLedger.IntegrationTests;

/// <summary>The generated source of the endpoints; of one, as the committed golden file has it: a package upgrade that changes it is seen.</summary>
public sealed partial class GeneratedCodeTests
{
    [Fact]
    public async Task the_generated_handler_of_a_decision_is_the_golden_one()
    {
        var all = await GeneratedAsync();
        var begin = all.IndexOf("// START: POST_api_jurisdiction_facilities_facilityId_registration_change", StringComparison.Ordinal);
        var source = all[begin..(all.IndexOf("// END:", begin, StringComparison.Ordinal))].ReplaceLineEndings("\n");

        if (Environment.GetEnvironmentVariable("LEDGER_ACCEPT") is { } accept)
            await File.WriteAllTextAsync(Path.Combine(accept, "ChangeRegistration.txt"), source);
        else
            Assert.Equal(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Golden", "ChangeRegistration.txt")), source);
    }

    [Fact]
    public async Task every_decision_looks_for_its_first_answer_behind_the_lock_on_the_stream()
    {
        var decisions = (await GeneratedAsync()).Split("// START: ").Where(x => x.Contains("DecisionPolicy.RefusedAsync", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(decisions);
        Assert.All(decisions, x => Assert.Matches(BehindTheLock(), x));
    }

    private static async Task<string> GeneratedAsync()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        return new DynamicCodeBuilder(ledger.Host.Services, [.. ledger.Host.Services.GetServices<ICodeFileCollection>()]) { ServiceVariableSource = ledger.Host.Services.GetService<JasperFx.CodeGeneration.Model.IServiceVariableSource>() }.GenerateAllCode();
    }

    [GeneratedRegex(@"FetchForExclusiveWriting<.*QueryByPlan<[\w.]*Answer>.*batchedQuery\.Execute", RegexOptions.Singleline, 1000)]
    private static partial Regex BehindTheLock();
}
