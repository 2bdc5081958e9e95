using System.Net;
using FacilityLedger.Inspections;
using FacilityLedger.Plans;
using Xunit;
using static FacilityLedger.IntegrationTests.EnforcementSteps;

namespace FacilityLedger.IntegrationTests;

public sealed class CrowdTests
{
    private static readonly CompleteInspection Completion = new("no-problem", Day(4));

    // A busy server asks to try again.
    private static async Task<HttpResponseMessage> UntilDoneAsync(Func<Task<HttpResponseMessage>> send)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await send();
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || attempt == 20)
                return answer;
            await Task.Delay(50 * attempt);
        }
    }

    private static Task<HttpResponseMessage[]> AllAtOnceAsync(int clients, Func<int, Task<HttpResponseMessage>> send) =>
        Task.WhenAll(Enumerable.Range(0, clients).Select(x => Task.Run(() => UntilDoneAsync(() => send(x)))));

    [Fact]
    public async Task changes_of_different_things_of_one_facility_do_not_conflict()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var facility = await ledger.ARegisteredFacilityAsync();
        var opened = await AllAtOnceAsync(32, _ => ledger.As("wj-1").SendAsync(HttpMethod.Post, Path(facility, "inspections"), Care));
        Assert.All(opened, x => Assert.Equal(HttpStatusCode.Created, x.StatusCode));
        var things = opened.Select(x => $"inspections/{x.Headers.Location!.OriginalString.Split('/')[^1]}").ToList();
        Assert.Equal(32, things.Distinct().Count());

        var state = await ledger.FacilityAsync(facility);
        var completed = await AllAtOnceAsync(32, n => ledger.As("wj-1").SendAsync(HttpMethod.Post, Path(facility, $"{things[n]}/completion"), Completion, state.VersionOf(things[n])));
        Assert.All(completed, x => Assert.Equal(HttpStatusCode.NoContent, x.StatusCode));
        Assert.All((await ledger.FacilityAsync(facility)).Inspections.All.Values, x => Assert.Equal(InspectionStatus.Completed, x.Status));
        await ledger.FoldsAsync(facility);
    }

    [Fact]
    public async Task one_idempotency_key_has_one_effect_however_many_send_it()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var facility = await ledger.ARegisteredFacilityAsync();
        var answers = await AllAtOnceAsync(20, _ => ledger.As("wj-1").SendAsync(HttpMethod.Post, Path(facility, "inspections"), Care, key: "one"));
        Assert.All(answers, x => Assert.Equal(HttpStatusCode.Created, x.StatusCode));
        Assert.Equal(19, answers.Count(x => x.Headers.Contains("Idempotency-Replayed")));
        Assert.Single(answers.Select(x => (x.Headers.Location, x.Headers.ETag)).Distinct());
        Assert.Single((await ledger.FacilityAsync(facility)).Inspections.All);
        await ledger.FoldsAsync(facility);
    }

    [Fact]
    public async Task of_many_changes_of_one_thing_one_succeeds()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var facility = await ledger.ARegisteredFacilityAsync();
        var thing = $"inspections/{await ledger.AnInspectionAsync(facility)}";
        var version = await ledger.VersionAsync(facility, thing);
        var answers = await AllAtOnceAsync(20, n => ledger.As("wj-1").SendAsync(HttpMethod.Post, Path(facility, $"{thing}/findings"), new RecordFinding("CARE", 2, $"示例 {n}", Day(3)), version));
        Assert.Equal(1, answers.Count(x => x.StatusCode == HttpStatusCode.NoContent));
        Assert.Equal(19, answers.Count(x => x.StatusCode == HttpStatusCode.PreconditionFailed));
        Assert.Single((await ledger.FacilityAsync(facility)).Inspections.All.Values.Single().Findings);
        await ledger.FoldsAsync(facility);
    }

    /// <summary>More wait for the one stream than the pool has connections.</summary>
    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task whoever_waits_for_one_stream_keeps_nobody_from_another(bool plan)
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (facility, other) = (await ledger.ARegisteredFacilityAsync(), await ledger.ARegisteredFacilityAsync(Steps.Registration with { Site = 2 }));
        var busy = plan ? await ledger.As("wj-1").DoAsync("/api/370323/plans", Yearly) : facility;
        Task<HttpResponseMessage> SendAsync() => plan
            ? ledger.As("wj-2").SendAsync(HttpMethod.Post, $"/api/370323/plans/{busy}/approval", new ApprovePlan(Day(1)), 2)
            : ledger.As("wj-1").SendAsync(HttpMethod.Post, Path(busy, "inspections"), Care);

        Task<HttpResponseMessage[]> crowd;
        await using (await ledger.HoldAsync(busy))
        {
            crowd = Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(SendAsync)));
            for (var n = 0; n < 20; n++)
                await ledger.AnInspectionAsync(other);
            Assert.False(crowd.IsCompleted);
        }
        Assert.All(await crowd, x => Assert.True(x.IsSuccessStatusCode));
        Assert.Equal(20, (await ledger.FacilityAsync(other)).Inspections.All.Count);
    }
}
