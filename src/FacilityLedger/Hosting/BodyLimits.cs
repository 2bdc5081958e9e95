using System.Buffers;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Hosting;

/// <summary>How much of a body is taken, and how long it is waited for. Settings below <c>Ledger:Limits</c>.</summary>
public sealed class BodyLimits(IConfiguration configuration, TimeProvider clock)
{
    public static readonly Rule Large = new("body-too-large", 413, "RFC 9110 15.5.14", new("请求内容过大", "The body is too large"));
    public static readonly Rule Slow = new("body-too-slow", 408, "RFC 9110 15.5.9", new("请求内容没有在时限内到齐", "The body did not arrive in time"));

    private const int Piece = 16 * 1024;

    /// <summary>Largest body of a command, and of a form without files, in bytes.</summary>
    public long Command { get; } = configuration.GetValue("Ledger:Limits:CommandBytes", 512L * 1024);

    /// <summary>So long the whole body of a command may take.</summary>
    public TimeSpan CommandTime { get; } = TimeSpan.FromSeconds(configuration.GetValue("Ledger:Limits:CommandSeconds", 30));

    /// <summary>So long a file may take.</summary>
    public TimeSpan FileTime { get; } = TimeSpan.FromSeconds(configuration.GetValue("Ledger:Limits:FileSeconds", 600));

    /// <summary>The whole body, or why it is not taken. A body that says beforehand that it is too large is not read at all.</summary>
    public async Task<(ReadOnlyMemory<byte> Body, Refusal? No)> ReadAsync(HttpContext http, long most, TimeSpan within)
    {
        if (http.Request.ContentLength > most)
            return (default, Large.Refuse(("longest", most)));
        using var late = new CancellationTokenSource(within, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, http.RequestAborted);
        var body = new ArrayBufferWriter<byte>((int)Math.Max(1, http.Request.ContentLength ?? 0));
        try
        {
            while (await http.Request.Body.ReadAsync(body.GetMemory(Piece), stop.Token) is > 0 and var read)
            {
                body.Advance(read);
                if (body.WrittenCount > most)
                    return (default, Large.Refuse(("longest", most)));
            }
            return (body.WrittenMemory, null);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            // What is still on its way would be waited for before the next request of the connection.
            http.Response.Headers.Connection = "close";
            return (default, Slow.Refuse(("seconds", within.TotalSeconds)));
        }
    }
}
