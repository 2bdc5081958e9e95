using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FacilityLedger.Facilities;
using FacilityLedger.Policies;
using Xunit;

namespace FacilityLedger.Tests.Policies;

/// <summary>The schema that people edit against says what the loader demands.</summary>
public sealed class PolicySchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "policy", "policy.schema.json"))).RootElement;

    // Every record that a policy holds, however deep; an entry's base is one of them.
    private static readonly Type[] Types = [.. Within(typeof(Policy)).Append(typeof(Coded)).Distinct()];

    public static TheoryData<Type> Defined => [.. Types];

    [Fact]
    public void the_schema_defines_every_record_and_no_other() =>
        Assert.Equal(Types.Select(x => Camel(x.Name)).Order(StringComparer.Ordinal), Names(Schema.GetProperty("$defs")));

    [Fact]
    public void the_schema_of_a_policy_has_its_members() => SameMembers(typeof(Policy), Schema);

    [Theory, MemberData(nameof(Defined))]
    public void a_definition_has_the_members_of_its_record(Type type) => SameMembers(type, Schema.GetProperty("$defs").GetProperty(Camel(type.Name)));

    private static void SameMembers(Type type, JsonElement schema)
    {
        var members = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(x => x.SetMethod is { IsPublic: true }).ToList();
        Assert.Equal(members.Select(x => Camel(x.Name)).Order(StringComparer.Ordinal), Names(schema.GetProperty("properties")));
        Assert.Equal(members.Where(x => IsRequired(type, x)).Select(x => Camel(x.Name)).Order(StringComparer.Ordinal), schema.GetProperty("required").EnumerateArray().Select(x => x.GetString()!).Order(StringComparer.Ordinal));
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
    }

    private static bool IsRequired(Type type, PropertyInfo property) =>
        property.IsDefined(typeof(RequiredMemberAttribute)) || type.GetConstructors().Any(x => x.GetParameters().Any(y => y.Name == property.Name && !y.HasDefaultValue));

    private static IEnumerable<Type> Within(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(x => x.SetMethod is { IsPublic: true })
        .SelectMany(x => x.PropertyType.GetGenericArguments().Append(x.PropertyType)).Where(x => x.Namespace!.StartsWith(nameof(FacilityLedger), StringComparison.Ordinal) && x.IsClass).SelectMany(x => Within(x).Prepend(x));

    private static IEnumerable<string> Names(JsonElement value) => value.EnumerateObject().Select(x => x.Name).Order(StringComparer.Ordinal);

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
