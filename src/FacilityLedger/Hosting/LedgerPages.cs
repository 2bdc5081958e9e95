namespace FacilityLedger.Hosting;

/// <summary>What only the server needs: sign-in and pages.</summary>
public static class LedgerPages
{
    public static void AddLedgerPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication();
        builder.Services.AddAuthorization();
    }
}
