using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FacilityLedger.IntegrationTests;
using Xunit;

namespace FacilityLedger.FaultTests;

/// <summary>A file that is sent a byte at a time over a real connection: nobody waits for it, and nothing of it stays.</summary>
public sealed class SlowUploadTests
{
    private const string Upload = "/api/370323/evidence";
    private static readonly byte[] Photo = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR 示例照片"u8];

    // By the ledger's own limit, and by the web server's, which breaks off whoever sends fewer than 240 bytes a second for five seconds.
    [Theory]
    [InlineData("2")]
    [InlineData("600")]
    public async Task a_file_that_does_not_come_in_time_is_given_up(string seconds)
    {
        await using var home = await LedgerHome.NewAsync();
        home.Run([("Ledger__Limits__FileSeconds", seconds)]);
        await Until.TrueAsync("the server is ready", async () => await home.GetAsync("/health/ready") == HttpStatusCode.OK);
        using var officer = new HttpClient { BaseAddress = home.Address };
        var token = await TokenAsync(officer);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => TrickleAsync(home.Port, token)));

        Assert.All(answers, x =>
        {
            Assert.StartsWith("HTTP/1.1 408 ", x, StringComparison.Ordinal);
            Assert.Contains("body-too-slow", x, StringComparison.Ordinal);
        });
        Assert.Empty(Files(home));
        officer.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var whole = new ByteArrayContent(Photo);
        whole.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        Assert.Equal(HttpStatusCode.Created, (await officer.PutAsync(Upload, whole)).StatusCode);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Photo)), Path.GetFileName(Assert.Single(home.Evidence("370323"))));
    }

    private static async Task<string> TokenAsync(HttpClient officer)
    {
        using var answer = await officer.PostAsJsonAsync("/dev/token", new { account = "WJ-1@370323" });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    // All that the server answers until it closes the connection.
    private static async Task<string> TrickleAsync(int port, string token)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync("localhost", port);
        await using var stream = client.GetStream();
        var head = $"PUT {Upload} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nContent-Length: 1000000\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        await stream.WriteAsync(Photo);
        var answer = new StreamReader(stream).ReadToEndAsync();
        await Until.TrueAsync("the server gives it up", async () =>
        {
            if (!answer.IsCompleted)
                await SendAsync(stream);
            return answer.IsCompleted;
        });
        return await answer;
    }

    private static async Task SendAsync(NetworkStream stream)
    {
        try
        {
            await stream.WriteAsync(new byte[1]);
        }
        catch (IOException)
        {
            // It was given up meanwhile.
        }
    }

    private static string[] Files(LedgerHome home) =>
        Path.Combine(home.Folder, "evidence") is var evidence && Directory.Exists(evidence)
            ? Directory.GetFiles(evidence, "*", SearchOption.AllDirectories)
            : [];
}
