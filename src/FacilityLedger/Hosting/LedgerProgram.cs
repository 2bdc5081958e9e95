using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;
using Marten;

namespace FacilityLedger.Hosting;

/// <summary>One executable: the server and its commands.</summary>
public static class LedgerProgram
{
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddLedger(builder.Configuration.GetConnectionString("Ledger")!, builder.Configuration["Ledger:Schema"]);
        var app = builder.Build();
        app.MapLedger();
        await app.RunAsync();
        return 0;
    }
}
