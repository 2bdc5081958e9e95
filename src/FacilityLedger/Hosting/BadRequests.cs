using System.Text.Json;
using FacilityLedger.Hosting.Decisions;
using Npgsql;

namespace FacilityLedger.Hosting;

/// <summary>What cannot be read is the caller's fault (400), what storage cannot do now is nobody's (503); the rest is ours (500) and says nothing of the data.</summary>
public sealed class BadRequests(RequestDelegate next)
{
    public static readonly Rule Malformed = new("body-malformed", 400, "RFC 8259", new("请求内容无法读取", "The request cannot be read"));
    public static readonly Rule Broken = new("server-error", 500, "DESIGN 4", new("系统内部错误", "Something went wrong here"));

    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (Exception e) when (!http.Response.HasStarted && Answer(e, http) is { } answer)
        {
            http.Response.Clear();
            await answer.ExecuteAsync(http);
        }
    }

    private static IResult? Answer(Exception e, HttpContext http) => e switch
    {
        // The path names the member; the message would repeat what was sent.
        JsonException json => Problems.Of(Malformed.Refuse(("path", json.Path)), http),
        BadHttpRequestException bad => Problems.Of(Malformed.Refuse(("reason", "http")), http),
        _ when Away(e) => Problems.Busy(http),
        _ => null,
    };

    // Marten wraps what it was told by the database when it saves.
    private static bool Away(Exception? e) => e is NpgsqlException { IsTransient: true } || e is not null && Away(e.InnerException);
}
