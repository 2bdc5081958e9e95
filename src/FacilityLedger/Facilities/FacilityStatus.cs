using FacilityLedger.Filing;
using FacilityLedger.Operation;
using FacilityLedger.Registration;

namespace FacilityLedger.Facilities;

/// <summary>The one status word of an institution: codes of <c>Web/Terms</c>, derived from its areas.</summary>
public static class FacilityStatus
{
    public const string Found = "found";
    public const string Applied = "applied";
    public const string Unregistered = "unregistered";
    public const string Unfiled = "unfiled";
    public const string FilingReceived = "filing-received";
    public const string SupplementAsked = "supplement-asked";
    public const string Filed = "filed";
    public const string Nonconforming = "nonconformity-notified";
    public const string ChangeDue = "change-due";
    public const string Suspended = "suspended";
    public const string Dormant = "dormant";
    public const string Terminated = "terminated";
    public const string Cancelled = "cancelled";
    public const string Listed = "listed";
    public const string Delisted = "delisted";
}

public sealed partial record Facility
{
    /// <summary>Registration cancelled or service terminated: nothing new begins.</summary>
    public bool Closed => Registration.Status == RegistrationStatus.Cancelled || Operation.Status == OperationStatus.Terminated;

    /// <summary>Registered by that day, or listed by a register that was taken over: it may be in service.</summary>
    public bool EstablishedOn(DateOnly day) =>
        Registration.Status == RegistrationStatus.Registered ? day >= Registration.RegisteredOn : this is { Registration.Status: RegistrationStatus.None, Register: { Entry: not null, Delisted: false } };

    public string Status => this switch
    {
        { Operation.Status: OperationStatus.Terminated } => FacilityStatus.Terminated,
        { Registration.Status: RegistrationStatus.Cancelled } => FacilityStatus.Cancelled,
        { Registration.Dormancy: not null } => FacilityStatus.Dormant,
        // Also where its service was stopped: that nobody registered it is what parents must see.
        { Registration.Status: RegistrationStatus.Found } => FacilityStatus.Found,
        { Operation.Status: OperationStatus.Suspended } => FacilityStatus.Suspended,
        { Registration.Status: RegistrationStatus.Applied } => FacilityStatus.Applied,
        { Registration.Status: RegistrationStatus.None, Register: { Entry: not null } register } => register.Delisted ? FacilityStatus.Delisted : FacilityStatus.Listed,
        { Registration.Status: RegistrationStatus.None } => FacilityStatus.Unregistered,
        _ => Filing.Status switch
        {
            FilingStatus.NonconformityNotified => FacilityStatus.Nonconforming,
            FilingStatus.ChangeDue => FacilityStatus.ChangeDue,
            FilingStatus.Filed => FacilityStatus.Filed,
            FilingStatus.SupplementAsked => FacilityStatus.SupplementAsked,
            FilingStatus.Received => FacilityStatus.FilingReceived,
            _ => FacilityStatus.Unfiled,
        },
    };

    /// <summary>The status as the public sees it: an application is no registration and a filing under way no filing yet, and one that has to follow the registration still stands.</summary>
    public string PublicStatus => Status switch
    {
        FacilityStatus.Applied => (this with { Registration = Registration with { Status = Registration.Unregistered } }).PublicStatus,
        FacilityStatus.FilingReceived or FacilityStatus.SupplementAsked => FacilityStatus.Unfiled,
        FacilityStatus.ChangeDue => Filing.Conditions.Count > 0 ? FacilityStatus.Nonconforming : FacilityStatus.Filed,
        var status => status,
    };
}
