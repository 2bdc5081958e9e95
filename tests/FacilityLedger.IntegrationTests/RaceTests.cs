using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using FacilityLedger.Cases;
using FacilityLedger.Corrections;
using FacilityLedger.Credit;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspections;
using FacilityLedger.Inspectors;
using FacilityLedger.IntegrationTests.Desk;
using FacilityLedger.Obligations;
using FacilityLedger.Plans;
using FacilityLedger.Violations;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static FacilityLedger.IntegrationTests.EnforcementSteps;

namespace FacilityLedger.IntegrationTests;

/// <summary>Two officers, one matter, one moment: one wins, the other is told, and the stream has the effect once. Each race is run until either of the two has won, and ten times at least.</summary>
public sealed class RaceTests(RaceTests.Course course) : IClassFixture<RaceTests.Course>
{
    private const int Rounds = 10;
    private const int Most = 100;
    private static readonly CasePenalty[] Fine = [new("F", "5000.00")];
    private static int numbers;

    private readonly LedgerUnderTest ledger = course.Ledger;

    [Fact]
    public Task two_approvals_of_one_correction() => RaceAsync(
        ACorrectionAsync,
        it => (it.By("wj-2", "approval", new ApproveCorrection(Day(20)), "correction-decided"), it.By("wj-3", "approval", new ApproveCorrection(Day(20)), "correction-decided")),
        x => Assert.Single(x.Since.OfType<EntryCorrected>()));

    [Fact]
    public Task the_approval_and_the_rejection_of_one_correction() => RaceAsync(
        ACorrectionAsync,
        it => (it.By("wj-2", "approval", new ApproveCorrection(Day(20)), "correction-decided"), it.By("wj-3", "rejection", new RejectCorrection("示例", Day(20)), "correction-decided")),
        x =>
        {
            Assert.Equal(x.Won.Command is ApproveCorrection, Assert.Single(x.Since, f => f is EntryCorrected or CorrectionRejected) is EntryCorrected);
            Assert.Equal(x.Won.Command is ApproveCorrection ? Day(5) : Day(6), x.Facility.Inspections.All.Values.Single().OpenedOn);
        });

    [Fact]
    public Task two_requests_to_correct_one_entry() => RaceAsync(
        async () => await AnOpenedInspectionAsync() is var (facility, entry) ? (At: new Matter(facility), Entry: entry) : default,
        it => (it.At.By("wj-1", "corrections", Asking(it.Entry), "correction-pending"), it.At.By("wj-2", "corrections", Asking(it.Entry), "correction-pending")),
        x => Assert.Single(x.Since.OfType<CorrectionRequested>()));

    [Fact]
    public Task two_verifications_of_one_rectification() => RaceAsync(
        AReportAsync,
        it => (it.By("wj-2", "verification", new VerifyRectification("verified", Day(22))), it.By("wj-3", "verification", new VerifyRectification("verified", Day(22)))),
        x => Assert.Single(x.Since.OfType<RectificationVerified>()));

    [Fact]
    public Task two_verifications_that_disagree() => RaceAsync(
        AReportAsync,
        it => (it.By("wj-2", "verification", new VerifyRectification("verified", Day(22)), "violation-step"), it.By("wj-3", "verification", new VerifyRectification("refused-to-correct", Day(22)), "violation-step")),
        x => Assert.Equal(((VerifyRectification)x.Won.Command).Outcome, Assert.Single(x.Since.OfType<RectificationVerified>()).Outcome));

    [Fact]
    public Task the_verification_and_the_rejection_of_one_rectification() => RaceAsync(
        AReportAsync,
        it => (it.By("wj-2", "verification", new VerifyRectification("verified", Day(22)), "violation-step"), it.By("wj-3", "rejection", new RejectRectification(Day(22)), "violation-step")),
        x =>
        {
            Assert.Single(x.Since, f => f is RectificationVerified or RectificationRejected);
            Assert.Equal(x.Won.Command is VerifyRectification ? ViolationStatus.Verified : ViolationStatus.Ordered, x.Facility.Violations.All.Values.Single().Status);
        });

