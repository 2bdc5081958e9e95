using System.Reflection;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;
using FacilityLedger.Web.Forms;
using Xunit;

namespace FacilityLedger.Tests.Policies;

/// <summary>What the two shipped policies must say.</summary>
public sealed class ShippedPoliciesTests
{
    private static readonly Policy County = PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policy", "370323.json"));
    private static readonly Policy City = PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policy", "us-nyc.json"));

    private static readonly IReadOnlyList<string> Commands = [.. CommandForms.All.Select(x => x.Command).Distinct(StringComparer.Ordinal)];

    [Fact]
    public void every_permission_allows_a_command_that_exists() => Assert.All(County.Departments.Concat(City.Departments).SelectMany(x => x.Commands, (x, command) => (Department: x, command)),
        x => Assert.Contains(Commands, y => (x.Department with { Commands = [x.command] }).May(y)));

    [Fact]
    public void every_command_has_a_department() => Assert.All(Commands, x => Assert.Contains(County.Departments, y => y.May(x)));

    [Fact]
    public void who_enters_anything_may_void_an_entry() => Assert.All(County.Departments.Where(x => x.Commands.Count > 0), x => Assert.True(x.May("correction.void"), x.Code));

    [Fact]
    public void the_conference_and_bodies_without_power_may_do_nothing() =>
        Assert.All(new[] { "LX", "XH", "XC", "SW", "GY", "GH", "TW", "FL", "JS", "GD" }, x => Assert.Empty(County.Department(x)!.Commands));

    [Fact]
    public void bodies_that_advise_only_record_what_happened_to_children() =>
        Assert.All(new[] { "FY", "JK" }, x => Assert.Equal(["incident.report", "incident.transfer", "correction.*"], County.Department(x)!.Commands.Select(y => y.Code)));

    [Fact]
    public void only_the_health_bureau_files_ordinary_institutions()
    {
        Assert.Equal(["WJ"], County.Departments.Where(x => x.May("filing.submit")).Select(x => x.Code));
        Assert.Equal(["WJ", "JT"], County.Departments.Where(x => x.May("filing.receipt")).Select(x => x.Code));
    }

    [Fact]
    public void each_of_the_twelve_towns_and_streets_acts_in_its_own_territory_and_inspects_nothing()
    {
        var towns = County.Departments.Where(x => x.Territory is not null).ToList();
        Assert.Equal(County.Divisions.Select(x => x.Code), towns.Select(x => x.Territory));
        Assert.Equal(12, towns.Count);
        Assert.All(towns, x => Assert.True(x.Code == "T" + x.Territory && x.May("registration.found") && !x.May("inspection.open") && !x.May("penalty.summary")));
    }

    [Fact]
    public void the_catalogue_has_its_rows() => Assert.Equal(103, County.Violations.Count);

    [Fact]
    public void a_rule_grounds_only_a_warning_a_criticism_or_a_fine() =>
        Assert.All(County.Violations.Where(x => x.BasisKind == "rule"), x => Assert.Empty(x.Penalties.Except(["W", "C", "F"])));

    [Fact]
    public void breach_of_the_standards_rests_on_the_population_law() =>
        Assert.All(County.Violations.Where(x => x.Code.StartsWith("FIL", StringComparison.Ordinal)), x => Assert.Equal(("人口与计划生育法 41", "law", "W F SS"), (x.PenaltyBasis, x.BasisKind, string.Join(' ', x.Penalties))));

    [Fact]
    public void the_standard_has_a_thousand_points_in_seven_dimensions()
    {
        var standard = County.Standard("WST-821-2023")!;
        Assert.Equal([100, 140, 200, 210, 80, 200, 70], standard.Dimensions.Select(x => x.Points));
        Assert.Equal(1000, standard.Total);
        Assert.All(standard.Indicators.Where(x => x.Veto || x.Code.EndsWith("-other", StringComparison.Ordinal)), x => Assert.False(x.Verified, x.Code));
    }

    [Fact]
    public void what_nobody_has_read_is_not_marked_as_read() =>
        Assert.All(County.Clocks.Cast<Coded>().Concat(County.Credit.Rules).Concat(County.Credit.Grades).Concat(City.Clocks).Where(x => x.Source.Contains("设计", StringComparison.Ordinal) || x.Source == "design"), x => Assert.False(x.Verified, x.Code));

    [Fact]
    public void an_import_waives_only_rules_that_exist()
    {
        var rules = typeof(Rule).Assembly.GetTypes().Where(x => !x.ContainsGenericParameters).SelectMany(x => x.GetFields(BindingFlags.Static | BindingFlags.Public)).Where(x => x.FieldType == typeof(Rule))
            .Select(x => ((Rule)x.GetValue(null)!).Code).ToHashSet(StringComparer.Ordinal);
        Assert.All(County.ImportWaives.Concat(City.ImportWaives), x => Assert.Contains(x, rules));
    }

    [Fact]
    public void a_kind_is_free_only_of_standards_that_exist() =>
        Assert.All(County.Kinds.SelectMany(x => x.Waives), x => Assert.Contains(x, Operation.Standards.Rules.Select(r => r.Code)));

    [Fact]
    public void the_city_shows_its_register_under_its_own_codes()
    {
        Assert.Equal(["BRONX", "BROOKLYN", "MANHATTAN", "QUEENS", "STATEN ISLAND"], City.Divisions.Select(x => x.Code));
        Assert.Equal(["nyc-site", "nyc-permit"], City.Identifiers.Select(x => x.Code));
        Assert.Equal(["listing", "visit", "violation", "status"], City.Disclosures.Where(x => x.Auto).Select(x => x.Code));
        Assert.False(City.Department("DOHMH")!.May("patrol.report"));
    }
}
