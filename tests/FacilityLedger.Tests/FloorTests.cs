using System.Xml.Linq;
using FacilityLedger.Tests.Rules;
using Xunit;

namespace FacilityLedger.Tests;

/// <summary>Each project of the program stands on a floor and uses only those below (DESIGN 8).</summary>
public sealed class FloorTests
{
    private static readonly Dictionary<string, int> Floors = new(StringComparer.Ordinal)
    {
        ["FacilityLedger.Values"] = 0,
        ["FacilityLedger.Postgres"] = 0,
        ["FacilityLedger.Policies"] = 1,
        ["FacilityLedger"] = 5,
    };

    [Fact]
    public void every_project_has_its_floor() => Assert.Equal(Floors.Keys.Order(StringComparer.Ordinal), Projects().Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void a_project_uses_only_those_below_its_floor() =>
        Assert.Equal([], from project in Projects()
                         from used in Named(project.Value, "ProjectReference").Select(x => Path.GetFileNameWithoutExtension(x)!)
                         where Floors[used] >= Floors[project.Key]
                         select $"{project.Key} uses {used}");

    [Theory, InlineData("FacilityLedger.Values"), InlineData("FacilityLedger.Policies")]
    public void what_everything_is_written_in_needs_no_package_and_no_framework(string project) =>
        Assert.Equal(["Microsoft.NET.Sdk"], Named(Projects()[project], "PackageReference").Concat(Named(Projects()[project], "FrameworkReference"))
            .Prepend(Projects()[project].Attribute("Sdk")!.Value));

    private static Dictionary<string, XElement> Projects() =>
        Directory.GetFiles(Path.Combine(GeneratedPage.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .ToDictionary(x => Path.GetFileNameWithoutExtension(x)!, x => XElement.Load(x), StringComparer.Ordinal);

    private static IEnumerable<string> Named(XElement project, string kind) => project.Descendants(kind).Select(x => x.Attribute("Include")!.Value);
}
