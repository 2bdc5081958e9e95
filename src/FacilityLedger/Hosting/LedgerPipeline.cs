using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Hosting;

/// <summary>What a request passes through, outermost first.</summary>
public static class LedgerPipeline
{
    public static void Use(WebApplication app)
    {
        app.Use(BadRequests.AnswerAsync);
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        Idempotency.Use(app, app.Services.GetRequiredService<LedgerSecret>());
        LedgerHealth.Map(app);
        app.MapOpenApi().AllowAnonymous();
        app.MapLedger();
    }
}
