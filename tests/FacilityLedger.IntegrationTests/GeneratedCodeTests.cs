using JasperFx.CodeGeneration;
using JasperFx.CodeGeneration.Commands;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FacilityLedger.IntegrationTests;

/// <summary>The generated source of one endpoint, as the committed golden file has it: a package upgrade that changes it is seen.</summary>
public sealed class GeneratedCodeTests
{
    [Fact]
    public async Task the_generated_handler_of_a_decision_is_the_golden_one()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var all = new DynamicCodeBuilder(ledger.Host.Services, [.. ledger.Host.Services.GetServices<ICodeFileCollection>()]) { ServiceVariableSource = ledger.Host.Services.GetService<JasperFx.CodeGeneration.Model.IServiceVariableSource>() }.GenerateAllCode();
        var begin = all.IndexOf("// START: POST_api_jurisdiction_facilities_facilityId_registration_change", StringComparison.Ordinal);
        var source = all[begin..(all.IndexOf("// END:", begin, StringComparison.Ordinal))].ReplaceLineEndings("\n");

        if (Environment.GetEnvironmentVariable("LEDGER_ACCEPT") is { } accept)
            await File.WriteAllTextAsync(Path.Combine(accept, "ChangeRegistration.txt"), source);
        else
            Assert.Equal(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Golden", "ChangeRegistration.txt")), source);
    }
}
