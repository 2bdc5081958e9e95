using System.Globalization;
using System.Text;
using System.Text.Json;
using FacilityLedger.Tests.Rules;
using Xunit;

namespace FacilityLedger.Tests;

/// <summary>What the program is made of besides its own code: locked, listed, and with the notices that its licences ask for.</summary>
public sealed class SupplyTests
{
    private static readonly string[] Families =
        ["Microsoft.AspNetCore.", "Microsoft.IdentityModel.", "System.IdentityModel.", "WolverineFx", "Weasel."];

    [Fact]
    public void every_project_has_a_lock_file() =>
        Assert.Equal([], Directory.GetFiles(GeneratedPage.Root, "*.csproj", SearchOption.AllDirectories)
            .Where(x => !File.Exists(Path.Combine(Path.GetDirectoryName(x)!, "packages.lock.json"))));

    [Fact]
    public void of_each_family_of_packages_there_is_one_version() =>
        Assert.All(Families, f => Assert.Single(VersionsOf(f).Distinct()));

    [Fact]
    public void the_bill_of_materials_names_the_packages_of_the_lock_file_and_no_others() =>
        Assert.Equal(
            Locked().Where(x => x.Name != "Meziantou.Analyzer").Select(x => $"{x.Name} {x.Version}").Order(StringComparer.Ordinal),
            Components().Select(x => $"{Text(x, "name")} {Text(x, "version")}").Order(StringComparer.Ordinal));

    [Fact]
    public void the_notices_are_those_of_the_bill_of_materials() =>
        GeneratedPage.Assert(Path.Combine("..", "THIRD-PARTY-NOTICES"), Notices());

    private static IEnumerable<string> VersionsOf(string family) =>
        Locked().Where(x => x.Name.StartsWith(family, StringComparison.Ordinal)).Select(x => x.Version);

    private static string Notices()
    {
        var text = new StringBuilder("""
            FacilityLedger uses these packages. It is written from sbom.cdx.json and from the texts in the folder licences.


            """);
        var licences = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var x in Components().OrderBy(x => Text(x, "name"), StringComparer.Ordinal))
        {
            var licence = x.TryGetProperty("licenses", out var all) ? Text(all[0].GetProperty("license"), "id") : null;
            // A package that brings a text of its own instead of a name has it in the folder.
            licences.Add(licence ??= Text(x, "name")!);
            text.AppendLine(CultureInfo.InvariantCulture, $"{Text(x, "name")} {Text(x, "version")} ({licence})");
            var holder = Text(x, "copyright") ?? $"Copyright (c) {Authors(x)}";
            text.AppendLine(CultureInfo.InvariantCulture, $"  {holder.ReplaceLineEndings(" ").Trim()}");
            foreach (var reference in References(x))
                text.AppendLine(CultureInfo.InvariantCulture, $"  {reference}");
        }
        foreach (var licence in licences)
        {
            var words = File.ReadAllText(Path.Combine(GeneratedPage.Root, "licences", $"{licence}.txt"));
            text.AppendLine(CultureInfo.InvariantCulture, $"\n---- {licence} ----\n\n{words.ReplaceLineEndings("\n").Trim()}");
        }
        return text.ToString().ReplaceLineEndings("\n");
    }

    private static IEnumerable<string> References(JsonElement component) =>
        component.TryGetProperty("externalReferences", out var references)
        ? references.EnumerateArray().Select(x => Text(x, "url")!).Distinct(StringComparer.Ordinal).Take(1)
        : [];

    private static string Authors(JsonElement component) =>
        string.Join(", ", component.GetProperty("authors").EnumerateArray().Select(x => Text(x, "name")));

    private static IEnumerable<(string Name, string Version)> Locked() =>
        Read("src/FacilityLedger/packages.lock.json").GetProperty("dependencies").GetProperty("net10.0").EnumerateObject()
            .Where(x => Text(x.Value, "type") != "Project").Select(x => (x.Name, Text(x.Value, "resolved")!));

    private static JsonElement.ArrayEnumerator Components() => Read("sbom.cdx.json").GetProperty("components").EnumerateArray();

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static JsonElement Read(string file) => JsonElement.Parse(File.ReadAllText(Path.Combine(GeneratedPage.Root, file)));
}
