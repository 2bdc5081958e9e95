using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using FacilityLedger.Facilities;
using FacilityLedger.Filing;
using FacilityLedger.Hosting;
using FacilityLedger.Inspections;
using FacilityLedger.Operation;
using FacilityLedger.Registration;

namespace FacilityLedger.Benchmarks;

/// <summary>A client that leads facilities of its own through the first weeks of their lives, one command after the other.</summary>
/// <param name="registry">Token of the department that registers.</param>
/// <param name="health">Token of the department that receives filings and inspects.</param>
public sealed class Officer(HttpClient http, string registry, string health, DateOnly today)
{
    public const int CommandsPerLife = 12;

    /// <param name="number">Of the facility; its credit code follows from it.</param>
    public async Task LiveAsync(int number, CancellationToken stop)
    {
        var facility = await RegisterAsync(number, stop);
        var filed = await SendAsync(health, $"{facility}/filing", Filing(today), null, stop);
        await SendAsync(health, $"{facility}/filing/receipt", new IssueReceipt($"示例备〔{number}〕号", today), filed, stop);
        await SendAsync(health, $"{facility}/operation/classes", new DeclareClasses([new("JUNIOR", 14), new("SENIOR", 18), new("SENIOR", 19)], 60, 40, today), null, stop);
        await InspectAsync(facility, ["CARE", "HEALTH"], "correction-ordered", stop, new RecordFinding("CARE", 2, "示例：托小班收托 16 人，超过班额一人，园方当场说明一名幼儿为临时看护。", today, "CAR-01"),
            new RecordFinding("HEALTH", 1, "示例：晨检记录缺两日，已要求补记并由保健员签字。", today));
        await InspectAsync(facility, ["SECURITY"], "no-problem", stop);
    }

    /// <summary>A new facility; answers its path.</summary>
    public async Task<string> RegisterAsync(int number, CancellationToken stop) => (await MadeAsync(registry, "api/370323/facilities", Registration(number, today), stop)).Path;

    /// <summary>Declares its classes and answers the version of that; each number of children is a change.</summary>
    public Task<string> DeclareAsync(string facility, int children, string? version, CancellationToken stop) =>
        SendAsync(health, $"{facility}/operation/classes", new DeclareClasses([new("JUNIOR", children)], 60, 40, today), version, stop);

    /// <summary>A whole inspection: opened, found what was found, completed, published.</summary>
    public async Task InspectAsync(string facility, IReadOnlyList<string> domains, string result, CancellationToken stop, params RecordFinding[] findings)
    {
        var (inspection, version) = await MadeAsync(health, $"{facility}/inspections", new OpenInspection(domains, ["WJ"], [new("WJ-1@370323", "SAMPLE-370323-WJ-1"), new("WJ-2@370323", "SAMPLE-370323-WJ-2")], today, Clue: "示例线索"), stop);
        foreach (var finding in findings)
            version = await SendAsync(health, $"{inspection}/findings", finding, version, stop);
        version = await SendAsync(health, $"{inspection}/completion", new CompleteInspection(result, today), version, stop);
        await SendAsync(health, $"{inspection}/result", new PublishResult(today), version, stop);
    }

    internal static RegisterFacility Registration(int number, DateOnly today)
    {
        var body = $"91370323{number:D8}";
        body += Uscc.OrgCheckSign(body[8..]);
        return new($"沂源县示例第{number.ToString(CultureInfo.InvariantCulture)}托育服务有限公司", body + Uscc.CheckSign(body), "FORPROFIT", "ORDINARY", "370323001", "历山街道示例路 12 号", "SP", "示例甲", "托育服务", today, Phone: "0533-0000000");
    }

    internal static SubmitFiling Filing(DateOnly today) => new(["full-day"], 60, 40, new Premises("leased", today.AddYears(4)), true,
        [new("FM1"), new("FM2"), new("FM3", today.AddMonths(11)), new("FM4"), new("FM5", today.AddMonths(11)), new("FM6", today.AddYears(2)), new("FM8"), new("FM9")], today,
        Setting: new(new("540", "320.50", "120"), 2, new("示例乙", true, true, true), new("示例丙", "0533-0000000"), new(1, 12, 1, 1, 1, 0), today.AddDays(30), "示例医院", today));

    private async Task<(string Path, string Version)> MadeAsync(string token, string collection, object command, CancellationToken stop)
    {
        using var answer = await AnswerAsync(token, collection, command, null, stop);
        return (answer.Headers.Location!.OriginalString, answer.Headers.ETag!.Tag);
    }

    private async Task<string> SendAsync(string token, string path, object command, string? version, CancellationToken stop)
    {
        using var answer = await AnswerAsync(token, path, command, version, stop);
        return answer.Headers.ETag!.Tag;
    }

    private async Task<HttpResponseMessage> AnswerAsync(string token, string path, object command, string? version, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(command, LedgerJson.Options)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        if (version is not null)
            request.Headers.Add("If-Match", version);
        var answer = await http.SendAsync(request, stop);
        return answer.IsSuccessStatusCode ? answer : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(stop)}");
    }
}
