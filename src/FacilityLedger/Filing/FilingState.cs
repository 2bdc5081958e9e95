using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Operation;
using FacilityLedger.Registration;

namespace FacilityLedger.Filing;

public enum FilingStatus
{
    None,
    /// <summary>Handed in; a receipt of an authority is still to come.</summary>
    Received,
    SupplementAsked,
    Filed,
    /// <summary>Conditions are notified as not met. No refusal: with its receipts the institution is filed all the same.</summary>
    NonconformityNotified,
    /// <summary>Filed, but the registration has changed since.</summary>
    ChangeDue,
    Closed,
}

/// <summary>A receipt (备案回执): not an approval.</summary>
public sealed record Receipt(string Authority, string Number, DateOnly IssuedOn);

/// <summary>The filing (备案) of the institution.</summary>
/// <param name="FormOn">Day on which the form was last stated: a change of registration before that day is in it.</param>
/// <param name="Authorities">Departments that each give a receipt.</param>
/// <param name="Missing">Materials last asked for.</param>
/// <param name="Conditions">Conditions last notified as not met.</param>
/// <param name="ChangeDueSince">Day of the change of registration that the filing has to follow.</param>
public sealed record FilingState(
    FilingStatus Status, DateOnly? ReceivedOn, FilingForm? Form, DateOnly? FormOn, IReadOnlyList<string> Authorities, IReadOnlyList<Receipt> Receipts,
    IReadOnlyList<string> Missing, IReadOnlyList<string> Conditions, DateOnly? ChangeDueSince)
{
    public static FilingState None { get; } = new(FilingStatus.None, null, null, null, [], [], [], [], null);

    /// <summary>Handed in and not closed.</summary>
    public bool Open => Status is not (FilingStatus.None or FilingStatus.Closed);

    /// <summary>Open, with the receipt of every authority.</summary>
    public bool Filed => Open && Authorities.All(x => Receipts.Any(r => r.Authority == x));

    /// <summary>Whether the filing has to follow a change of registration of that day.</summary>
    public bool FollowsChangeOf(DateOnly day) => Filed && day >= FormOn;

    /// <summary>Numbers of the receipts, as the public sees them.</summary>
    public string? ReceiptNumber => Receipts.Count == 0 ? null : string.Join(" / ", Receipts.Select(x => x.Number));

    public FilingState Evolve(IFact fact) => fact switch
    {
        FilingSubmitted e => None with { Status = FilingStatus.Received, ReceivedOn = e.OccurredOn, Form = e.Form, FormOn = e.OccurredOn, Authorities = e.Authorities },
        FilingSupplementAsked e => this with { Status = FilingStatus.SupplementAsked, Missing = e.Materials },
        FilingReceiptIssued e => (this with { Receipts = [.. Receipts, new Receipt(e.Authority, e.Number, e.OccurredOn)] }).Settled(),
        FilingNonconformityNotified e => (this with { Conditions = e.Conditions }).Settled(),
        FilingConditionsMet => (this with { Conditions = [] }).Settled(),
        FilingChanged e => (this with { Form = e.Form, FormOn = e.OccurredOn, ChangeDueSince = e.OccurredOn >= ChangeDueSince ? null : ChangeDueSince }).Settled(),
        RegistrationChanged e when FollowsChangeOf(e.OccurredOn) => (this with { ChangeDueSince = e.OccurredOn }).Settled(),
        FilingClosed or RegistrationCancelled or ServiceTerminated when Open => this with { Status = FilingStatus.Closed, ChangeDueSince = null },
        _ => this,
    };

    private FilingState Settled() => this with
    {
        Status = !Open || Status == FilingStatus.SupplementAsked ? Status
            : ChangeDueSince is not null ? FilingStatus.ChangeDue
            : Conditions.Count > 0 ? FilingStatus.NonconformityNotified
            : Filed ? FilingStatus.Filed : FilingStatus.Received,
    };
}
