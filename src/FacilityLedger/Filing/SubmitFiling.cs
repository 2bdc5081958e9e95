using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Operation;
using FacilityLedger.Registration;
using Wolverine.Http;

namespace FacilityLedger.Filing;

/// <summary>Enters a filing that was handed in, or handed in again after a supplement was asked for.</summary>
/// <param name="ServiceForms"><c>full-day</c>, <c>half-day</c>, <c>hourly</c>, <c>temporary</c>.</param>
/// <param name="OccurredOn">Day on which the materials were received.</param>
public sealed record SubmitFiling(
    IReadOnlyList<string> ServiceForms, int Places, int InclusivePlaces, Premises Premises, bool MealsProvided, IReadOnlyList<FiledMaterial> Materials, DateOnly OccurredOn,
    IReadOnlyList<DeclaredClass>? Classes = null, Setting? Setting = null);

/// <summary>The materials were received. From this day on run the terms of every receipt and of the notice of what is not met.</summary>
/// <param name="Authorities">Departments that each have to give a receipt.</param>
/// <param name="ReceiptsDue">One term for each of them.</param>
public sealed record FilingSubmitted(FilingForm Form, IReadOnlyList<string> Authorities, IReadOnlyList<Deadline> ReceiptsDue, Deadline NonconformityDue, MaterialTerms Terms, DateOnly OccurredOn) : IFact, IStartsClock, IMeets
{
    public string Thing => "filing";
    public IEnumerable<Deadline?> Deadlines => [.. ReceiptsDue, NonconformityDue, .. Terms.RenewalsDue];
    public IEnumerable<string> Meets => ["filing/supplement", .. Terms.Meets];
}

public static class SubmitFilingEndpoint
{
    public static readonly Rule Once = new("filed-once", 422, "25号文 8", new("备案材料已收到；如有变更请办理备案变更", "The filing was received already; enter a change of the filing"));

    [Gives("filing.submit")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/filing")]
    public static Decision Decide(SubmitFiling command, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "filing.submit", command.OccurredOn, "filing") is { } no)
            return no;
        if (facility.Registration.Status != RegistrationStatus.Registered || command.OccurredOn < facility.Registration.RegisteredOn)
            return ChangeRegistrationEndpoint.Registered.Refuse(("state", facility.Registration.Status), ("registeredOn", facility.Registration.RegisteredOn));
        var policy = c.Book.On(command.OccurredOn);
        if (command.Setting?.Unfit(command.OccurredOn) is { } malformed)
            return malformed;
        var (setting, kept) = (command.Setting ?? new Setting()).Seal(c, null);
        var form = new FilingForm(command.ServiceForms, command.Places, command.InclusivePlaces, command.Classes ?? [], command.Premises, command.MealsProvided, [.. command.Materials.Select(x => x?.On(policy)!)], setting);
        if (form.Unfit(policy, command.OccurredOn) is { } unfit)
            return unfit;
        var was = facility.Filing;
        if (was.Open && was.Status != FilingStatus.SupplementAsked)
            return was.ReceivedOn == command.OccurredOn && was.Form.Same(form) ? Decision.Nothing : Once.Refuse(("state", was.Status));
        var authorities = policy.Kind(facility.Registration.Kind!)!.FilingAuthorities;
        return Decision.Of(new FilingSubmitted(form, authorities, [.. authorities.Select(x => c.Deadline(ReceiptKey(x), "filing-receipt", command.OccurredOn) with { Owner = x })],
            c.Deadline("filing/nonconformity", "filing-nonconformity", command.OccurredOn), MaterialTerms.Of(form, was.Materials, c, command.OccurredOn), command.OccurredOn)).Keep(kept);
    }

    /// <summary>Key of an authority's duty to give its receipt.</summary>
    internal static string ReceiptKey(string authority) => $"filing/receipt-{authority}";
}
