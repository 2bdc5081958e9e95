using System.Text.RegularExpressions;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Filing;

/// <summary>Areas in square metres, as decimal strings: <c>"320.50"</c>.</summary>
/// <param name="Building">建筑面积.</param>
/// <param name="Indoor">室内使用面积.</param>
/// <param name="Outdoor">室外活动面积; <c>"0"</c> where there is none.</param>
public sealed partial record Areas(string? Building = null, string? Indoor = null, string? Outdoor = null)
{
    internal bool Unfit => new[] { Building, Indoor, Outdoor }.Any(x => x is not null && !SquareMetres().IsMatch(x));

    [GeneratedRegex(@"^[0-9]{1,6}(\.[0-9]{1,2})?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SquareMetres();
}

/// <summary>How many work there, by what they do.</summary>
public sealed record StaffCounts(int? Managers = null, int? Carers = null, int? Health = null, int? Cooks = null, int? Guards = null, int? Others = null)
{
    private const int Most = 5000;

    internal bool Unfit => new[] { Managers, Carers, Health, Cooks, Guards, Others }.Any(x => x is < 0 or > Most);
}

/// <summary>The head as the form names it (设置标准 18).</summary>
/// <param name="College">Has a college degree.</param>
/// <param name="Experienced">Has managed for as long as the standard asks.</param>
/// <param name="Trained">Has passed the training of heads.</param>
public sealed record Head(string? Name = null, bool? College = null, bool? Experienced = null, bool? Trained = null);

/// <summary>Whom the authority calls.</summary>
public sealed record ContactPerson(string Name, string? Phone = null);

/// <summary>What the form says of the place and its people, as it is handed in. What is left out is not stated.</summary>
/// <param name="Floor">Highest storey with rooms for children; below 1 a basement.</param>
/// <param name="OpensOn">Day on which it opens, or opened.</param>
/// <param name="MedicalInstitution">The medical institution under contract: a public body.</param>
/// <param name="CommittedOn">Day on which the commitment (承诺书) was signed.</param>
public sealed record Setting(
    Areas? Areas = null, int? Floor = null, Head? Head = null, ContactPerson? Contact = null, StaffCounts? Staff = null, DateOnly? OpensOn = null, string? MedicalInstitution = null, DateOnly? CommittedOn = null)
{
    private const int HighestFloor = 100;
    private static readonly DateOnly Earliest = new(1950, 1, 1);

    /// <param name="received">Day on which it was handed in.</param>
    public Refusal? Unfit(DateOnly received) =>
        Areas is { Unfit: true } ? FilingForm.Complete.Refuse(("field", "setting.areas"))
        : Staff is { Unfit: true } ? FilingForm.Complete.Refuse(("field", "setting.staff"))
        : Floor is < -5 or > HighestFloor ? FilingForm.Complete.Refuse(("field", "setting.floor"))
        : OpensOn < Earliest ? FilingForm.Complete.Refuse(("field", "setting.opensOn"))
        : CommittedOn > received || CommittedOn < Earliest ? FilingForm.Complete.Refuse(("field", "setting.committedOn"))
        : Guard.Text("setting.head.name", Head?.Name, 60, optional: true) ?? Guard.Text("setting.medicalInstitution", MedicalInstitution, optional: true)
        ?? (Contact is null ? null : Guard.Text("setting.contact.name", Contact.Name, 60) ?? Guard.Text("setting.contact.phone", Contact.Phone, 40, optional: true));

    /// <summary>As the event holds it: names and telephones sealed; what is left out stays as it was.</summary>
    public (FiledSetting Filed, IReadOnlyList<Secret> Kept) Seal(Circumstances c, FiledSetting? was)
    {
        var (name, contact, phone) = (c.SealIf("headName", Head?.Name), c.SealIf("contactName", Contact?.Name), c.SealIf("contactPhone", Contact?.Phone));
        var filed = new FiledSetting(Areas ?? was?.Areas, Floor ?? was?.Floor,
            Head is null ? was?.Head : new(name?.Sealed ?? was?.Head?.Name, Head.College ?? was?.Head?.College, Head.Experienced ?? was?.Head?.Experienced, Head.Trained ?? was?.Head?.Trained),
            contact is null ? was?.Contact : new(contact.Sealed, phone?.Sealed), Staff ?? was?.Staff, OpensOn ?? was?.OpensOn, MedicalInstitution?.Trim() ?? was?.MedicalInstitution, CommittedOn ?? was?.CommittedOn);
        return (filed, [.. new[] { name, contact, phone }.OfType<Secret>()]);
    }
}

/// <inheritdoc cref="Head"/>
public sealed record FiledHead(Sealed? Name, bool? College, bool? Experienced, bool? Trained);

/// <inheritdoc cref="ContactPerson"/>
public sealed record FiledContact(Sealed Name, Sealed? Phone);

/// <summary>What the form states of the place and its people, as it stands.</summary>
public sealed record FiledSetting(Areas? Areas, int? Floor, FiledHead? Head, FiledContact? Contact, StaffCounts? Staff, DateOnly? OpensOn, string? MedicalInstitution, DateOnly? CommittedOn)
{
    public static FiledSetting None { get; } = new(null, null, null, null, null, null, null, null);
}
