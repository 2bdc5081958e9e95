using FacilityLedger.Hosting.Clock;
using Xunit;

namespace FacilityLedger.Tests.Values;

public sealed class LedgerClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private TimeSpan passed;
    private TimeSpan set;

    private LedgerClock Clock() => new(() => Noon + passed + set, () => passed);

    [Fact]
    public void it_is_the_wall_clock_as_long_as_that_goes_as_time_does()
    {
        var clock = Clock();
        passed = TimeSpan.FromDays(100);
        Assert.Equal((Noon.AddDays(100), null), (clock.GetUtcNow(), clock.Jump));
    }

    [Fact]
    public void it_follows_small_steps_however_many()
    {
        var clock = Clock();
        for (var step = 1; step <= 10; step++)
        {
            passed += TimeSpan.FromHours(1);
            set += TimeSpan.FromMinutes(2);
            Assert.Equal((clock.Wall, null), (clock.GetUtcNow(), clock.Jump));
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-3)]
    [InlineData(30 * 24 * 60)]
    [InlineData(-400 * 24 * 60)]
    public void it_carries_on_the_last_right_time_until_the_wall_clock_comes_back(int minutes)
    {
        var clock = Clock();
        set = TimeSpan.FromMinutes(minutes);
        passed = TimeSpan.FromHours(5);
        Assert.Equal((Noon.AddHours(5), set), (clock.GetUtcNow(), clock.Jump));
        passed = TimeSpan.FromHours(9);
        Assert.Equal((Noon.AddHours(9), set), (clock.GetUtcNow(), clock.Jump));
        set = TimeSpan.Zero;
        Assert.Equal((Noon.AddHours(9), null), (clock.GetUtcNow(), clock.Jump));
    }

    [Fact]
    public void it_follows_a_wall_clock_that_was_accepted()
    {
        var clock = Clock();
        set = TimeSpan.FromDays(-400);
        clock.Accept();
        passed = TimeSpan.FromMinutes(1);
        Assert.Equal((Noon.AddDays(-400).AddMinutes(1), null), (clock.GetUtcNow(), clock.Jump));
    }

    [Fact]
    public void the_machines_own_is_the_machines()
    {
        var clock = new LedgerClock();
        Assert.InRange((clock.GetUtcNow() - TimeProvider.System.GetUtcNow()).Duration(), TimeSpan.Zero, LedgerClock.Tolerance);
        Assert.Null(clock.Jump);
    }
}
