using System.Text.Json;
using Xunit;

namespace FacilityLedger.Tests.Values;

public sealed class PlausibleDaysTests
{
    private sealed record When(DateOnly? Day = null, DateTimeOffset? At = null, IReadOnlyList<When>? Further = null);

    [Theory]
    [InlineData("""{"day":"1900-01-01","at":"2999-12-31T23:00:00+08:00"}"""), InlineData("""{"at":"2026-11-24T09:00:00Z"}"""), InlineData("""{"at":"2026-11-24T09:00-05:00"}""")]
    public void a_day_that_somebody_can_mean_is_read(string json) => Assert.NotNull(JsonSerializer.Deserialize<When>(json, LedgerJson.Commands));

    [Theory]
    [InlineData("""{"day":"0001-01-01"}""", "$.day"), InlineData("""{"day":"1899-12-31"}""", "$.day"), InlineData("""{"day":"9999-12-31"}""", "$.day")]
    [InlineData("""{"at":"9999-12-31T23:59:59+08:00"}""", "$.at"), InlineData("""{"further":[{"day":"3000-01-01"}]}""", "$.further[0].day")]
    public void a_day_that_nobody_can_mean_is_refused_wherever_it_stands(string json, string path) =>
        Assert.Equal(path, Assert.Throws<ImplausibleDayException>(() => JsonSerializer.Deserialize<When>(json, LedgerJson.Commands)).Path);

    [Fact]
    public void an_hour_without_a_zone_is_no_instant() =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<When>("""{"at":"2026-11-24T09:00:00"}""", LedgerJson.Commands));
}
