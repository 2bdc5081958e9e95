using System.Globalization;

namespace FacilityLedger.Values;

/// <summary>One text for people in both languages of the ledger. Stored events never hold rendered text: it is rendered from data at the time of reading.</summary>
/// <param name="Zh">Chinese (zh-CN), the default.</param>
/// <param name="En">English.</param>
public sealed record Words(string Zh, string En)
{
    /// <summary>The text in the language of the current request.</summary>
    public override string ToString() => IsEnglish ? En : Zh;

    /// <summary>Whether the current request is to be answered in English.</summary>
    public static bool IsEnglish => string.Equals(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, "en", StringComparison.Ordinal);
}
