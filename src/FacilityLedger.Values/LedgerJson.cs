using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace FacilityLedger.Values;

/// <summary>How the ledger writes JSON, stored and answered alike.</summary>
public static class LedgerJson
{
    public static JsonSerializerOptions Options { get; } = Apply(new JsonSerializerOptions());

    /// <summary>As a command is read: a member that it does not have is refused, never dropped, and so is a day that nobody can mean.</summary>
    public static JsonSerializerOptions Commands { get; } = OfCommands();

    /// <summary>As it is answered: what is stored packed is written out.</summary>
    public static JsonSerializerOptions Plain { get; } = WrittenOut(Apply(new JsonSerializerOptions()));

    private static JsonSerializerOptions OfCommands()
    {
        var options = new JsonSerializerOptions(Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };
        foreach (var converter in PlausibleDays.Converters)
            options.Converters.Add(converter);
        return options;
    }

    public static JsonSerializerOptions Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.AllowOutOfOrderMetadataProperties = true;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.AllowDuplicateProperties = false;
        options.MaxDepth = 32;
        if (options.Converters.Count == 0)
            options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower));
        options.Converters.Add(new StoredArchives());
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutIgnored, MayLackNullable } };
        return options;
    }

    /// <summary>Takes from options what packs.</summary>
    public static JsonSerializerOptions WrittenOut(JsonSerializerOptions options)
    {
        options.Converters.Remove(options.Converters.Single(x => x is StoredArchives));
        return options;
    }

    // Nulls are not written, so what may be null may be missing.
    private static void MayLackNullable(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(x => x.AssociatedParameter is { IsNullable: true }))
            property.IsRequired = false;
    }

    // What an interface leaves out, as a fact what it says of itself to the machinery, is left out of whatever has it.
    private static void LeaveOutIgnored(JsonTypeInfo type)
    {
        var ignored = type.Type.GetInterfaces().SelectMany(x => x.GetProperties()).Where(x => x.IsDefined(typeof(JsonIgnoreAttribute), inherit: true))
            .Select(x => JsonNamingPolicy.CamelCase.ConvertName(x.Name)).ToHashSet(StringComparer.Ordinal);
        foreach (var property in type.Properties.Where(x => ignored.Contains(x.Name) && x.Set is null).ToList())
            type.Properties.Remove(property);
    }
}
