using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Operation;
using Wolverine.Http;

namespace FacilityLedger.Filing;

/// <summary>Enters a change of the filing; what is left out did not change. Given without particulars, it only follows the registration.</summary>
/// <param name="Materials">Replace those of the same code.</param>
public sealed record ChangeFiling(
    DateOnly OccurredOn, IReadOnlyList<string>? ServiceForms = null, int? Places = null, int? InclusivePlaces = null, Premises? Premises = null, bool? MealsProvided = null,
    IReadOnlyList<FiledMaterial>? Materials = null, IReadOnlyList<DeclaredClass>? Classes = null, Setting? Setting = null);

/// <summary>The filing was changed.</summary>
/// <param name="Form">The whole form, as it stands now.</param>
/// <param name="Follows">Whether it follows the last change of registration.</param>
public sealed record FilingChanged(FilingForm Form, bool Follows, MaterialTerms Terms, DateOnly OccurredOn) : IFact, IStartsClock, IMeets
{
    public string Thing => "filing";
    public IEnumerable<Deadline?> Deadlines => Terms.RenewalsDue;
    public IEnumerable<string> Meets => [.. Follows ? ["filing/change"] : Array.Empty<string>(), .. Terms.Meets];
}

public static class ChangeFilingEndpoint
{
    public static readonly Rule Filed = new("filed-first", 422, "25号文 10", new("机构尚未备案", "Nothing is filed that could be changed"));

    [Gives("filing.change")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/filing/change")]
    public static Decision Decide(ChangeFiling command, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "filing.change", command.OccurredOn, "filing") is { } no)
            return no;
        if (facility.Filing is not { Filed: true, Form: { } was })
            return Filed.Refuse(("state", facility.Filing.Status));
        if (command.Materials?.Any(x => x is null) == true)
            return FilingForm.Complete.Refuse(("field", "materials"));
        if (command.Setting?.Unfit(command.OccurredOn) is { } malformed)
            return malformed;
        var policy = c.Book.On(command.OccurredOn);
        var (setting, kept) = (command.Setting ?? new Setting()).Seal(c, was.Setting);
        var form = was.With([.. (command.Materials ?? []).Select(x => x.On(policy))]) with
        {
            ServiceForms = command.ServiceForms ?? was.ServiceForms,
            Places = command.Places ?? was.Places,
            InclusivePlaces = command.InclusivePlaces ?? was.InclusivePlaces,
            Premises = command.Premises ?? was.Premises,
            MealsProvided = command.MealsProvided ?? was.MealsProvided,
            Classes = command.Classes ?? was.Classes,
            Setting = setting,
        };
        if (form.Unfit(policy, command.OccurredOn) is { } unfit)
            return unfit;
        var follows = facility.Filing.ChangeDueSince is { } since && command.OccurredOn >= since;
        if (!follows && was.Same(form))
            return Decision.Nothing;
        return Decision.Of(new FilingChanged(form, follows, MaterialTerms.Of(form, facility.Filing.Materials, c, command.OccurredOn), command.OccurredOn))
            .And(MaterialLapsed.Of(facility, form, c, command.OccurredOn, MaterialLapsed.Causes(was, form.Places, form.Classes.Select(x => x.Type))))
            .Showing(facility, c, command.OccurredOn)
            .Keep(kept);
    }
}
