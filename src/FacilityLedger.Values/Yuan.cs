using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FacilityLedger.Values;

/// <summary>An amount in the policy's currency (yuan unless it says otherwise), never negative, with exactly two places. Stored and printed as <c>"5000.00"</c>.</summary>
/// <remarks>The default value is nothing, <c>0.00</c>. Up to thirteen digits stand before the point.</remarks>
[JsonConverter(typeof(YuanJson))]
public readonly record struct Yuan : IComparable<Yuan>
{
    private const decimal Limit = 10_000_000_000_000m;

    private Yuan(decimal value) => Value = value;

    public decimal Value { get; }

    /// <exception cref="ArgumentOutOfRangeException">The amount is negative, has a part of a cent (分), or has more than thirteen digits before the point.</exception>
    public static Yuan From(decimal value) =>
        value is >= 0 and < Limit && decimal.Round(value, 2) == value ? new(value) : throw new ArgumentOutOfRangeException(nameof(value), value, "An amount has two places and no sign.");

    /// <summary>Reads <c>5000.00</c> and no other spelling: no sign, no blanks, no thousands marks, no leading zeros, always two places.</summary>
    /// <exception cref="FormatException">The text is no amount.</exception>
    public static Yuan Parse(string s) => TryParse(s, out var amount) ? amount : throw new FormatException("An amount looks like 5000.00.");

    /// <summary>Whether the text is an amount as <see cref="Parse"/> reads it.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, out Yuan result)
    {
        result = default;
        if (!decimal.TryParse(s, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value >= Limit)
            return false;
        result = new(value);
        return result.ToString() == s;
    }

    public int CompareTo(Yuan other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("0.00", CultureInfo.InvariantCulture);

    public static bool operator <(Yuan left, Yuan right) => left.Value < right.Value;
    public static bool operator >(Yuan left, Yuan right) => left.Value > right.Value;
    public static bool operator <=(Yuan left, Yuan right) => left.Value <= right.Value;
    public static bool operator >=(Yuan left, Yuan right) => left.Value >= right.Value;
}

/// <summary>Amounts are strings in JSON: a number would lose its places on the way.</summary>
internal sealed class YuanJson : JsonConverter<Yuan>
{
    public override Yuan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Yuan.TryParse(reader.GetString(), out var amount) ? amount : throw new JsonException("An amount is a string such as \"5000.00\".");

    public override void Write(Utf8JsonWriter writer, Yuan value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
