namespace FacilityLedger.Postgres;

/// <summary>
/// The processes that use one database server. The first to come starts it, the last to go stops it, one at a time;
/// a member that is killed is a member no longer.
/// </summary>
internal sealed class Membership
{
    private readonly string _folder;
    private FileStream? _held;

    private Membership(string folder) => _folder = folder;

    /// <param name="start">Makes sure that the server runs. Nobody else starts or stops it meanwhile.</param>
    public static async Task<Membership> JoinAsync(string folder, Func<Task> start, CancellationToken ct)
    {
        var membership = new Membership(folder);
        using (await LockFile.ExclusiveAsync(membership.Door, ct))
        {
            await start();
            membership._held = LockFile.Shared(membership.Members);
        }

        return membership;
    }

    /// <summary>Does something to a server that no process uses; false, and nothing done, when one does.</summary>
    public static async Task<bool> WhenUnusedAsync(string folder, Func<Task> act, CancellationToken ct)
    {
        var membership = new Membership(folder);
        using (await LockFile.ExclusiveAsync(membership.Door, ct))
        {
            return await membership.IfAloneAsync(act);
        }
    }

    /// <summary>Does something to the server while nobody starts or stops it.</summary>
    public async Task HoldingDoorAsync(Func<Task> act, CancellationToken ct)
    {
        using (await LockFile.ExclusiveAsync(Door, ct))
        {
            await act();
        }
    }

    /// <param name="stop">Called when no other process uses the server.</param>
    public async Task LeaveAsync(Func<Task> stop)
    {
        if (Interlocked.Exchange(ref _held, null) is not { } held)
        {
            return;
        }

        using (await LockFile.ExclusiveAsync(Door, CancellationToken.None))
        {
            await held.DisposeAsync();
            await IfAloneAsync(stop);
        }
    }

    private async Task<bool> IfAloneAsync(Func<Task> act)
    {
        using var alone = LockFile.TryExclusive(Members);
        if (alone is null)
        {
            return false;
        }

        await act();
        return true;
    }

    private string Door => Path.Combine(_folder, "start.lock");

    private string Members => Path.Combine(_folder, "members.lock");
}
