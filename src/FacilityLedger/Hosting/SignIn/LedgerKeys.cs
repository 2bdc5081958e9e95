using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace FacilityLedger.Hosting.SignIn;

/// <summary>
/// The keys of cookies, of forms and of what is kept encrypted: in the ledger's own folder, one set for each environment.
/// What Development has sealed opens nothing in Production, on the same account or the same folder.
/// </summary>
public static class LedgerKeys
{
    public static void AddLedgerKeys(this WebApplicationBuilder builder)
    {
        var environment = builder.Environment.EnvironmentName.ToLowerInvariant();
        builder.Services.AddDataProtection().SetApplicationName($"FacilityLedger/{environment}");
        // Read when it is first asked for: a host may say later where its home is.
        builder.Services.AddOptions<KeyManagementOptions>().Configure<ILoggerFactory>((options, log) =>
        {
            var home = Path.GetFullPath(builder.Configuration["Ledger:Home"] ?? ".data");
            options.XmlRepository = new KeyFolder(Path.Combine(home, "keys", Uri.EscapeDataString(environment)), log);
        });
    }
}

/// <summary>Keys as files that the account of the server alone may read.</summary>
internal sealed class KeyFolder(string path, ILoggerFactory log) : FileSystemXmlRepository(Made(path), log)
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public override void StoreElement(XElement element, string friendlyName)
    {
        base.StoreElement(element, friendlyName);
        if (OperatingSystem.IsWindows())
            return;
        foreach (var file in Directory.EnumerateFiles())
            file.UnixFileMode = Own;
    }

    private static DirectoryInfo Made(string path)
    {
        if (OperatingSystem.IsWindows())
            return System.IO.Directory.CreateDirectory(path);
        var made = System.IO.Directory.CreateDirectory(path, Own | UnixFileMode.UserExecute);
        made.UnixFileMode = Own | UnixFileMode.UserExecute;
        return made;
    }
}