    /// <summary>What was paid may be annulled afterwards; what was annulled is not paid.</summary>
    [Fact]
    public Task the_revocation_of_a_penalty_and_its_payment() => RaceAsync(
        AServedCaseAsync,
        it => (it.By("wj-1", "payments", new PayFine("5000.00", "鲁财 1", Day(7)), "case-step"), it.By("wj-2", "revocation", new RevokePenalty("department", "沂卫撤〔2026〕1号", Day(7)))),
        x =>
        {
            var (file, paid) = (x.Facility.Cases.All.Values.Single(), x.Won.Command is PayFine);
            Assert.Equal((paid ? 1 : 0, 1), (x.Since.OfType<FinePaid>().Count(), x.Since.OfType<PenaltyRevoked>().Count()));
            Assert.Equal((CaseStatus.Revoked, paid ? 5000m : 0m), (file.Status, file.Paid));
            Assert.Equal(paid ? ObligationStatus.Met : ObligationStatus.Dropped, x.Facility.Obligations.All[CaseBook.Payment(file.Id)].Status);
            Assert.Null(x.Facility.Violations.All.Values.Single().Penalty);
        });

    [Fact]
    public Task one_receipt_entered_by_two() => RaceAsync(
        AServedCaseAsync,
        it => (it.By("wj-1", "payments", new PayFine("2000.00", "鲁财 1", Day(7))), it.By("wj-2", "payments", new PayFine("2000.00", "鲁财 1", Day(7)))),
        x => Assert.Equal(2000m, x.Facility.Cases.All.Values.Single().Paid));

    [Fact]
    public Task two_cases_on_one_violation() => RaceAsync(
        async () => await ledger.AViolationOfAsync(await NewAsync()) is var violation ? (At: new Matter(latest), Violation: violation.Split('/')[1]) : default,
        it => (it.At.By("wj-1", "cases", new OpenCase([it.Violation], Officers, Day(4)), "case-once"), it.At.By("wj-2", "cases", new OpenCase([it.Violation], Officers, Day(5)), "case-once")),
        x => Assert.Single(x.Since.OfType<CaseOpened>()));

    [Fact]
    public Task two_decisions_in_one_case() => RaceAsync(
        ANoticedCaseAsync,
        it => (it.By("wj-1", "decision", new DecidePenalty(Fine, Number(), Day(6)), "case-step"), it.By("wj-2", "decision", new DecidePenalty(Fine, Number(), Day(6)), "case-step")),
        async x =>
        {
            var (taken, free) = (((DecidePenalty)x.Won.Command).Number, ((DecidePenalty)x.Lost.Command).Number);
            Assert.Equal(taken, Assert.Single(x.Since.OfType<PenaltyDecided>()).Number);
            Assert.Equal((x.Facility.Id, null), (await HolderAsync(taken), await HolderAsync(free)));
        });

    [Fact]
    public Task a_decision_and_an_end_without_a_penalty_in_one_case() => RaceAsync(
        ANoticedCaseAsync,
        it => (it.By("wj-1", "decision", new DecidePenalty(Fine, Number(), Day(6)), "case-step"), it.By("wj-2", "no-penalty", new EndWithoutPenalty("minor", Day(6)), "case-step")),
        x => Assert.Equal(x.Won.Command is DecidePenalty, Assert.Single(x.Since, f => f is PenaltyDecided or NoPenaltyDecided) is PenaltyDecided));

