namespace FacilityLedger.Facilities;

public enum UsccReading
{
    Wellformed,
    /// <summary>The form is right, a check sign is not: real codes of a provincial pilot before the standard are so.</summary>
    FailsCheck,
    Malformed,
}

/// <summary>Unified social credit code, GB 32100-2015: 18 signs, of which 9 to 17 are an organisation code (GB 11714) with a check sign of its own.</summary>
public static class Uscc
{
    private const string Signs = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const string Authorities = "123456789ANY";
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    private static readonly int[] OrganisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    public static UsccReading Read(string code)
    {
        if (code.Length != 18 || code.Any(x => !Signs.Contains(x)) || code[2..8].Any(x => !char.IsAsciiDigit(x)) || !Authorities.Contains(code[0]) || code[0] == '9' && code[1] is not ('1' or '2' or '3'))
            return UsccReading.Malformed;
        return Signs[(31 - Enumerable.Range(0, 17).Sum(i => Signs.IndexOf(code[i]) * Weights[i]) % 31) % 31] == code[17] && OrganisationCheck(code[8..16]) == code[16]
            ? UsccReading.Wellformed
            : UsccReading.FailsCheck;
    }

    // Letters count A = 10 to Z = 35 without gaps here, unlike in the outer code.
    private static char OrganisationCheck(string body) => (11 - Enumerable.Range(0, 8).Sum(i => (char.IsAsciiDigit(body[i]) ? body[i] - '0' : body[i] - 'A' + 10) * OrganisationWeights[i]) % 11) switch
    {
        10 => 'X',
        11 => '0',
        var c => (char)('0' + c),
    };
}
