using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.WebUtilities;

namespace FacilityLedger.Web;

/// <summary>The language of a request: <c>?lang=</c>, which is remembered, then what was remembered, then the browser's wish; Chinese where nothing is said.</summary>
public static class Localisation
{
    private const string Name = "lang";
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    /// <summary>Keeps Chinese literal in HTML instead of one reference per sign.</summary>
    public static IServiceCollection AddLedgerLanguages(this IServiceCollection services) =>
        services.AddWebEncoders(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));

    /// <summary>Sets the language of texts. Numbers and dates keep the invariant culture: data never depend on the reader.</summary>
    public static IApplicationBuilder UseLedgerLanguages(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var language = CultureInfo.CurrentUICulture = Choose(http.Request);
        Remember(http);
        http.Response.OnStarting(() => Label(http.Response, language));
        await next(http);
    });

    /// <summary>Address of the same page in the other language.</summary>
    public static string Switch(string path, string query)
    {
        var rest = QueryHelpers.ParseQuery(query).Where(x => x.Key != Name).SelectMany(x => x.Value, (x, value) => KeyValuePair.Create(x.Key, value));
        return QueryHelpers.AddQueryString(path, rest.Append(KeyValuePair.Create<string, string?>(Name, Values.Words.IsEnglish ? "zh" : "en")));
    }

    private static CultureInfo Choose(HttpRequest request) =>
        Known(request.Query[Name]) ?? Known(request.Cookies[Name]) ?? Wish(request) ?? Chinese;

    private static CultureInfo? Known(string? code) => code switch
    {
        "en" => English,
        "zh" or "zh-CN" => Chinese,
        _ => null,
    };

    private static CultureInfo? Wish(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .Where(x => x.Quality is null or > 0)
        .OrderByDescending(x => x.Quality ?? 1)
        .Select(x => Known(x.Value.Value?.Split('-')[0].ToLowerInvariant()))
        .FirstOrDefault(x => x is not null);

    private static void Remember(HttpContext http)
    {
        if (Known(http.Request.Query[Name]) is { } chosen && HttpMethods.IsGet(http.Request.Method) && !ProblemAnswers.IsApi(http.Request))
            http.Response.Cookies.Append(Name, chosen.TwoLetterISOLanguageName, new CookieOptions
            {
                HttpOnly = true,
                Secure = http.Request.IsHttps,
                SameSite = SameSiteMode.Lax,
                MaxAge = TimeSpan.FromDays(365),
                IsEssential = true,
            });
    }

    private static Task Label(HttpResponse response, CultureInfo language)
    {
        var type = response.ContentType ?? "";
        if (type.StartsWith("text/html", StringComparison.Ordinal) || type.StartsWith("application/problem+json", StringComparison.Ordinal))
        {
            response.Headers.ContentLanguage = language.Name;
            response.Headers.Append("Vary", "Accept-Language, Cookie");
        }
        return Task.CompletedTask;
    }
}
