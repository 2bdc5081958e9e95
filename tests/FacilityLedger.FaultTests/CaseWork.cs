using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using FacilityLedger.Cases;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspections;
using FacilityLedger.IntegrationTests;
using FacilityLedger.Obligations;
using FacilityLedger.Registration;
using FacilityLedger.Violations;
using Xunit;

namespace FacilityLedger.FaultTests;

/// <summary>Clients that walk cases from the inspection to the payment and the closing, each on a facility of its own, with a file of evidence on the way.</summary>
internal sealed class CaseWork(Uri address)
{
    private const string Facilities = "/api/370323/facilities";
    private const int FileSize = 2_000_000;
    private static readonly Officer[] Officers = [new("wj-1", "鲁C-001"), new("wj-2", "鲁C-002")];
    private static readonly CasePenalty[] Fine = [new("F", "5000.00")];

    // What a facility's stream holds in the end beside what was shown and marked.
    private static readonly Type[] Steps =
    [
        typeof(FacilityRegistered), typeof(InspectionOpened), typeof(FindingRecorded), typeof(EvidenceAdded), typeof(ViolationRecorded), typeof(RectificationOrdered), typeof(RectificationVerified),
        typeof(CaseOpened), typeof(PenaltyNoticed), typeof(PenaltyDecided), typeof(PenaltyServed), typeof(FinePaid), typeof(FinePaid), typeof(CaseClosed),
    ];

    private readonly ConcurrentQueue<HttpStatusCode> refused = new();
    private readonly ConcurrentQueue<string> walked = new();
    private int acknowledged;
    private int limit = int.MaxValue;

    /// <summary>No more is sent once so many were acknowledged: on a fast machine the work would be over before it is broken off.</summary>
    public int Limit { get => Volatile.Read(ref limit); set => Volatile.Write(ref limit, value); }

    /// <summary>So many commands and files were acknowledged.</summary>
    public int Acknowledged => Volatile.Read(ref acknowledged);

    /// <summary>Done when every client has walked every case of its own to the end.</summary>
    public Task WalkAsync(int clients, int cases) => Task.WhenAll(Enumerable.Range(0, clients).Select(n => Task.Run(async () =>
    {
        for (var x = 0; x < cases; x++)
            await WalkAsync(n * cases + x + 1);
    })));

    /// <summary>Each case is whole, with each step once and paid as decided; every file that an event names lies in the store, and what lies there is what it is called; the ledger is whole.</summary>
    public async Task AreWholeAsync(LedgerHome home)
    {
        await using var books = await home.BooksAsync();
        var streams = await books.StreamsAsync("370323");
        Assert.Equal(walked.Order(StringComparer.Ordinal), streams.Keys.Order(StringComparer.Ordinal));
        Assert.All(streams.Values, x => Assert.Equal(Steps, x.Select(e => e.Data.GetType()).Where(t => Steps.Contains(t))));
        Assert.All(streams.Values, x =>
        {
            var file = Facility.Replay(x.Select(Entry.Of))!.Cases.All.Values.Single();
            Assert.Equal((CaseStatus.Closed, 5000m, "2000.00 3000.00"), (file.Status, file.Paid, string.Join(' ', file.Payments.Select(p => p.Amount))));
        });
        Assert.All(streams.Values.SelectMany(x => x).Select(x => x.Data).OfType<EvidenceAdded>(), x => Assert.Equal((x.Digest, x.Size), DigestOf(home.Evidence("370323", x.Digest))));
        Assert.All(home.Evidence("370323"), x => Assert.Equal(Path.GetFileName(x), DigestOf(x).Digest));
        await books.AreWholeAsync("370323");
    }

    private static (string Digest, long Size) DigestOf(string path) => (Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), new FileInfo(path).Length);

    // 人口与计划生育法 41: unfiled, ordered to file, refused, fined.
    private async Task WalkAsync(int number)
    {
        using var sp = new PatientClient(address, "SP-1@370323", refused);
        using var wj = new PatientClient(address, "WJ-1@370323", refused);
        var day = new DateOnly(2026, 1, 12);
        var facility = (await DoAsync(sp, Facilities, new RegisterFacility($"示例 {number}", "91370323YY000001XU", "FORPROFIT", "ORDINARY", "370323001", "历山街道示例路 12 号", "SP", "示例甲", "托育服务", day, number))).Stream;
        var path = $"{Facilities}/{facility}";

        var (inspection, version) = await MakeAsync("inspections", new OpenInspection(["CARE"], ["WJ"], Officers, day, Clue: "12345"));
        version = await OnAsync(inspection, "findings", new RecordFinding("CARE", 2, "示例：未备案收托", day, "FIL-01"), version);
        var finding = (await wj.GetAsync($"{path}/history")).GetProperty("entries").EnumerateArray().Single(x => x.GetProperty("type").GetString() == "finding-recorded").GetProperty("data").GetProperty("finding").GetString();
        byte[] photo = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, .. RandomNumberGenerator.GetBytes(FileSize)];
        await wj.PutAsync("/api/370323/evidence", photo);
        Interlocked.Increment(ref acknowledged);
        await OnAsync(inspection, "evidence", new AddEvidence(Convert.ToHexStringLower(SHA256.HashData(photo)), "门口.png", day, finding), version);

        (var violation, version) = await MakeAsync("violations", new RecordViolation("FIL-01", new(inspection, finding), day));
        version = await OnAsync(violation, "rectification", new OrderRectification(day, 7), version);
        await OnAsync(violation, "verification", new VerifyRectification("refused-to-correct", day.AddDays(10)), version);

        (var file, version) = await MakeAsync("cases", new OpenCase([violation.Split('/')[1]], Officers, day.AddDays(10)));
        version = await OnAsync(file, "notice", new NoticePenalty(Fine, day.AddDays(11)), version);
        version = await OnAsync(file, "decision", new DecidePenalty(Fine, $"沂卫托罚〔2026〕{number}号", day.AddDays(19)), version);
        version = await OnAsync(file, "service", new ServePenalty("direct", day.AddDays(19)), version);
        version = await OnAsync(file, "payments", new PayFine("2000.00", $"鲁财 {number}-1", day.AddDays(20)), version);
        version = await OnAsync(file, "payments", new PayFine("3000.00", $"鲁财 {number}-2", day.AddDays(21)), version);
        await OnAsync(file, "closing", new CloseCase("performed", day.AddDays(22)), version);
        walked.Enqueue(facility);

        async Task<(string Thing, string Version)> MakeAsync(string collection, object command)
        {
            var made = await DoAsync(wj, $"{path}/{collection}", command);
            return ($"{collection}/{made.Id}", made.ETag);
        }

        async Task<string> OnAsync(string thing, string step, object command, string etag) => (await DoAsync(wj, $"{path}/{thing}/{step}", command, etag)).ETag;

        async Task<Acknowledgement> DoAsync(PatientClient client, string to, object command, string? etag = null)
        {
            await Until.TrueAsync("the work may go on", () => Acknowledged < Limit);
            // The same command is never given twice to one path but with another receipt, so path and number name it.
            var done = await client.SendAsync(to, command, command is PayFine paid ? $"{number}-{paid.Amount}" : $"{number}", etag);
            Interlocked.Increment(ref acknowledged);
            return done;
        }
    }
}
