using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace FacilityLedger.Hosting.Clock;

/// <summary>
/// The time of the ledger: the machine's wall clock, as long as it goes no faster and no slower than the time that passes.
/// One that jumps is not followed: the last time that both agreed on is carried on, until the wall clock comes back to it
/// or an administrator says that it is right.
/// </summary>
/// <param name="wall">What the machine takes for the time.</param>
/// <param name="running">For how long it has run, sleep included; nobody can set that.</param>
public sealed class LedgerClock(Func<DateTimeOffset> wall, Func<TimeSpan> running) : TimeProvider
{
    /// <summary>Less than that is how clocks are kept right.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);

    private readonly Lock door = new();
    private (DateTimeOffset Wall, TimeSpan Running) agreed = (wall(), running());

    public LedgerClock()
        : this(System.GetUtcNow, Uptime.Read)
    {
    }

    /// <summary>What the wall clock says, right or wrong.</summary>
    public DateTimeOffset Wall => wall();

    /// <summary>How far the wall clock has jumped, back if negative; null while it can be followed.</summary>
    public TimeSpan? Jump => Read().Jump;

    public override DateTimeOffset GetUtcNow() => Read().Now;

    /// <summary>Follows the wall clock again, wherever it stands.</summary>
    public void Accept()
    {
        lock (door)
            agreed = (wall(), running());
    }

    private (DateTimeOffset Now, TimeSpan? Jump) Read()
    {
        lock (door)
        {
            var (now, ran) = (wall(), running());
            var carried = agreed.Wall + (ran - agreed.Running);
            if ((now - carried).Duration() > Tolerance)
                return (carried, now - carried);
            agreed = (now, ran);
            return (now, null);
        }
    }

    // A stopwatch stands still while a Linux machine sleeps, and the wall clock would seem to have jumped.
    private static class Uptime
    {
        // Every request asks for the time several times, and a file is slow to read. For so long a stopwatch tells the same.
        private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(100);
        private static Reading? last;

        private static readonly SafeFileHandle? File = OperatingSystem.IsLinux() ? Open("/proc/uptime") : null;

        public static TimeSpan Read()
        {
            if (File is null)
                return System.GetElapsedTime(0);
            if (Volatile.Read(ref last) is { } read && System.GetElapsedTime(read.At) is var since && since < Fresh)
                return read.Ran + since;
            var at = System.GetTimestamp();
            Span<byte> line = stackalloc byte[64];
            line = line[..RandomAccess.Read(File, line, 0)];
            var ran = TimeSpan.FromSeconds(double.Parse(line[..line.IndexOf((byte)' ')], CultureInfo.InvariantCulture));
            Volatile.Write(ref last, new Reading(at, ran));
            return ran;
        }

        private static SafeFileHandle? Open(string path)
        {
            try
            {
                return global::System.IO.File.OpenHandle(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }

        /// <param name="At">When it was read, by a stopwatch.</param>
        private sealed record Reading(long At, TimeSpan Ran);
    }
}
