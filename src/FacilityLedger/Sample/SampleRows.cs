using System.Globalization;
using FacilityLedger.Facilities;
using FacilityLedger.Policies;

namespace FacilityLedger.Sample;

/// <summary>The invented institutions, numbered from 1.</summary>
internal static class SampleRows
{
    public static SampleRow[] Read()
    {
        using var reader = new StreamReader(typeof(SampleRows).Assembly.GetManifestResourceStream("synthetic-facilities.csv")!, TextFile.Strict);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(x => x.Split(',')).Select((x, i) => i == 0 ? new SampleRow("", "", "", "", "", 0) : Of(x))];
    }

    /// <summary>A code of the series that was never issued, with both check signs right.</summary>
    public static string Code(string prefix, string body)
    {
        var code = $"{prefix}{body}{Uscc.OrgCheckSign(body)}";
        return code + Uscc.CheckSign(code);
    }

    // The list names two kinds where its other rows name a legal nature; the code's prefix tells that.
    private static SampleRow Of(string[] x) => new(
        x[0], x[2][..2] switch { "12" => "PUBLIC", "52" => "NONPROFIT", _ => "FORPROFIT" },
        x[1] is "KG_CLASS" or "FAMILY" ? x[1] : x[0].Contains("婴幼儿照护服务中心", StringComparison.Ordinal) ? "COMMUNITY" : "ORDINARY",
        x[2], x[3], int.Parse(x[5], CultureInfo.InvariantCulture));
}
