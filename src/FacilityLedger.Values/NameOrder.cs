using System.Globalization;

namespace FacilityLedger.Values;

/// <summary>The order of names in every list: Chinese ones by pinyin, as a reader looks names up, Latin ones in their own order.</summary>
public static class NameOrder
{
    private static readonly CompareInfo ByName = CultureInfo.GetCultureInfo("zh-CN").CompareInfo;

    /// <summary>A key by which names are sorted as bytes: a database sorts it as it is, whatever its own collation.</summary>
    public static string Of(string name) => Convert.ToHexString(ByName.GetSortKey(name, CompareOptions.IgnoreCase).KeyData);
}
