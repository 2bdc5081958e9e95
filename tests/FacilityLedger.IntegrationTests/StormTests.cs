using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FacilityLedger.Cases;
using FacilityLedger.Corrections;
using FacilityLedger.Credit;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspections;
using FacilityLedger.Operation;
using FacilityLedger.Violations;
using Marten;
using Marten.Events;
using Marten.Events.Daemon.Coordination;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static FacilityLedger.IntegrationTests.EnforcementSteps;

namespace FacilityLedger.IntegrationTests;

/// <summary>A whole office on one institution at once: on one inspection, one case and one disclosure together, and each on things of its own.</summary>
public sealed class StormTests
{
    private const int Crowd = 32;
    private const int Rounds = 2;
    private const string SharedNumber = "沂卫罚〔2026〕1号";
    private static readonly CasePenalty[] Fine = [new("F", "5000.00")];

    [Fact]
    public async Task thirty_two_officers_on_one_facility_are_all_answered_and_all_their_work_is_there_once()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var facility = await ledger.ARegisteredFacilityAsync();
        var inspection = await ledger.AnInspectionAsync(facility);
        var finding = await ledger.AFindingAsync(facility, inspection);
        var file = await ledger.ACaseAsync(facility, await ledger.AViolationOfAsync(facility));
        var before = (await ledger.FacilityAsync(facility)).Version;

        var storm = new Storm(ledger, facility);
        Func<string, int, Task>[] works =
        [
            (officer, n) => storm.FindsAsync(officer, $"inspections/{inspection}", n),
            (officer, _) => storm.RectifiesAsync(officer),
            (officer, _) => storm.ContestsAsync(officer, new($"inspections/{inspection}", finding), file),
            (officer, n) => storm.PenalisesAsync(officer, n),
            (officer, _) => storm.ScoresAsync(officer),
            (officer, _) => storm.CorrectsAsync(officer),
            (officer, n) => storm.DisclosesAsync(officer, n),
            (officer, n) => storm.CountsAsync(officer, n),
        ];
        var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var officers = Enumerable.Range(1, Crowd).Select(x => Task.Run(async () =>
        {
            await begin.Task;
            for (var round = 0; round < Rounds; round++)
                await works[(x + round) % works.Length]($"wj-{x}", x * Rounds + round);
        })).ToList();
        begin.SetResult();
        await Task.WhenAll(officers);

        var n = Crowd / works.Length * Rounds;
        Assert.Equal(n - 1, storm.Told.Count(x => x is (HttpStatusCode.Conflict, "claim-taken")));
        Assert.Equal(n - 1, storm.Told.Count(x => x is (HttpStatusCode.UnprocessableEntity, "violation-recorded-once")));
        Assert.Equal(2 * (n - 1), storm.Told.Count(x => x.Status is HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity));
        // The queue of the facility is long enough for all of them.
        Assert.DoesNotContain(storm.Told, x => x.Status == HttpStatusCode.ServiceUnavailable);

        await using var session = ledger.Store.QuerySession("370323");
        var made = (await session.Events.FetchStreamAsync(facility, fromVersion: before + 1)).Select(x => (IFact)x.Data).ToList();
        void Made<T>(int count) => Assert.Equal((typeof(T).Name, count), (typeof(T).Name, made.OfType<T>().Count()));
        Made<InspectionOpened>(3 * n);
        Made<FindingRecorded>(3 * n);
        Made<ViolationRecorded>(2 * n + 1);
        Made<RectificationOrdered>(n);
        Made<RectificationReported>(n);
        Made<RectificationVerified>(n);
        Made<EvidencePreserved>(n);
        Made<CaseOpened>(n);
        Made<PenaltyNoticed>(n);
        Made<PenaltyDecided>(n);
        Made<PenaltyServed>(n);
        Made<FinePaid>(2 * n);
        Made<CaseClosed>(n);
        Made<CreditChangeProposed>(n);
        Made<CreditChangeApproved>(n);
        Made<CreditChanged>(n);
        Made<CorrectionRequested>(n);
        Made<EntryCorrected>(n);
        Made<PlacesReported>(n);
        Assert.Equal(n, made.OfType<DisclosureCorrected>().Count(x => x.Thing == "disclosures/registration"));

