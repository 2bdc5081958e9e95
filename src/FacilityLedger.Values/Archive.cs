using System.Buffers.Binary;
using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FacilityLedger.Values;

/// <summary>A value of a state that is done with at some time; one that is no such thing is always done with.</summary>
public interface ISettles
{
    bool Settled { get; }
}

/// <summary>Values by key, of which a facility gathers ever more over the years. What is settled is stored packed and unpacked only when it is asked for, so that a long file costs a decision little more than a short one. To the code it is an immutable dictionary.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Named for what it is to the ledger; the dictionary is how it is read.")]
public sealed class Archive<T> : IReadOnlyDictionary<string, T> where T : class
{
    private const int Room = 24;
    private const int FullBox = 240; // a larger one packs better; a smaller one opens faster

    private readonly ImmutableDictionary<string, T?> atHand; // null: removed, whatever the boxes say
    private readonly ImmutableList<Box> boxes; // the newest first

    private Archive(ImmutableDictionary<string, T?> atHand, ImmutableList<Box> boxes) => (this.atHand, this.boxes) = (atHand, boxes);

    public static Archive<T> Empty { get; } = new(ImmutableDictionary<string, T?>.Empty, []);

    /// <summary>What is not packed: all that is not settled, and what was settled of late.</summary>
    public IEnumerable<T> AtHand => atHand.Values.OfType<T>();

    public IEnumerable<string> Keys => this.Select(x => x.Key);

    public IEnumerable<T> Values => this.Select(x => x.Value);

    public int Count => Keys.Count();

    public T this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    public static Archive<T> Of(IEnumerable<KeyValuePair<string, T>> values) => values.Aggregate(Empty, (all, x) => all.SetItem(x.Key, x.Value));

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
    {
        if (!atHand.TryGetValue(key, out value!) && boxes.Count > 0)
        {
            var mark = Box.Mark(key);
            foreach (var box in boxes.Where(x => x.Has(mark)))
                if (box.Content.TryGetValue(key, out value!))
                    break;
        }
        return value is not null;
    }

    public Archive<T> SetItem(string key, T value) => new Archive<T>(atHand.SetItem(key, value), boxes).Packed();

    public Archive<T> Remove(string key) => boxes.Count == 0 ? new(atHand.Remove(key), boxes) : ContainsKey(key) ? new(atHand.SetItem(key, null), boxes) : this;

    public IEnumerator<KeyValuePair<string, T>> GetEnumerator()
    {
        var seen = boxes.Count == 0 ? null : new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in boxes.Select(x => x.Content).Prepend(atHand).SelectMany(x => x))
            if (seen?.Add(key) != false && value is not null)
                yield return KeyValuePair.Create(key, value);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Archive<T> Packed()
    {
        var settled = atHand.Where(x => x.Value is not ISettles { Settled: false }).ToImmutableDictionary();
        if (settled.Count <= Room)
            return this;
        return boxes.FirstOrDefault() is { Size: < FullBox } begun
            ? new(atHand.RemoveRange(settled.Keys), boxes.SetItem(0, Box.Of(settled.Concat(begun.Content.Where(x => !settled.ContainsKey(x.Key))))))
            : new(atHand.RemoveRange(settled.Keys), boxes.Insert(0, Box.Of(settled)));
    }

    /// <summary>How it lies in the stored state. What is answered to a reader is written as the dictionary that it is.</summary>
    internal sealed class Converter : JsonConverter<Archive<T>>
    {
        public override Archive<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<Stored>(ref reader, options) is { } stored ? new(stored.AtHand, stored.Boxes ?? []) : Empty;

        public override void Write(Utf8JsonWriter writer, Archive<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, new Stored(value.atHand, value.boxes.Count == 0 ? null : value.boxes), options);
    }

    private sealed record Stored(ImmutableDictionary<string, T?> AtHand, ImmutableList<Box>? Boxes);

    /// <param name="Marks">Four bytes of a digest of each key, in order, in Base64: most boxes are passed over unopened.</param>
    /// <param name="Packed">The values as JSON, in Brotli, in Base64.</param>
    private sealed record Box(string Marks, string Packed)
    {
        private Dictionary<string, T?>? content;
        private uint[]? sorted;

        [JsonIgnore]
        public int Size => Convert.FromBase64String(Marks).Length / 4;

        [JsonIgnore]
        public IReadOnlyDictionary<string, T?> Content => content ??= Unpack();

        public static Box Of(IEnumerable<KeyValuePair<string, T?>> values)
        {
            var all = values.OrderBy(x => x.Key, StringComparer.Ordinal).ToList();
            var marks = new byte[4 * all.Count];
            foreach (var (i, mark) in all.Select(x => Mark(x.Key)).Order().Index())
                BinaryPrimitives.WriteUInt32BigEndian(marks.AsSpan(4 * i), mark);
            using var packed = new MemoryStream();
            using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal))
                JsonSerializer.Serialize(brotli, new OrderedDictionary<string, T?>(all), LedgerJson.Options);
            return new(Convert.ToBase64String(marks), Convert.ToBase64String(packed.ToArray()));
        }

        public static uint Mark(string key)
        {
            Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(Encoding.UTF8.GetBytes(key), digest);
            return BinaryPrimitives.ReadUInt32BigEndian(digest);
        }

        public bool Has(uint mark) => Array.BinarySearch(sorted ??= [.. Convert.FromBase64String(Marks).Chunk(4).Select(x => BinaryPrimitives.ReadUInt32BigEndian(x))], mark) >= 0;

        private Dictionary<string, T?> Unpack()
        {
            using var brotli = new BrotliStream(new MemoryStream(Convert.FromBase64String(Packed)), CompressionMode.Decompress);
            return JsonSerializer.Deserialize<Dictionary<string, T?>>(brotli, LedgerJson.Options)!;
        }
    }
}

/// <summary>Stores every <see cref="Archive{T}"/> packed.</summary>
internal sealed class StoredArchives : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Archive<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Archive<>.Converter).MakeGenericType(typeToConvert.GetGenericArguments()))!;
}
