namespace FacilityLedger.Policies;

/// <summary>Names of the policy's entries.</summary>
public static class CodedNames
{
    /// <summary>The policy's name of a code; a code that it does not know is shown as it is.</summary>
    public static Words NameIn(this IEnumerable<Coded> entries, string code) => entries.FirstOrDefault(x => x.Code == code)?.Name ?? new(code, code);
}
