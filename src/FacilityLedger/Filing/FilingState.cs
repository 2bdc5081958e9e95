using FacilityLedger.Facilities;
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
/// <param name="NoticeOn">Day on which the notice of basic conditions was handed over with it.</param>
public sealed record Receipt(string Authority, string Number, DateOnly IssuedOn, DateOnly? NoticeOn = null);

/// <summary>When a condition was checked last.</summary>
/// <param name="Again">What it was checked on has changed since.</param>
public sealed record Checkup(string Code, DateOnly On, bool Again);

/// <summary>The filing (备案) of the institution.</summary>
/// <param name="FormOn">Day on which the form was last stated: a change of registration before that day is in it.</param>
/// <param name="Authorities">Departments that each give a receipt.</param>
/// <param name="Missing">Materials and fields last asked for.</param>
/// <param name="Conditions">Conditions last notified as not met.</param>
/// <param name="ChangeDueSince">Day of the change of registration that the filing has to follow.</param>
/// <param name="Materials">How long the materials of the form hold.</param>
/// <param name="Checked">The last result of each condition that was checked.</param>
public sealed record FilingState(
    FilingStatus Status, DateOnly? ReceivedOn, FilingForm? Form, DateOnly? FormOn, IReadOnlyList<string> Authorities, IReadOnlyList<Receipt> Receipts,
    IReadOnlyList<string> Missing, IReadOnlyList<string> Conditions, DateOnly? ChangeDueSince, MaterialState Materials, IReadOnlyList<ConditionResult> Checked)
{
    public static FilingState None { get; } = new(FilingStatus.None, null, null, null, [], [], [], [], null, MaterialState.None, []);

    /// <summary>Codes of the conditions that were checked and not met.</summary>
    public IEnumerable<string> Unmet => Checked.Where(x => !x.Met).Select(x => x.Code);

    /// <summary>When each of <see cref="Checked"/> was checked, by code.</summary>
    public IReadOnlyList<Checkup> Checkups { get; init; } = [];

    /// <summary>Day on which the form, its materials or the classes last changed.</summary>
    public DateOnly? ChangedOn { get; init; }

    /// <summary>Codes of the conditions that were checked on facts which have changed since.</summary>
    public IEnumerable<string> ToCheckAgain => Checkups.Where(x => x.Again && Open).Select(x => x.Code);

    /// <summary>Whether a mark of the ledger finds nothing to mark any more: the material was replaced on an earlier day, or the filing has ended.</summary>
    public bool Ignores(IFact fact) => fact switch
    {
        MaterialExpired e => !Materials.Validity.Awaits(e.Material, e.ValidUntil),
        MaterialLapsed e => !Open || Form?.Materials.Any(x => x.Code == e.Material) != true,
        _ => false,
    };

    /// <summary>Handed in and not closed.</summary>
    public bool Open => Status is not (FilingStatus.None or FilingStatus.Closed);

    /// <summary>Open, with the receipt of every authority.</summary>
    public bool Filed => Open && Authorities.All(x => Receipts.Any(r => r.Authority == x));

    /// <summary>Whether the filing has to follow a change of registration of that day.</summary>
    public bool FollowsChangeOf(DateOnly day) => Filed && day >= FormOn;

    /// <summary>Numbers of the receipts, as the public sees them.</summary>
    public string? ReceiptNumber => Receipts.Count == 0 ? null : string.Join(" / ", Receipts.Select(x => x.Number));

    public FilingState Evolve(IFact fact) => Next(fact) is var next && fact switch
    {
        FilingChanged e => Form?.Same(e.Form) != true,
        MaterialRenewed or ClassesDeclared => true,
        _ => false,
    } ? next.Changed(fact.OccurredOn) : next;

    // By days and not by the order of entry: the classes are another thing than the filing.
    private FilingState Changed(DateOnly on) => this with { ChangedOn = on > ChangedOn ? on : ChangedOn ?? on, Checkups = [.. Checkups.Select(x => x.On <= on ? x with { Again = true } : x)] };

    private IReadOnlyList<Checkup> CheckedNow(ConditionsChecked e) =>
        [.. Checkups.Where(x => e.Results.All(r => r.Code != x.Code)).Concat(e.Results.Select(x => new Checkup(x.Code, e.OccurredOn, Again: ChangedOn > e.OccurredOn))).OrderBy(x => x.Code, StringComparer.Ordinal)];

    private FilingState Next(IFact fact) => fact switch
    {
        FilingSubmitted e => None with { Status = FilingStatus.Received, ReceivedOn = e.OccurredOn, Form = e.Form, FormOn = e.OccurredOn, Authorities = e.Authorities, Materials = Materials.Restated(e.Terms), ChangedOn = ChangedOn },
        FilingSupplementAsked e => this with { Status = FilingStatus.SupplementAsked, Missing = [.. e.Materials, .. e.FormFields] },
        FilingReceiptIssued e => (this with { Receipts = [.. Receipts, new Receipt(e.Authority, e.Number, e.OccurredOn, e.NoticeOn)] }).Settled(),
        ConditionsChecked e => this with { Checked = [.. Checked.Where(x => e.Results.All(r => r.Code != x.Code)).Concat(e.Results).OrderBy(x => x.Code, StringComparer.Ordinal)], Checkups = CheckedNow(e) },
        FilingNonconformityNotified e => (this with { Conditions = e.Conditions }).Settled(),
        FilingConditionsMet => (this with { Conditions = [] }).Settled(),
        MaterialRenewed e => this with { Form = Form?.With(e.Material), Materials = Materials.Renewed(e.Material.Code, e.Terms) },
        MaterialExpired or MaterialLapsed when !Ignores(fact) => this with { Materials = Materials.Evolve(fact) },
        FilingChanged e => (this with { Form = e.Form, FormOn = e.OccurredOn, Materials = Materials.Restated(e.Terms), ChangeDueSince = e.OccurredOn >= ChangeDueSince ? null : ChangeDueSince }).Settled(),
        RegistrationChanged e when FollowsChangeOf(e.OccurredOn) => (this with { ChangeDueSince = e.OccurredOn }).Settled(),
        FilingClosed or RegistrationCancelled or ServiceTerminated when Open => this with { Status = FilingStatus.Closed, ChangeDueSince = null, Materials = MaterialState.None },
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