        var now = await ledger.FacilityAsync(facility);
        Assert.All(now.Cases.All.Values.Where(x => x.Id != file.Split('/')[1]), x => Assert.Equal((CaseStatus.Closed, 5000m), (x.Status, x.Paid)));
        Assert.Equal(100 - n, now.Credit.Score);
        await ledger.FoldsAsync(facility);
        await IsRebuiltAsync(ledger);
    }

    private static async Task IsRebuiltAsync(LedgerUnderTest ledger)
    {
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(30));
        await ledger.Host.Services.GetRequiredService<IProjectionCoordinator>().PauseAsync();
        var (lived, figures) = (await PublicRows.AllAsync(ledger.Store), await PublicRows.FiguresAsync(ledger.Store));
        await PublicRebuild.RunAsync(ledger.Store, TimeSpan.Zero, ledger.Clock, CancellationToken.None);
        Assert.Equal(lived, await PublicRows.AllAsync(ledger.Store));
        Assert.Equal(figures, await PublicRows.FiguresAsync(ledger.Store));
    }

    /// <summary>The works of the officers, and what they were told.</summary>
    private sealed class Storm(LedgerUnderTest ledger, string facility)
    {
        private int sent;

        /// <summary>Status of each answer; of a refusal the rule too.</summary>
        public ConcurrentQueue<(HttpStatusCode Status, string? Rule)> Told { get; } = new();

        public Task<string> FindsAsync(string officer, string inspection, int n) => DoAsync(officer, $"{inspection}/findings", new RecordFinding("CARE", 2, $"示例 {n}", Day(3)), inspection);

        public async Task RectifiesAsync(string officer)
        {
            var violation = $"violations/{await ViolationAsync(officer)}";
            await DoAsync(officer, $"{violation}/rectification", new OrderRectification(Day(5)), violation);
            await DoAsync(officer, $"{violation}/report", new ReportRectification(Day(10), "示例"), violation);
            await DoAsync(Colleague(officer), $"{violation}/verification", new VerifyRectification("verified", Day(11)), violation);
        }

        /// <summary>All qualify the same finding, of whom one comes first, and preserve evidence in the same case.</summary>
        public async Task ContestsAsync(string officer, ViolationGround ground, string file)
        {
            await SendAsync(officer, "violations", new RecordViolation("CAR-01", ground, Day(3)));
            await DoAsync(officer, $"{file}/evidence", new PreserveEvidence(3, "示例", Day(5)), file);
        }

        /// <summary>A case from its opening to its end. All give the decision the same number at first.</summary>
        public async Task PenalisesAsync(string officer, int n)
        {
            var violation = await ViolationAsync(officer);
            var file = $"cases/{await DoAsync(officer, "cases", new OpenCase([violation], Officers, Day(4)))}";
            await DoAsync(officer, $"{file}/notice", new NoticePenalty(Fine, Day(5)), file);
            if (await SendAsync(officer, $"{file}/decision", new DecidePenalty(Fine, SharedNumber, Day(6)), file) is { IsSuccessStatusCode: false })
                await DoAsync(officer, $"{file}/decision", new DecidePenalty(Fine, $"沂卫罚〔2026〕1{n:000}号", Day(6)), file);
            await DoAsync(officer, $"{file}/service", new ServePenalty("direct", Day(6)), file);
            await DoAsync(officer, $"{file}/payments", new PayFine("2000.00", "鲁财 1", Day(7)), file);
            await DoAsync(officer, $"{file}/payments", new PayFine("3000.00", "鲁财 2", Day(8)), file);
            await DoAsync(officer, $"{file}/closing", new CloseCase("performed", Day(9)), file);
        }

        public async Task ScoresAsync(string officer)
        {
            var proposal = $"proposals/{await DoAsync(officer, "proposals", new ProposeCreditChange(-1, "县政策 13", "示例", Day(20)))}";
            await DoAsync(Colleague(officer), $"{proposal}/approval", new ApproveCreditChange(Day(20)), proposal);
        }

        public async Task CorrectsAsync(string officer)
        {
            var opened = await SendAsync(officer, "inspections", Care with { Clue = "12345-2026-12" });
            var entry = long.Parse(opened.Headers.ETag!.Tag.Trim('"'), System.Globalization.CultureInfo.InvariantCulture);
            var right = JsonSerializer.SerializeToElement(Care, LedgerJson.Options);
            var correction = $"corrections/{await DoAsync(officer, "corrections", new RequestCorrection(entry, "inspections", right, "typing-error", Day(20)))}";
            await DoAsync(Colleague(officer), $"{correction}/approval", new ApproveCorrection(Day(20)), correction);
        }

        public Task<string> DisclosesAsync(string officer, int n) => DoAsync(officer, "disclosures/registration/correction",
            new CorrectDisclosure(new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["name"] = JsonSerializer.SerializeToElement($"更正 {n}") }, "typing-error", Day(20)), "disclosures/registration");

        public Task<string> CountsAsync(string officer, int n) => DoAsync(officer, "operation/places", new ReportPlaces(200, n, 10, 0, Day(20)), "operation");

        private static string Colleague(string officer) => $"{officer}00";

        private async Task<string> ViolationAsync(string officer)
        {
            var inspection = await DoAsync(officer, "inspections", Care);
            await DoAsync(officer, $"inspections/{inspection}/findings", new RecordFinding("CARE", 2, "示例", Day(3), "CAR-01"), $"inspections/{inspection}");
            var finding = (await ledger.FacilityAsync(facility)).Inspections.All[inspection].Findings.Single().Id;
            return await DoAsync(officer, "violations", new RecordViolation("CAR-01", new($"inspections/{inspection}", finding), Day(3)));
        }

        /// <summary>Sends until it is done; answers the id at the end of the Location.</summary>
        private async Task<string> DoAsync(string officer, string below, object command, string? thing = null)
        {
            var answer = await SendAsync(officer, below, command, thing);
            Assert.True(answer.IsSuccessStatusCode, $"{officer} {below}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            return answer.Headers.Location?.OriginalString.Split('/')[^1] ?? "";
        }

        // Whoever was overtaken, or met a busy server, looks again and sends the same under the same key. Every second command that is done is sent once more, as by somebody who has lost the answer.
        private async Task<HttpResponseMessage> SendAsync(string officer, string below, object command, string? thing = null)
        {
            var number = Interlocked.Increment(ref sent);
            var key = $"{officer}-{number}";
            while (true)
            {
                var version = thing is null ? null : await ReadAsync(officer, thing);
                var answer = await OnceAsync(version);
                if (answer.IsSuccessStatusCode && number % 2 == 0)
                {
                    var again = await OnceAsync(version);
                    Assert.Equal((answer.StatusCode, answer.Headers.ETag, answer.Headers.Location), (again.StatusCode, again.Headers.ETag, again.Headers.Location));
                    Assert.True(again.Headers.Contains("Idempotency-Replayed"));
                }
                if (answer.IsSuccessStatusCode || answer.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity)
                    return answer;
                Assert.True(answer.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.PreconditionRequired or HttpStatusCode.ServiceUnavailable, $"{officer} {below}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                Assert.True(answer.StatusCode != HttpStatusCode.ServiceUnavailable || answer.Headers.RetryAfter is not null, $"{officer} {below}: busy, but until when?");
            }

            async Task<HttpResponseMessage> OnceAsync(long? version)
            {
                var answer = await ledger.As(officer).SendAsync(HttpMethod.Post, Path(facility, below), command, version, key);
                Told.Enqueue((answer.StatusCode, answer.IsSuccessStatusCode ? null : (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("rule").GetString()));
                return answer;
            }
        }

        // The version that the record shows; none where there is no such thing yet.
        private async Task<long?> ReadAsync(string officer, string thing)
        {
            var record = await ledger.As(officer).GetFromJsonAsync<JsonElement>($"/api/370323/facilities/{facility}");
            return record.GetProperty("etags").TryGetProperty(thing, out var etag) ? long.Parse(etag.GetString()!.Trim('"'), System.Globalization.CultureInfo.InvariantCulture) : null;
        }
    }
}
