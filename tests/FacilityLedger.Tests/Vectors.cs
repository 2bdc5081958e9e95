using Sylvan.Data.Csv;

namespace FacilityLedger.Tests;

/// <summary>Rows of the vector files.</summary>
internal static class Vectors
{
    public static IEnumerable<string[]> Of(string file)
    {
        using var csv = CsvDataReader.Create(Path.Combine(AppContext.BaseDirectory, "Data", file));
        while (csv.Read())
            yield return [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];
    }
}
