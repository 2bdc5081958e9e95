namespace FacilityLedger.Hosting;

/// <summary>The address under which people reach this server, from <c>Ledger:PublicUrl</c>.
/// What a caller wrote into Host never leads anybody anywhere.</summary>
/// <param name="Root">Ends with a slash; null where nothing is set.</param>
public sealed record PublicUrl(Uri? Root)
{
    /// <exception cref="LedgerStartException">What is set is no address.</exception>
    public static PublicUrl Of(IConfiguration configuration)
    {
        if (configuration["Ledger:PublicUrl"] is not { Length: > 0 } given)
            return new((Uri?)null);
        var known = Uri.TryCreate(given.TrimEnd('/') + '/', UriKind.Absolute, out var root) && root is { Scheme: "https" or "http", Query: "", Fragment: "" };
        return known
            ? new(root)
            : throw new LedgerStartException($"Ledger:PublicUrl is not an address like https://ledger.example.gov.cn: {given}");
    }

    /// <summary>A page of this server; null where its address is not known.</summary>
    public Uri? To(string path) => Root is null ? null : new(Root, path);
}
