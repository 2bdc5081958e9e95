using System.Net;
using FacilityLedger.Hosting.Decisions;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Primitives;
using IPNetwork = System.Net.IPNetwork;

namespace FacilityLedger.Hosting.SignIn;

/// <summary>How the server is reached from outside: through which proxies, under which names, and whether by TLS.</summary>
/// <param name="Proxies">Whose word about a caller counts; <c>Ledger:Proxies</c>.</param>
/// <param name="Hosts">Names under which it answers, besides those of this machine; none: under every name; <c>Ledger:Hosts</c>.</param>
public sealed record Outside(IReadOnlyList<IPNetwork> Proxies, IReadOnlyList<string> Hosts, PublicUrl Url)
{
    private static readonly string[] OwnMachine = ["localhost", "127.0.0.1", "[::1]"];

    /// <exception cref="LedgerStartException">A setting is no address, no network or no name.</exception>
    public static Outside Of(IConfiguration configuration)
    {
        var (proxies, hosts) = (List(configuration, "Ledger:Proxies"), List(configuration, "Ledger:Hosts"));
        if (proxies.FirstOrDefault(x => Network(x) is null) is { } stranger)
            throw new LedgerStartException($"Ledger:Proxies holds neither an address nor a network (like 10.0.0.0/8): {stranger}");
        if (hosts.FirstOrDefault(x => !IsName(x)) is { } nameless)
            throw new LedgerStartException($"Ledger:Hosts holds what is no name of a host: {nameless}");
        return new([.. proxies.Select(x => Network(x)!.Value)], hosts, PublicUrl.Of(configuration));
    }

    /// <summary>Where the issuer sends people back to; null where the server does not know its own name, and the caller's is anybody's.</summary>
    public string? WayBack(HttpRequest request, PathString path)
    {
        if (Url.To(path.ToUriComponent().TrimStart('/')) is { } known)
            return known.AbsoluteUri;
        return HostString.MatchesAny(request.Host.Value, [.. Names]) ? $"{request.Scheme}://{request.Host.ToUriComponent()}{path}" : null;
    }

    public void Add(IServiceCollection services)
    {
        services.AddSingleton(this);
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            // Nobody is believed who is not named, this machine and the variables of the process included.
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in Proxies)
                options.KnownIPNetworks.Add(proxy);
            options.ForwardLimit = null;
            options.AllowedHosts = [.. Names.Select(x => x.Value!)];
            options.ForwardedHeaders = Proxies.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            if (Proxies.Count > 0 && Hosts.Count > 0)
                options.ForwardedHeaders |= ForwardedHeaders.XForwardedHost;
        });
        if (Hosts.Count > 0)
            services.Configure<HostFilteringOptions>(options => options.AllowedHosts = [.. Names.Select(x => x.Value!)]);
        services.AddHsts(options => options.MaxAge = TimeSpan.FromDays(365));
    }

    private IEnumerable<StringSegment> Names =>
        OwnMachine.Concat(Hosts).Concat(Url.Root is { } root ? [root.Host] : []).Select(x => new StringSegment(x));

    private static string[] List(IConfiguration configuration, string key) =>
        (configuration[key] ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IPNetwork? Network(string given) =>
        given.Split('/') is [var first, _] ? IPNetwork.TryParse(given, out var network) && IPAddress.TryParse(first, out var begin) && begin.Equals(network.BaseAddress) ? network : null
        : IPAddress.TryParse(given, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;

    private static bool IsName(string given) =>
        Uri.CheckHostName(given.StartsWith("*.", StringComparison.Ordinal) ? given[2..] : given) != UriHostNameType.Unknown;
}

/// <summary>The outermost part of the pipeline.</summary>
public static class OutsidePipeline
{
    /// <summary>
    /// Takes the word of named proxies, and says outside that TLS stays. A request whose Host is no name is answered here: no page can be made for it.
    /// </summary>
    public static void UseOutside(this WebApplication app)
    {
        var tls = app.Services.GetRequiredService<Outside>().Url.Root?.Scheme == Uri.UriSchemeHttps;
        app.UseForwardedHeaders();
        app.Use((http, next) =>
        {
            if (tls)
                http.Request.Scheme = Uri.UriSchemeHttps;
            var named = IsNamed(http.Request);
            // What is no name is never looked at again: reading it alone may fail.
            if (!named)
                http.Request.Headers.Host = "";
            return named || http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
                ? next(http)
                : Problems.Of(BadRequests.Malformed.Refuse(("reason", "host")), http).ExecuteAsync(http);
        });
        app.UseHsts();
    }

    private static bool IsNamed(HttpRequest request)
    {
        try
        {
            return Uri.TryCreate($"{request.Scheme}://{request.Host.Value}/", UriKind.Absolute, out _);
        }
        catch (ArgumentException)
        {
            // xn-- with nothing behind it that Punycode could be.
            return false;
        }
    }
}
