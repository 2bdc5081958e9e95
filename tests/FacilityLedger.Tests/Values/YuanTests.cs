using System.Globalization;
using System.Text.Json;
using CsCheck;
using FacilityLedger.Facilities;
using Xunit;

namespace FacilityLedger.Tests.Values;

public sealed class YuanTests
{
    [Fact]
    public void an_amount_prints_as_it_was_read() =>
        Gen.Long[0, 999_999_999_999_999].Select(x => x / 100m).Sample(x => Yuan.Parse(Yuan.From(x).ToString()) == Yuan.From(x) && Yuan.From(x).Value == x);

    [Theory]
    [InlineData(""), InlineData("5000"), InlineData("5000.0"), InlineData("5000.000"), InlineData("-1.00"), InlineData("+1.00"), InlineData("05.00"), InlineData(".50"), InlineData(" 1.00"), InlineData("1,000.00")]
    [InlineData("1e3"), InlineData("５.00"), InlineData("10000000000000.00"), InlineData("0.005"), InlineData("-0.00")]
    public void another_spelling_is_no_amount(string text)
    {
        Assert.False(Yuan.TryParse(text, out _));
        Assert.Throws<FormatException>(() => Yuan.Parse(text));
    }

    [Fact]
    public void nothing_is_no_amount() => Assert.False(Yuan.TryParse(null, out _));

    [Theory]
    [InlineData("-0.01"), InlineData("0.001"), InlineData("10000000000000")]
    public void a_value_that_cannot_be_printed_is_refused(string value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Yuan.From(decimal.Parse(value, CultureInfo.InvariantCulture)));

    [Fact]
    public void two_places_are_shown_whatever_the_decimal_had()
    {
        Assert.Equal("5000.00", Yuan.From(5000).ToString());
        Assert.Equal("5000.10", Yuan.From(5000.100m).ToString());
        Assert.Equal("0.00", default(Yuan).ToString());
    }

    [Fact]
    public void amounts_are_ordered()
    {
        var (less, more) = (Yuan.Parse("9.99"), Yuan.Parse("10.00"));
        Assert.True(less < more && more > less && less <= more && more >= less && less.CompareTo(more) < 0 && less <= Yuan.Parse("9.99") && less >= Yuan.Parse("9.99"));
    }

    [Fact]
    public void in_json_an_amount_is_a_string()
    {
        Assert.Equal("\"5000.00\"", JsonSerializer.Serialize(Yuan.From(5000)));
        Assert.Equal(Yuan.From(5000), JsonSerializer.Deserialize<Yuan>("\"5000.00\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Yuan>("5000.00"));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Yuan>("\"5000\""));
    }

    [Fact]
    public void the_culture_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal("1234.50", Yuan.Parse("1234.50").ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
