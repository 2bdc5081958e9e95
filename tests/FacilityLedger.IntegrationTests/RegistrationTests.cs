using System.Net;
using System.Net.Http.Json;
using FacilityLedger.Registration;
using Xunit;

namespace FacilityLedger.IntegrationTests;

public sealed class RegistrationTests
{
    private static readonly RegisterFacility Command = new("沂源县禾屿托育服务有限公司", "91370323YY000001XU", "FORPROFIT", "ORDINARY", "370323001", "历山街道示例路 12 号", "SP", "示例甲", "托育服务", new DateOnly(2026, 11, 20));

    [Fact]
    public async Task a_registered_facility_can_be_read_back_and_a_retry_changes_nothing()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var officer = ledger.As("sp-1");
        officer.DefaultRequestHeaders.Add("Idempotency-Key", "first");

        var first = await officer.PostAsJsonAsync("/api/370323/facilities", Command);
        Assert.Equal("", await first.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        var again = await officer.PostAsJsonAsync("/api/370323/facilities", Command);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(first.Headers.Location, again.Headers.Location);
    }
}
