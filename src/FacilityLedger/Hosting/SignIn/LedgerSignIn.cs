using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;
using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;

namespace FacilityLedger.Hosting.SignIn;

/// <summary>Who may come in: a bearer token for programs, a cookie for pages, and nobody unknown where an endpoint does not say so.</summary>
public static class LedgerSignIn
{
    private const string Either = "ledger";

    /// <summary>Adds sign-in: of an OpenID Connect issuer, or in Development without one of the <see cref="DevelopmentIssuer"/>.</summary>
    /// <param name="policies">Policies in force, asked at each use: they are adopted after this call.</param>
    public static void AddLedgerSignIn(this WebApplicationBuilder builder, Func<IServiceProvider, IEnumerable<Policy>> policies)
    {
        var issuer = SignInSettings.Of(builder.Configuration, builder.Environment);
        var services = builder.Services;
        var outside = Outside.Of(builder.Configuration);
        outside.Add(services);
        builder.AddLedgerKeys();
        services.AddSingleton(issuer);
        services.AddSingleton<IssuerRecheck>();
        services.AddSingleton<OfficerSessions>();
        services.AddSingleton<KeptPosts>();
        services.AddHostedService<SessionRounds>();
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<OfficerSessions>((options, sessions) => options.SessionStore = sessions);
        services.AddHostedService<SignInCheck>();
        services.AddSingleton(provider => new Accounts(() => policies(provider)));
        var authentication = services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, options => options.ForwardDefaultSelector = http => http.Features.Get<PostedForm>() is null && TakesBearer(http.Request) ? JwtBearerDefaults.AuthenticationScheme : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(options => SignInCookie.Configure(options))
            .AddJwtBearer(options => Bearer(options, issuer));
        if (issuer.Development)
        {
            services.AddSingleton<DevelopmentIssuer>();
            services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<DevelopmentIssuer>((options, it) => options.TokenValidationParameters = it.Validation);
        }
        if (issuer.ForPages)
            authentication.AddOpenIdConnect(options => OpenIdPages.Configure(options, issuer, outside));
        // After the framework, which makes the client that asks.
        IssuerDocument? Document(string? address, HttpClient client, TimeProvider clock) =>
            issuer.Authority is null ? null : new(address!, client, issuer.OnlyTls, clock);
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .PostConfigure<TimeProvider>((x, clock) => x.ConfigurationManager = Document(x.MetadataAddress, x.Backchannel, clock));
        services.AddOptions<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme)
            .PostConfigure<TimeProvider>((x, clock) => x.ConfigurationManager = Document(x.MetadataAddress, x.Backchannel, clock));
        var insider = new AuthorizationPolicyBuilder(Either).RequireAssertion(MayEnter).Build();
        services.AddAuthorizationBuilder().SetDefaultPolicy(insider).SetFallbackPolicy(insider);
    }

    /// <summary>Refuses strangers, and answers 400 to a form without its antiforgery token. After authentication.</summary>
    public static void UseLedgerSignIn(this WebApplication app)
    {
        app.UseAuthorization();
        app.UseAntiforgery();
        app.Use((http, next) => http.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false }
            ? ProblemAnswers.Of(http, StatusCodes.Status400BadRequest).ExecuteAsync(http)
            : next(http));
    }

    /// <summary>Maps the sign-in pages and, in Development, <c>/dev/accounts</c> and <c>/dev/token</c>.</summary>
    public static void MapLedgerSignIn(this WebApplication app)
    {
        SignInPages.Map(app);
        if (app.Services.GetRequiredService<SignInSettings>().Development)
            DevelopmentIssuer.Map(app);
    }

    // A command of the API never rides on a cookie, which a browser sends by itself; a form of ours does, once FormPosts has checked its token.
    private static bool TakesBearer(HttpRequest request) =>
        request.Headers.ContainsKey("Authorization") || request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) && !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);

    private static void Bearer(JwtBearerOptions options, SignInSettings issuer)
    {
        options.MapInboundClaims = false;
        options.Authority = issuer.Authority;
        options.Audience = issuer.Audience;
        options.RequireHttpsMetadata = issuer.OnlyTls;
        options.BackchannelTimeout = SignInSettings.Patience;
        options.TokenValidationParameters.NameClaimType = LedgerClaims.Account;
        options.TokenValidationParameters.RoleClaimType = LedgerClaims.Role;
        options.Events = new JwtBearerEvents
        {
            OnTokenValidated = context =>
            {
                if (issuer.Fault(context.Principal!) is { } fault)
                    context.Fail(new SignInRefusedException(fault));
                return Task.CompletedTask;
            },
            // Without the issuer's keys nobody can say whether a token is good.
            OnAuthenticationFailed = context =>
            {
                if (context.Options.ConfigurationManager is IssuerDocument { Silent: true })
                    context.Fail(new SignInRefusedException(SignInFailures.Away.Refuse()));
                return Task.CompletedTask;
            },
            OnChallenge = context =>
            {
                if (context.AuthenticateFailure is not SignInRefusedException known)
                    return Task.CompletedTask;
                context.HandleResponse();
                if (known.Refusal.Rule.Status == StatusCodes.Status401Unauthorized)
                    context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
                return SignInFailures.AnswerAsync(context.HttpContext, known.Refusal);
            },
        };
    }

    // Known, and at home. A stranger to the jurisdiction of an API address hears from the endpoint by which rule it is closed to him; where no route matches, the answer is 404 for everybody.
    private static bool MayEnter(AuthorizationHandlerContext context)
    {
        var known = context.User.Identity is { IsAuthenticated: true };
        return context.Resource is not HttpContext http ? known
            : http.GetEndpoint() is null || known && (ProblemAnswers.IsApi(http.Request) || KnownJurisdiction.IsHome(http));
    }
}
