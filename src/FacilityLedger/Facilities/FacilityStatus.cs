using FacilityLedger.Registration;

namespace FacilityLedger.Facilities;

/// <summary>The one status word of an institution: codes of <c>Web/Terms</c>, derived from its areas.</summary>
public static class FacilityStatus
{
    public const string Found = "found";
    public const string Unfiled = "unfiled";
    public const string FilingReceived = "filing-received";
    public const string SupplementAsked = "supplement-asked";
    public const string Filed = "filed";
    public const string Nonconforming = "nonconformity-notified";
    public const string ChangeDue = "change-due";
    public const string Suspended = "suspended";
    public const string Terminated = "terminated";
    public const string Cancelled = "cancelled";
    public const string Listed = "listed";
    public const string Delisted = "delisted";
}

public sealed partial record Facility
{
    /// <summary>Registration cancelled or service terminated: nothing new begins.</summary>
    public bool Closed => Registration.Status == RegistrationStatus.Cancelled;

    /// <summary>Whether a change of registration has to be followed by a change of filing.</summary>
    public bool FilingFollows => false;

    public string Status => Registration.Status switch
    {
        RegistrationStatus.Cancelled => FacilityStatus.Cancelled,
        RegistrationStatus.Found => FacilityStatus.Found,
        RegistrationStatus.None when Register.Entry is not null => Register.Delisted ? FacilityStatus.Delisted : FacilityStatus.Listed,
        _ => FacilityStatus.Unfiled,
    };
}
