using System.Text.Json;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Web;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace FacilityLedger.Hosting;

/// <summary>What cannot be read is the caller's fault (400), what storage cannot do now is nobody's (503); the rest is ours (500) and says nothing of the data.</summary>
public sealed class BadRequests(RequestDelegate next)
{
    public static readonly Rule Malformed = new("body-malformed", 400, "RFC 8259", new("请求内容无法读取", "The request cannot be read"));
    public static readonly Rule OtherType = new("media-type", 415, "RFC 9110 15.5.16", new("该地址不接受这种格式的内容", "This address takes content of another type"));
    public static readonly Rule Broken = new("server-error", 500, "DESIGN 4", new("系统内部错误", "Something went wrong here"));

    /// <summary>A body that does not fit its command. The path names the place; the reader's own message would repeat what was sent.</summary>
    public static Refusal Unreadable(string? path) => Malformed.Because(
        new($"{path ?? "$"} 处有缺少、未知或者类型不符的成员；请求内容的格式见 /openapi/v1.json", $"At {path ?? "$"} a member is missing, unknown or of the wrong type; /openapi/v1.json says what the body holds"), ("path", path ?? "$"));

    /// <summary>What of a command's JSON is at fault.</summary>
    public static Refusal Unreadable(JsonException e) => e is ImplausibleDayException ? Facilities.Guard.Absurd.Refuse(("field", e.Path ?? "$")) : Unreadable(e.Path);

    public async Task InvokeAsync(HttpContext http)
    {
        if (!IsUnicode(http.Request))
        {
            await AnswerAsync(http, Malformed.Refuse(("reason", "charset")));
            return;
        }
        try
        {
            await next(http);
        }
        catch (Exception e) when (!http.Response.HasStarted && Answer(e) is { } refusal)
        {
            http.Response.Clear();
            await AnswerAsync(http, refusal);
        }
    }

    /// <summary>A page for a person, a problem for a program.</summary>
    internal static Task AnswerAsync(HttpContext http, Refusal refusal)
    {
        var problem = Problems.Of(refusal, http);
        return (ProblemAnswers.WantsPage(http.Request) ? ProblemAnswers.Of(http, refusal.Rule.Status) : problem).ExecuteAsync(http);
    }

    private static Refusal? Answer(Exception e) => e switch
    {
        JsonException json => Unreadable(json),
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => BodyLimits.Slow.Refuse(),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => BodyLimits.Large.Refuse(),
        BadHttpRequestException => Malformed.Refuse(("reason", "http")),
        // A NUL, or half a surrogate pair: PostgreSQL keeps no such text, in whatever field or address it came.
        PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } =>
            Malformed.Refuse(("reason", "characters")),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => LedgerHealth.NoRoom.Refuse(),
        PostgresException { SqlState: { } state } when LedgerHealth.IsAway(state) => LedgerHealth.Away.Refuse(),
        NpgsqlException { IsTransient: true } => Preconditions.Busy.Refuse(),
        IOException when IsFull(e) => LedgerHealth.NoRoom.Refuse(),
        { InnerException: { } inner } => Answer(inner),
        _ => null,
    };

    // Bodies are UTF-8; the framework fails on the name of another encoding that it does not know.
    private static bool IsUnicode(HttpRequest request) =>
        !MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.Charset.HasValue
        || HeaderUtilities.RemoveQuotes(type.Charset).Value?.ToUpperInvariant() is "UTF-8" or "UTF8" or "US-ASCII";

    // ENOSPC, EDQUOT; ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL.
    private static bool IsFull(Exception e) => OperatingSystem.IsWindows() ? (e.HResult & 0xFFFF) is 39 or 112 : e.HResult is 28 or 122;
}
