using System.Net;
using FacilityLedger.IntegrationTests.Desk;
using Xunit;

namespace FacilityLedger.IntegrationTests.SignIn;

/// <summary>Whom the sample accounts of Development let in, and whom they do not.</summary>
public sealed class EnvironmentTests
{
    [Fact]
    public async Task a_cookie_of_development_opens_nothing_in_production_on_the_same_folder_and_database()
    {
        var (schema, jar) = await SampleOfficerAsync();
        await using var production = new IssuedLedger { Schema = schema };
        await production.InitializeAsync();
        Assert.False(await IssuedLedger.IsInAsync(production.Browser(jar)));
    }

    [Fact]
    public async Task nor_where_the_keys_are_the_same_and_only_the_issuer_is_another()
    {
        var (schema, jar) = await SampleOfficerAsync();
        await using var issued = new IssuedLedger { Schema = schema, Environment = "Development", Settings = { ["Ledger:SampleJurisdiction"] = "none" } };
        await issued.InitializeAsync();
        Assert.False(await IssuedLedger.IsInAsync(issued.Browser(jar)));
        Assert.True(await IssuedLedger.IsInAsync(await issued.SignInAsync("env-1")));
    }

    [Fact]
    public async Task the_keys_lie_in_the_ledgers_folder_for_its_account_alone()
    {
        var (schema, _) = await SampleOfficerAsync();
        var home = new DirectoryInfo(Path.Combine(Path.GetTempPath(), schema));
        try
        {
            var folder = new DirectoryInfo(Path.Combine(home.FullName, "keys", "development"));
            var key = Assert.Single(folder.GetFiles());
            if (OperatingSystem.IsWindows())
                return;
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, key.UnixFileMode);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, folder.UnixFileMode);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    /// <summary>A server of Development that has ended, and the cookies of an officer who had signed in there without a password.</summary>
    private static async Task<(string Schema, CookieContainer Jar)> SampleOfficerAsync()
    {
        await using var sample = new IssuedLedger { Environment = "Development", Issuer = null, LeavesHome = true, Settings = { ["Ledger:SampleJurisdiction"] = "none" } };
        await sample.InitializeAsync();
        var jar = new CookieContainer();
        var browser = sample.Browser(jar);
        var page = await FormOnPage.OpenAsync(browser, "/370323/sign-in");
        Assert.Equal(HttpStatusCode.Redirect, (await page.Fill("account", "WJ-1@370323").PostAsync(browser)).StatusCode);
        Assert.True(await IssuedLedger.IsInAsync(browser));
        return (sample.Schema, jar);
    }
}
