using System.Text.RegularExpressions;
using FacilityLedger.Facilities;
using FacilityLedger.Filing;
using FacilityLedger.Hosting.SignIn;
using FacilityLedger.Policies;
using FacilityLedger.Registration;
using FacilityLedger.Web.Forms;
using Xunit;

namespace FacilityLedger.Tests.Web;

/// <summary>Forms name the law of their own jurisdiction alone.</summary>
public sealed partial class FormHintTests
{
    [Fact]
    public void no_form_of_new_york_names_a_chinese_instrument() => Assert.Empty(Named("us-nyc"));

    [Fact]
    public void the_forms_of_the_county_name_theirs() => Assert.NotEmpty(Named("370323"));

    private static List<string> Named(string jurisdiction)
    {
        var book = new PolicyBook([PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policy", $"{jurisdiction}.json"))], sample: false);
        return [.. CommandForms.All.SelectMany(form => Scenes(book).SelectMany(x => Fields(form, x)).SelectMany(x => new[] { x.Hint, x.Group, x.Label }).OfType<Words>()
            .SelectMany(x => new[] { x.Zh, x.En }).Where(x => Instrument().IsMatch(x)).Select(x => $"{form.Name}: {x}")).Distinct()];
    }

    private static IEnumerable<FormField> Fields(CommandForm form, FormScene scene) => form.Fields(scene).Select(x => x.In(scene.Policy));

    // Of nothing yet, and of an institution that is registered and filed.
    private static IEnumerable<FormScene> Scenes(PolicyBook book)
    {
        var (policy, day) = (book.Latest, book.Latest.EffectiveFrom.AddDays(30));
        var scene = new FormScene(book, day, new Deskholder("officer", policy.Departments[0].Code, ["officer"], []));
        var facility = new Facility($"{book.Jurisdiction}-FACILITY01");
        yield return scene;
        yield return scene with
        {
            Facility = facility with
            {
                Registration = RegistrationState.None with { Status = RegistrationStatus.Registered, Nature = policy.Natures[0].Code, Kind = policy.Kinds[0].Code, Town = policy.Divisions[0].Code, RegisteredOn = day },
                Filing = FilingState.None with { Status = FilingStatus.Filed, ReceivedOn = day },
            },
        };
    }

    [GeneratedRegex(@"《|号文|\p{IsCJKUnifiedIdeographs}(法|条例|办法|规定|规范|标准|政策)\s*(附件)?\d", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Instrument();
}
