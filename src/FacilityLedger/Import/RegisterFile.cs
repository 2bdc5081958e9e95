using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FacilityLedger.Import;

/// <summary>The import cannot begin; the message is one line for the person at the terminal.</summary>
public sealed class ImportException(string message) : Exception(message);

public enum RegisterPart { BasicInfo, InspectionSummaries, InspectionInfo }

/// <summary>One file of a snapshot. Its name says what it holds and of which day, in one of several spellings.</summary>
public sealed partial record RegisterFile(string Path, RegisterPart Part, DateOnly Day)
{
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The register's files of a folder in the order of their days; other files are none of ours.</summary>
    /// <exception cref="ImportException">The folder is missing or holds nothing of the register, a name has no day, or one day has two files of a part.</exception>
    public static IReadOnlyList<RegisterFile> In(string folder)
    {
        if (!Directory.Exists(folder))
            throw new ImportException($"there is no folder {folder}");
        var files = Directory.EnumerateFiles(folder, "*.csv", new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive })
            .Select(Of).OfType<RegisterFile>().OrderBy(x => x.Day).ThenBy(x => x.Part).ToList();
        if (files.Count == 0)
            throw new ImportException($"{folder} holds none of BasicInfo_*.csv, InspectionSummaries_*.csv, InspectionInfo_*.csv");
        return files.GroupBy(x => (x.Day, x.Part)).FirstOrDefault(x => x.Count() > 1) is { } twice
            ? throw new ImportException($"two files for one day: {string.Join(" and ", twice.Select(x => x.Name).Order(StringComparer.Ordinal))}")
            : files;
    }

    /// <summary>Whether two names differ in nothing but case, blanks and punctuation.</summary>
    public static bool SameName(string one, string other) => Signs(one).SequenceEqual(Signs(other));

    private static RegisterFile? Of(string path)
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(path);
        var letters = string.Concat(name.Where(char.IsAsciiLetter));
        var part = Enum.GetValues<RegisterPart>().Cast<RegisterPart?>().FirstOrDefault(x => letters.StartsWith(x.ToString()!, StringComparison.OrdinalIgnoreCase));
        return part is null ? null
            : DayOf(name) is { } day ? new(path, part.Value, day)
            : throw new ImportException($"the name of {System.IO.Path.GetFileName(path)} holds no date (YYYY_MM_DD, YYYY-MM-DD, YYYYMMDD or MM_DD_YYYY)");
    }

    private static DateOnly? DayOf(string name)
    {
        var m = YearFirst().Match(name) is { Success: true } first ? first : YearLast().Match(name);
        return m.Success && DateOnly.TryParseExact($"{m.Groups["y"].Value}-{m.Groups["m"].Value.PadLeft(2, '0')}-{m.Groups["d"].Value.PadLeft(2, '0')}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    private static IEnumerable<char> Signs(string name) => name.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant);

    [GeneratedRegex(@"(?<!\d)(?<y>(19|20)\d\d)([-_. ](?<m>\d\d?)[-_. ](?<d>\d\d?)|(?<m>\d\d)(?<d>\d\d))(?!\d)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"(?<!\d)(?<m>\d\d?)[-_. ](?<d>\d\d?)[-_. ](?<y>(19|20)\d\d)(?!\d)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex YearLast();
}
