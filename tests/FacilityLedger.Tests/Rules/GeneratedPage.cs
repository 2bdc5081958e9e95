namespace FacilityLedger.Tests.Rules;

/// <summary>A page of <c>docs</c> that is written from the code.</summary>
internal static class GeneratedPage
{
    public static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "FacilityLedger.sln")))
                folder = folder.Parent!;
            return folder.FullName;
        }
    }

    /// <summary>Demands that the committed page is the one that the code gives now; with LEDGER_ACCEPT set it is written anew first.</summary>
    public static void Assert(string name, string page)
    {
        var file = Path.Combine(Root, "docs", name);
        if (Environment.GetEnvironmentVariable("LEDGER_ACCEPT") is not null)
            File.WriteAllText(file, page);
        Xunit.Assert.Equal(page, File.Exists(file) ? File.ReadAllText(file) : "");
    }
}
