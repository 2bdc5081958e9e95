namespace FacilityLedger.Values;

/// <summary>What reading a unified social credit code shows.</summary>
public enum UsccReading
{
    /// <summary>Form and both check signs are right.</summary>
    Wellformed,

    /// <summary>The form is right, a check sign is not. Such codes were issued before the standard: a named officer may confirm one with the certificate.</summary>
    FailsCheck,

    /// <summary>No such code can have been issued.</summary>
    Malformed,
}

/// <summary>What is wrong with a code.</summary>
[Flags]
public enum UsccFaults
{
    None = 0,
    Empty = 1,
    Length = 2,
    Charset = 4,
    Authority = 8,
    Category = 16,
    Division = 32,
    OrgCheck = 64,
    Check = 128,
}

/// <summary>A unified social credit code (统一社会信用代码, GB 32100-2015): authority, category, six signs of the division, nine of the organisation code (GB 11714), check sign.</summary>
/// <remarks>Its form is right; its check signs are as <see cref="Reading"/> says. Lower-case and full-width signs are refused, not repaired: who enters a code normalises it and sees what will be stored.</remarks>
public sealed record Uscc
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const string Authorities = "123456789ANY";
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    private static readonly int[] OrgWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    private Uscc(string value, UsccReading reading) => (Value, Reading) = (value, reading);

    public string Value { get; }
    public UsccReading Reading { get; }

    /// <summary>Authority and category, e.g. <c>91</c> for an enterprise; they go with the legal nature.</summary>
    public string Prefix => Value[..2];

    /// <exception cref="FormatException">The form is wrong.</exception>
    public static Uscc Parse(string code) => Read(code) is var reading and not UsccReading.Malformed ? new(code, reading) : throw new FormatException($"The code is malformed: {Faults(code)}.");

    /// <summary>Whether the code is right, fails a check, or has no possible form.</summary>
    public static UsccReading Read(string code) => Faults(code) switch
    {
        UsccFaults.None => UsccReading.Wellformed,
        var faults when (faults & ~(UsccFaults.OrgCheck | UsccFaults.Check)) == UsccFaults.None => UsccReading.FailsCheck,
        _ => UsccReading.Malformed,
    };

    /// <summary>All that is wrong. The checks are computed only for 18 signs of the alphabet.</summary>
    public static UsccFaults Faults(string code)
    {
        if (string.IsNullOrEmpty(code))
            return UsccFaults.Empty;
        if (code.Length != 18)
            return UsccFaults.Length;
        if (code.Any(x => !Alphabet.Contains(x)))
            return UsccFaults.Charset;
        return (Authorities.Contains(code[0]) ? UsccFaults.None : UsccFaults.Authority)
            | (CategoryFits(code[0], code[1]) ? UsccFaults.None : UsccFaults.Category)
            | (code[2..8].All(char.IsAsciiDigit) ? UsccFaults.None : UsccFaults.Division)
            | (code[16] == OrgCheckSign(code[8..16]) ? UsccFaults.None : UsccFaults.OrgCheck)
            | (code[17] == CheckSign(code[..17]) ? UsccFaults.None : UsccFaults.Check);
    }

    /// <summary>Sign 18 of the first seventeen (GB 32100): the values are places in the alphabet of 31 signs.</summary>
    public static char CheckSign(string body) => Alphabet[(31 - body.Select((x, i) => Alphabet.IndexOf(x, StringComparison.Ordinal) * Weights[i]).Sum() % 31) % 31];

    /// <summary>Sign 17 of the eight before it (GB 11714): letters count from A = 10 without the gaps of the other alphabet.</summary>
    public static char OrgCheckSign(string body) => (11 - body.Select((x, i) => (char.IsAsciiDigit(x) ? x - '0' : x - 'A' + 10) * OrgWeights[i]).Sum() % 11) switch
    {
        10 => 'X',
        11 => '0',
        var sign => (char)('0' + sign),
    };

    public override string ToString() => Value;

    // The market regulator has three categories. Of the other authorities only what is no digit is surely wrong, and a wrong form cannot be confirmed by anybody.
    private static bool CategoryFits(char authority, char category) => authority == '9' ? category is >= '1' and <= '3' : category is >= '1' and <= '9';
}
