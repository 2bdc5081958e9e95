using FacilityLedger.Disclosure;
using FacilityLedger.Hosting.Clock;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Hosting.SignIn;
using FacilityLedger.Plans;
using FacilityLedger.Web;
using FacilityLedger.Web.Forms;

namespace FacilityLedger.Hosting;

/// <summary>What a request passes through, outermost first.</summary>
public static class LedgerPipeline
{
    /// <summary>The server as people use it: languages, sign-in and pages.</summary>
    public static void UseWithPages(WebApplication app)
    {
        app.UseOutside();
        app.UseHead();
        app.UseAnswerHeaders();
        app.UseLedgerPages();
        app.UseMiddleware<BadRequests>();
        app.UseMiddleware<FormPosts>();
        // Again: what goes wrong with the command of a form is the form's to say.
        app.UseMiddleware<BadRequests>();
        app.UseRouting();
        app.UseCors();
        app.UseOtherMethods();
        app.UseAuthentication();
        app.UseMiddleware<Limits>();
        app.UseLedgerSignIn();
        Map(app);
        app.MapLedgerPages();
        DeskPages.Map(app);
        app.MapLedgerSignIn();
    }

    /// <summary>The API and the public pages, behind whatever sign-in the host has; tests use it with one of their own.</summary>
    public static void Use(WebApplication app)
    {
        app.UseHead();
        app.UseAnswerHeaders();
        app.UseLedgerLanguages();
        app.UseLanguageOfParts();
        app.UseMiddleware<BadRequests>();
        app.UseRouting();
        app.UseCors();
        app.UseOtherMethods();
        app.UseAuthentication();
        app.UseMiddleware<Limits>();
        app.UseAuthorization();
        Map(app);
    }

    private static void Map(WebApplication app)
    {
        app.UseMiddleware<KnownParameters>();
        app.UseMiddleware<Gate>();
        TrustedClock.Use(app);
        LedgerHealth.Map(app);
        ApiDocument.Map(app);
        app.MapLedger();
        Inspections.EvidenceFiles.Map(app);
        CountyPages.Map(app);
        PublicPlanPages.Map(app);
    }
}