    /// <summary>The other takes the next number.</summary>
    [Fact]
    public Task one_number_for_the_decisions_of_two_cases() => RaceAsync(
        async () => (One: await ANoticedCaseAsync(), Other: await ANoticedCaseAsync(), Number: Number()),
        it => (it.One.By("wj-1", "decision", new DecidePenalty(Fine, it.Number, Day(6)), "claim-taken"), it.Other.By("wj-2", "decision", new DecidePenalty(Fine, it.Number, Day(6)), "claim-taken")),
        async x =>
        {
            Assert.Equal(x.Won.At.Stream, await HolderAsync(((DecidePenalty)x.Won.Command).Number));
            Assert.Single(x.Since.OfType<PenaltyDecided>());
            Assert.Equal(CaseStatus.Noticed, (await ledger.FacilityAsync(x.Lost.At.Stream)).Cases.All.Values.Single().Status);
            await ledger.OnAsync("wj-1", x.Lost.At.Stream, x.Lost.At.Thing!, "decision", new DecidePenalty(Fine, Number(), Day(6)));
            await ledger.FoldsAsync(x.Lost.At.Stream);
        });

    [Fact]
    public Task two_approvals_of_one_change_of_credit() => RaceAsync(
        AProposalAsync,
        it => (it.By("wj-2", "approval", new ApproveCreditChange(Day(20))), it.By("wj-3", "approval", new ApproveCreditChange(Day(20)))),
        x =>
        {
            Assert.Single(x.Since.OfType<CreditChangeApproved>());
            Assert.Single(x.Since.OfType<CreditChanged>());
            Assert.Equal(90, x.Facility.Credit.Score);
        });

    [Fact]
    public Task the_approval_and_the_rejection_of_one_change_of_credit() => RaceAsync(
        AProposalAsync,
        it => (it.By("wj-2", "approval", new ApproveCreditChange(Day(20)), "proposal-decided"), it.By("wj-3", "rejection", new RejectCreditChange("示例", Day(20)), "proposal-decided")),
        x =>
        {
            Assert.Single(x.Since, f => f is CreditChangeApproved or CreditChangeRejected);
            Assert.Equal(x.Won.Command is ApproveCreditChange ? 1 : 0, x.Since.OfType<CreditChanged>().Count());
        });

    [Fact]
    public Task two_requests_to_repair_one_breach() => RaceAsync(
        ABreachAsync,
        it => (it.By("wj-1", "repairs", new RequestRepair(it.Of!, "已分班", Day(20)), "repair-pending"), it.By("wj-2", "repairs", new RequestRepair(it.Of!, "已分班", Day(21)), "repair-pending")),
        x => Assert.Single(x.Since.OfType<CreditRepairRequested>()));

    [Fact]
    public Task two_grants_of_one_repair() => RaceAsync(
        AnAcceptedRepairAsync,
        it => (it.By("wj-1", "grant", new GrantRepair(Day(22))), it.By("wj-2", "grant", new GrantRepair(Day(22)))),
        x =>
        {
            Assert.Single(x.Since.OfType<CreditRepairGranted>());
            Assert.Single(x.Since.OfType<DisclosureWithdrawn>(), f => f.Disclosure.StartsWith("penalty-", StringComparison.Ordinal));
            Assert.Equal(100, x.Facility.Credit.Score);
        });

    [Fact]
    public Task the_grant_and_the_refusal_of_one_repair() => RaceAsync(
        AnAcceptedRepairAsync,
        it => (it.By("wj-1", "grant", new GrantRepair(Day(22)), "repair-step"), it.By("wj-2", "refusal", new RefuseRepair("duties", Day(22)), "repair-step")),
        x =>
        {
            Assert.Single(x.Since, f => f is CreditRepairGranted or CreditRepairRefused);
            Assert.Equal(x.Won.Command is GrantRepair ? (100, 1) : (95, 0), (x.Facility.Credit.Score!.Value, x.Since.OfType<DisclosureWithdrawn>().Count(f => f.Disclosure.StartsWith("penalty-", StringComparison.Ordinal))));
        });

    [Fact]
    public Task two_listings_of_one_serious_breach() => RaceAsync(
        ABreachAsync,
        it => (it.By("wj-1", "serious-breaches", new ListSeriousBreach("TEST-LIST", it.Of!, "列 1", Day(20)), "listed-already"), it.By("wj-2", "serious-breaches", new ListSeriousBreach("TEST-LIST", it.Of!, "列 2", Day(20)), "listed-already")),
        x =>
        {
            Assert.Equal(((ListSeriousBreach)x.Won.Command).Document, Assert.Single(x.Since.OfType<SeriousBreachListed>()).Document);
            Assert.Single(x.Since.OfType<DisclosurePublished>());
        });

