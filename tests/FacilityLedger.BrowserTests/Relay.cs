using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FacilityLedger.BrowserTests;

/// <summary>How a form fares on its way.</summary>
public enum Connection
{
    Up,

    /// <summary>It drops before the server has the form.</summary>
    LostBefore,

    /// <summary>The server has recorded it; its answer is lost.</summary>
    LostAfter,
}

/// <summary>A connection between a browser and the server that drops when it is told to. Intercepting in the browser would switch off its cache, which is what is tested.</summary>
public sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Uri server;
    private readonly CancellationTokenSource end = new();
    private readonly Task all;

    public Relay(string server)
    {
        this.server = new Uri(server);
        listener.Start();
        all = AcceptAsync();
    }

    public string Home => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    public Connection Connection { get; set; }

    /// <summary>How long an answer to a form is under way.</summary>
    public TimeSpan Slow { get; set; }

    /// <summary>Forms that reached the server.</summary>
    public int Arrived { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await all;
        end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptTcpClientAsync(end.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
        }
    }

    private async Task ServeAsync(TcpClient browser)
    {
        using var away = new TcpClient();
        using (browser)
            try
            {
                await away.ConnectAsync(server.Host, server.Port, end.Token);
                var posting = false;
                await await Task.WhenAny(
                    PumpAsync(browser, away, bytes =>
                    {
                        if (IsForm(bytes) is { } form)
                            posting = form;
                        if (posting && Connection == Connection.LostBefore)
                            return false;
                        Arrived += IsForm(bytes) == true ? 1 : 0;
                        return true;
                    }),
                    PumpAsync(away, browser, _ => !posting || Connection != Connection.LostAfter, () => posting ? Slow : default));
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
            }
    }

    // Until one side ends, or what passes is to be lost.
    private async Task PumpAsync(TcpClient from, TcpClient to, Func<ReadOnlyMemory<byte>, bool> passes, Func<TimeSpan>? after = null)
    {
        var buffer = new byte[64 * 1024];
        while (await from.GetStream().ReadAsync(buffer, end.Token) is > 0 and var n && passes(buffer.AsMemory(0, n)))
        {
            await Task.Delay(after?.Invoke() ?? default, end.Token);
            await to.GetStream().WriteAsync(buffer.AsMemory(0, n), end.Token);
        }
    }

    // Null for bytes in the middle of a request.
    private static bool? IsForm(ReadOnlyMemory<byte> bytes)
    {
        var line = Encoding.ASCII.GetString(bytes.Span[..Math.Min(bytes.Length, 300)]).Split('\r')[0];
        return line.StartsWith("POST ", StringComparison.Ordinal) ? line.Contains("/do/", StringComparison.Ordinal) : line.StartsWith("GET ", StringComparison.Ordinal) ? false : null;
    }
}
