using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace FacilityLedger.Values;

/// <summary>A day, or an instant, that nobody can mean: <see cref="JsonException.Path"/> says where it stands.</summary>
public sealed class ImplausibleDayException : JsonException
{
    public ImplausibleDayException()
    {
    }

    public ImplausibleDayException(string message)
        : base(message)
    {
    }

    public ImplausibleDayException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>Days and instants of commands, whatever member holds them: from 1900, and before the year 3000, so that every term that starts with one has an end.</summary>
public static class PlausibleDays
{
    private const int Last = 2999;

    /// <summary>Before it nothing of a ledger happened.</summary>
    public static readonly DateOnly Earliest = new(1900, 1, 1);

    internal static JsonConverter[] Converters { get; } = [new Day(), new Instant()];

    private static T Plausible<T>(T read, int year) => year >= Earliest.Year && year <= Last ? read : throw new ImplausibleDayException();

    private sealed class Day : JsonConverter<DateOnly>
    {
        public override DateOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var day = JsonMetadataServices.DateOnlyConverter.Read(ref reader, typeToConvert, options);
            return Plausible(day, day.Year);
        }

        public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) =>
            JsonMetadataServices.DateOnlyConverter.Write(writer, value, options);
    }

    private sealed class Instant : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var instant = JsonMetadataServices.DateTimeOffsetConverter.Read(ref reader, typeToConvert, options);
            // Without a zone it would be an hour of this machine.
            return HasZone(reader.GetString()!) ? Plausible(instant, instant.Year) : throw new JsonException();
        }

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            JsonMetadataServices.DateTimeOffsetConverter.Write(writer, value, options);

        private static bool HasZone(string text) => text.EndsWith('Z') || (text.LastIndexOfAny(['+', '-']) is var at && at > text.IndexOf('T', StringComparison.Ordinal));
    }
}
