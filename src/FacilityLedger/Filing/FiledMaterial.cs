using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;

namespace FacilityLedger.Filing;

/// <summary>A material of the filing, with what is written on it.</summary>
/// <param name="ValidUntil">Last day of its validity, where it has one.</param>
/// <param name="Issuer">Code of a department, or the name of another body; never a person.</param>
/// <param name="IssuedOn">Day of issue, or of the last check.</param>
/// <param name="Number">Number of the certificate.</param>
public sealed record FiledMaterial(string Code, DateOnly? ValidUntil = null, string? Issuer = null, DateOnly? IssuedOn = null, string? Number = null)
{
    /// <summary>Why it cannot be recorded at all.</summary>
    /// <param name="received">Day on which it was handed in.</param>
    public Refusal? Unfit(Policy policy, DateOnly received) =>
        Guard.Known("materials", Code, policy.Materials) ?? Guard.Text("issuer", Issuer, 100, optional: true) ?? Guard.Text("number", Number, 100, optional: true)
        ?? (IssuedOn > received || ValidUntil < IssuedOn ? FilingForm.Complete.Refuse(("field", "materials"), ("material", Code)) : null);

    /// <summary>The same, without blanks around; where it does not say until when it holds, the policy's months count from its issue.</summary>
    public FiledMaterial On(Policy policy) => this with
    {
        Issuer = Issuer?.Trim(),
        Number = Number?.Trim(),
        ValidUntil = ValidUntil ?? (policy.Material(Code)?.ValidMonths is { } months ? IssuedOn?.AddMonths(months).AddDays(-1) : null),
    };

    /// <summary>It claims to hold longer than the policy lets it.</summary>
    public bool TooLong(Material material) => material.ValidMonths is { } months && ValidUntil > IssuedOn?.AddMonths(months);
}
