using System.Security.Cryptography;
using System.Text;

namespace FacilityLedger.Postgres;

/// <summary>
/// Whom PostgreSQL runs as, and where its folder can be. It refuses to run as root, so a root process hands the folder
/// and the server to another account; that account must be able to reach the folder.
/// </summary>
internal sealed record PostgresAccount(string? Name, string Folder)
{
    public static async Task<PostgresAccount> ForAsync(string folder, CancellationToken ct)
    {
        var asked = Path.GetFullPath(folder);
        Directory.CreateDirectory(asked);
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            return new PostgresAccount(null, asked);
        }

        var reachable = PrivatePostgres.HoldsData(asked) || OthersMayPass(asked) ? asked : Moved(asked);
        Directory.CreateDirectory(reachable);
        var account = new PostgresAccount(await OwnerOfDataAsync(reachable, ct) ?? Unprivileged(), reachable);
        await account.GiveAsync(reachable, ct);
        return account;
    }

    /// <summary>Makes the account the owner of a file or folder that we created.</summary>
    public async Task GiveAsync(string path, CancellationToken ct)
    {
        if (Name is not null && await ExternalProgram.RunAsync("chown", [Name, path], ct) is { Ok: false } refused)
        {
            throw new InvalidOperationException($"{path} cannot be given to the account {Name}: {refused.Reason}");
        }
    }

    /// <summary>Data that an ordinary user made stays that user's, or the user could not open it any more.</summary>
    private static async Task<string?> OwnerOfDataAsync(string folder, CancellationToken ct)
    {
        if (!PrivatePostgres.HoldsData(folder))
        {
            return null;
        }

        var owner = await ExternalProgram.RunAsync("stat", [OperatingSystem.IsMacOS() ? "-f%Su" : "-c%U", PrivatePostgres.DataFolder(folder)], ct);
        return owner.Ok && owner.Output.Trim() is var name and not ("root" or "UNKNOWN") ? name : null;
    }

    private static string Unprivileged()
    {
        var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        return Array.Find(["postgres", "_postgres", "nobody"], accounts.Contains)
            ?? throw new InvalidOperationException("This process is root, PostgreSQL must not be, and there is no account postgres or nobody to run it as.");
    }

    private static bool OthersMayPass(string folder)
    {
        for (var parent = Directory.GetParent(folder); parent is not null; parent = parent.Parent)
        {
            if (!OperatingSystem.IsWindows() && (parent.UnixFileMode & UnixFileMode.OtherExecute) == UnixFileMode.None)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A home such as /root is closed to other accounts: the data of a folder in it lives here.</summary>
    private static string Moved(string folder) => Path.Combine("/var/lib/facility-ledger", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..12]);
}
