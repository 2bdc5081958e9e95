using Microsoft.Playwright;

namespace FacilityLedger.BrowserTests;

/// <summary>The Chromium of this machine; none is downloaded.</summary>
internal static class Browser
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    // Without a sandbox: in a container the tests run as root.
    private static readonly string[] Flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    /// <summary>Path of the program, or null where there is none.</summary>
    public static string? Program { get; } =
        (from name in Names
         from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/bin")
         where folder.Length > 0
         select Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    public static Task<IBrowser> StartAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = Flags, Headless = true });
}