    [Fact]
    public Task two_approvals_of_one_plan() => RaceAsync(
        async () => new Matter(await ledger.As("wj-1").DoAsync("/api/370323/plans", Yearly), "approval", Room: "plans"),
        it => (it.By("wj-2", "", new ApprovePlan(Day(1))), it.By("wj-3", "", new ApprovePlan(Day(1)))),
        x => Assert.Equal($"{x.Won.Officer}@370323", Assert.Single(x.Since.OfType<PlanApproved>()).ApprovedBy));

    [Fact]
    public Task one_draw_held_by_two() => RaceAsync(
        async () =>
        {
            await NewAsync();
            var (plan, draw) = await ledger.APreparedDrawAsync();
            return new Matter(plan, $"draws/{draw}", Room: "plans");
        },
        it => (it.By("wj-1", "result", new HoldDraw(Day(3))), it.By("wj-2", "result", new HoldDraw(Day(3)))),
        x => Assert.Single(x.Since.OfType<DrawHeld>()));

    [Fact]
    public async Task one_certificate_entered_for_two_officers()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var certificate = Number();
            var answers = await TogetherAsync([.. Enumerable.Range(1, 2).Select(n => (Func<Task<HttpResponseMessage>>)(() => ledger.As($"xf-{n}").SendAsync(HttpMethod.Post, "/api/370323/officers", new CertifyOfficer($"{certificate}-{n}", certificate, Day(1)))))]);
            var winner = Assert.Single([0, 1], x => answers[x].IsSuccessStatusCode);
            await IsToldAsync(answers[1 - winner], "claim-taken");
            await using var session = ledger.Store.QuerySession("370323");
            Assert.Equal($"{certificate}-{winner + 1}", Assert.Single((await OfficerRegister.ReadAsync(session, CancellationToken.None)).All, x => x.Certificate == certificate).Account);
        }
    }

    /// <summary>Whether the mark or the report is entered first: what was in time counts as in time, and what was late as late.</summary>
    [Theory]
    [InlineData(12, ObligationStatus.Met), InlineData(13, ObligationStatus.MetLate)]
    public async Task a_report_and_the_sweep_that_finds_it_missing(int on, ObligationStatus outcome)
    {
        var sweeper = ledger.Host.Services.GetRequiredService<Sweeper>();
        var marked = new int[2];
        for (var round = 0; round < Rounds || marked.Min() == 0; round++)
        {
            Assert.True(round < Most, $"in {Most} rounds the sweep marked {marked[1]} terms");
            var facility = await NewAsync();
            var violation = await ledger.AViolationOfAsync(facility);
            await ledger.OnAsync("wj-1", facility, violation, "rectification", new OrderRectification(Day(5)));
            var version = await ledger.VersionAsync(facility, violation);
            var sweep = Task.Run(() => sweeper.SweepAsync());
            // With each round the sweep has a longer start.
            for (var start = 0; start < round; start++)
                await ledger.FacilityAsync(facility);
            Assert.Equal(HttpStatusCode.NoContent, (await ledger.As("wj-1").SendAsync(HttpMethod.Post, Path(facility, $"{violation}/report"), new ReportRectification(Day(on)), version)).StatusCode);
            await sweep;
            var (now, marks) = (await ledger.FacilityAsync(facility), await ledger.FellDueAsync(facility, $"{violation}/rectification"));
            marked[marks]++;
            Assert.Equal((ViolationStatus.Reported, outcome), (now.Violations.All.Values.Single().Status, now.Obligations.All[$"{violation}/rectification"].Status));
            Assert.Equal(outcome == ObligationStatus.Met ? [] : [Day(12)], now.Violations.All.Values.Single().Missed);
            await ledger.FoldsAsync(facility);
        }
    }

    [Fact]
    public async Task one_file_sent_by_many_at_once_is_one_and_whole_and_entered_once()
    {
        for (var round = 0; round < Rounds; round++)
        {
            byte[] bytes = [.. EvidenceTests.Photo, .. RandomNumberGenerator.GetBytes(1_000_000)];
            var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
            var sent = await TogetherAsync([.. Enumerable.Range(1, 8).Select(n => (Func<Task<HttpResponseMessage>>)(() => ledger.As($"wj-{n}").PutAsync("/api/370323/evidence", new ByteArrayContent(bytes))))]);
            Assert.All(sent, x => Assert.Equal(HttpStatusCode.Created, x.StatusCode));
            var folder = System.IO.Path.Combine(System.IO.Path.GetTempPath(), ledger.Schema, "evidence", "370323", digest[..2]);
            Assert.Equal([digest, $"{digest}.WJ.sent"], Directory.GetFiles(folder, digest + "*").Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal));
            Assert.Equal(bytes, await File.ReadAllBytesAsync(System.IO.Path.Combine(folder, digest)));
        }
        await RaceAsync(
            async () => new Matter(await NewAsync(), $"inspections/{await ledger.AnInspectionAsync(latest)}", Of: await ASentFileAsync()),
            it => (it.By("wj-1", "evidence", new AddEvidence(it.Of!, "门口.png", Day(3))), it.By("wj-2", "evidence", new AddEvidence(it.Of!, "大门.png", Day(3)))),
            x => Assert.Single(x.Since.OfType<EvidenceAdded>()));
    }

    // Key of the facility that was made last.
    private string latest = "";

    private async Task<string> NewAsync() => latest = await ledger.ARegisteredFacilityAsync(Steps.Registration with { Uscc = DeskStates.NewUscc() });

    private static string Number() => $"沂卫罚〔2026〕{Interlocked.Increment(ref numbers)}号";

    private static RequestCorrection Asking(long entry) => new(entry, "inspections", JsonSerializer.SerializeToElement(Care with { OccurredOn = Day(5) }, LedgerJson.Options), "typing-error", Day(20));

    private async Task<(string Facility, long Entry)> AnOpenedInspectionAsync()
    {
        var facility = await NewAsync();
        var inspection = await ledger.AnInspectionAsync(facility, Care with { OccurredOn = Day(6) });
        return (facility, (await ledger.FacilityAsync(facility)).Touched[$"inspections/{inspection}"].Entry);
    }

    private async Task<Matter> ACorrectionAsync()
    {
        var (facility, entry) = await AnOpenedInspectionAsync();
        return new(facility, $"corrections/{await ledger.As("wj-1").DoAsync(Path(facility, "corrections"), Asking(entry))}");
    }

    private async Task<Matter> AReportAsync()
    {
        var violation = await ledger.AViolationOfAsync(await NewAsync());
        await ledger.OnAsync("wj-1", latest, violation, "rectification", new OrderRectification(Day(20)));
        await ledger.OnAsync("wj-1", latest, violation, "report", new ReportRectification(Day(21)));
        return new(latest, violation);
    }

    private async Task<Matter> ANoticedCaseAsync()
    {
        var facility = await NewAsync();
        var file = await ledger.ACaseAsync(facility, await ledger.AViolationOfAsync(facility));
        await ledger.OnAsync("wj-1", facility, file, "notice", new NoticePenalty(Fine, Day(5)));
        return new(facility, file);
    }

    private async Task<Matter> AServedCaseAsync()
    {
        var it = await ANoticedCaseAsync();
        await ledger.OnAsync("wj-1", it.Stream, it.Thing!, "decision", new DecidePenalty(Fine, Number(), Day(6)));
        await ledger.OnAsync("wj-1", it.Stream, it.Thing!, "service", new ServePenalty("direct", Day(6)));
        return it;
    }

    private async Task<Matter> AProposalAsync() =>
        new(await NewAsync(), $"proposals/{await ledger.As("wj-1").DoAsync(Path(latest, "proposals"), new ProposeCreditChange(-10, "县政策 13", "示例", Day(18)))}");

    /// <summary>A violation put right too late, warned of, published and counted.</summary>
    private async Task<Matter> ABreachAsync()
    {
        var violation = await ledger.AViolationOfAsync(await NewAsync());
        await ledger.OnAsync("wj-1", latest, violation, "rectification", new OrderRectification(Day(5)));
        await ledger.OnAsync("wj-1", latest, violation, "report", new ReportRectification(Day(14)));
        await ledger.OnAsync("wj-2", latest, violation, "verification", new VerifyRectification("verified", Day(15)));
        var number = Number();
        await ledger.OnAsync("wj-1", latest, violation, "penalty", new SummaryPenalty("W", number, Day(15)));
        await ledger.As("wj-1").DoAsync(Path(latest, "disclosures"), new PublishDisclosure("penalty", violation, new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["number"] = JsonSerializer.SerializeToElement(number) }, Day(16)));
        await ledger.OnAsync("wj-1", latest, "credit", "changes", new ChangeCredit("CR-01", violation, Day(20)));
        return new(latest, Of: violation.Split('/')[1]);
    }

    private async Task<Matter> AnAcceptedRepairAsync()
    {
        var breach = await ABreachAsync();
        var repair = $"repairs/{await ledger.As("wj-1").DoAsync(Path(breach.Stream, "repairs"), new RequestRepair(breach.Of!, "已分班", Day(20), "不再超员"))}";
        await ledger.OnAsync("wj-1", breach.Stream, repair, "acceptance", new AcceptRepair(Day(21)));
        return new(breach.Stream, repair);
    }

    private async Task<string> ASentFileAsync()
    {
        byte[] bytes = [.. EvidenceTests.Photo, .. RandomNumberGenerator.GetBytes(16)];
        using var content = new ByteArrayContent(bytes);
        Assert.Equal(HttpStatusCode.Created, (await ledger.As("wj-1").PutAsync("/api/370323/evidence", content)).StatusCode);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    private async Task<string?> HolderAsync(string number)
    {
        await using var session = ledger.Store.QuerySession("370323");
        return (await session.LoadAsync<ClaimedName>(new Claim("decision", number).Id))?.Holder;
    }

    private Task RaceAsync<T>(Func<Task<T>> arranged, Func<T, (Rival One, Rival Other)> rivals, Action<Finish> finished) => RaceAsync(arranged, rivals, x =>
    {
        finished(x);
        return Task.CompletedTask;
    });

    // In turn each is started first; how often it takes until each has won is not ours to say.
    private async Task RaceAsync<T>(Func<Task<T>> arranged, Func<T, (Rival One, Rival Other)> rivals, Func<Finish, Task> finished)
    {
        var won = new int[2];
        for (var round = 0; round < Rounds || won.Min() == 0; round++)
        {
            Assert.True(round < Most, $"in {Most} rounds one of the two has always won: {won[0]} to {won[1]}");
            var (one, other) = rivals(await arranged());
            var before = (await StateAsync(one.At)).Version;
            Rival[] running = round % 2 == 0 ? [one, other] : [other, one];
            var versions = await Task.WhenAll(running.Select(x => VersionAsync(x.At)));
            var answers = await TogetherAsync([.. running.Select((x, i) => (Func<Task<HttpResponseMessage>>)(() => SendAsync(x, versions[i])))]);
            var winner = Assert.Single([0, 1], x => answers[x].IsSuccessStatusCode);
            var (victor, loser) = (running[winner], running[1 - winner]);
            won[victor == one ? 0 : 1]++;

            // Whoever has read what another changed has to look again; the rest meets the rule itself.
            var overtaken = loser.At.Thing is not null && loser.At == victor.At;
            await IsToldAsync(answers[1 - winner], overtaken ? versions[1 - winner] is null ? "if-match-required" : "version-changed" : loser.Afterwards!);
            if (overtaken)
            {
                var again = await SendAsync(loser, await VersionAsync(loser.At));
                if (loser.Afterwards is { } rule)
                    await IsToldAsync(again, rule);
                else
                    Assert.True(again.IsSuccessStatusCode, await again.Content.ReadAsStringAsync());
            }
            var replayed = await SendAsync(victor, versions[winner]);
            Assert.True(replayed.IsSuccessStatusCode && replayed.Headers.Contains("Idempotency-Replayed"));

            await using var session = ledger.Store.QuerySession("370323");
            var since = (await session.Events.FetchStreamAsync(victor.At.Stream, fromVersion: victor.At.Stream == one.At.Stream ? before + 1 : 1)).Select(x => (IFact)x.Data).ToList();
            await finished(new(victor, loser, since, await StateAsync(victor.At)));
            await FoldsAsync(victor.At);
        }
    }

    private static async Task<HttpResponseMessage[]> TogetherAsync(IReadOnlyList<Func<Task<HttpResponseMessage>>> sends)
    {
        var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = sends.Select(x => Task.Run(async () =>
        {
            await begin.Task;
            return await x();
        })).ToList();
        begin.SetResult();
        return await Task.WhenAll(running);
    }

    private static async Task IsToldAsync(HttpResponseMessage answer, string rule)
    {
        var problem = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.PreconditionRequired or HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity, $"{(int)answer.StatusCode} {problem}");
        Assert.Contains($"\"rule\":\"{rule}\"", problem, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> SendAsync(Rival x, long? version) => ledger.As(x.Officer).SendAsync(HttpMethod.Post, x.Path, x.Command, version, x.Key);

    private async Task<IThings> StateAsync(Matter at)
    {
        await using var session = ledger.Store.QuerySession("370323");
        return at.Room == "plans" ? (await session.LoadAsync<InspectionPlan>(at.Stream))! : (await session.LoadAsync<Facility>(at.Stream))!;
    }

    private async Task<long?> VersionAsync(Matter at) => at.Thing is { } thing && (await StateAsync(at)).VersionOf(thing) is > 0 and var version ? version : null;

    private async Task FoldsAsync(Matter at)
    {
        await using var session = ledger.Store.QuerySession("370323");
        if (at.Room == "plans")
            Assert.Equal(CanonicalJson.Of(InspectionPlan.Replay((await session.Events.FetchStreamAsync(at.Stream)).Select(Entry.Of))!), CanonicalJson.Of(await session.LoadAsync<InspectionPlan>(at.Stream)));
        else
            await ledger.FoldsAsync(at.Stream);
    }

    /// <summary>What the race is about.</summary>
    /// <param name="Thing">The thing that both have read; null where each is about to make one.</param>
    /// <param name="Of">What else the commands have to name.</param>
    private sealed record Matter(string Stream, string? Thing = null, string? Of = null, string Room = "facilities")
    {
        public Rival By(string officer, string step, object command, string? afterwards = null) =>
            new(officer, this, $"/api/370323/{Room}/{string.Join('/', new[] { Stream, Thing, step }.Where(x => !string.IsNullOrEmpty(x)))}", command, afterwards, $"race-{Interlocked.Increment(ref numbers)}");
    }

    /// <param name="Afterwards">The rule that it meets when it comes second and has looked again; null where the two do not contradict each other.</param>
    private sealed record Rival(string Officer, Matter At, string Path, object Command, string? Afterwards, string Key);

    /// <param name="Since">Facts of the winner's stream from the start on.</param>
    private sealed record Finish(Rival Won, Rival Lost, IReadOnlyList<IFact> Since, IThings State)
    {
        public Facility Facility => (Facility)State;
    }

    /// <summary>One server for all races.</summary>
    public sealed class Course : IAsyncLifetime
    {
        public LedgerUnderTest Ledger { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Ledger = await LedgerUnderTest.StartAsync();

        public ValueTask DisposeAsync() => Ledger.DisposeAsync();
    }
}
