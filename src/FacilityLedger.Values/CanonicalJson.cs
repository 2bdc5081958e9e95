using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FacilityLedger.Values;

/// <summary>One spelling per value: members in ordinal order, no white space, UTF-8. Amounts are strings and numbers are whole here, so RFC 8785's rules for doubles never apply.</summary>
public static class CanonicalJson
{
    public static string Of<T>(T value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(writer, JsonSerializer.SerializeToElement(value, LedgerJson.Plain));
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>SHA-256 over the canonical bytes, in lower-case hexadecimal.</summary>
    public static string Hash<T>(T value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Of(value))));

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(x => x.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
