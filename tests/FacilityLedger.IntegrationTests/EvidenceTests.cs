using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using FacilityLedger.Hosting;
using FacilityLedger.Inspections;
using FacilityLedger.IntegrationTests.Desk;
using FacilityLedger.Policies;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static FacilityLedger.IntegrationTests.EnforcementSteps;

namespace FacilityLedger.IntegrationTests;

/// <summary>Files of an inspection: what is taken, what is not, and who gets them.</summary>
public sealed class EvidenceTests
{
    public static readonly byte[] Photo = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR 示例照片"u8];
    public static readonly string PhotoDigest = Convert.ToHexStringLower(SHA256.HashData(Photo));

    [Fact]
    public async Task a_file_is_one_however_often_it_is_sent_and_only_the_departments_of_the_inspection_get_it()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var facility = await ledger.ARegisteredFacilityAsync();
        var id = await ledger.AnInspectionAsync(facility);
        var thing = $"inspections/{id}";
        var command = new AddEvidence(PhotoDigest, "门口.png", Day(3));
        await ledger.NotOnAsync("wj-1", facility, thing, "evidence", command, HttpStatusCode.UnprocessableEntity, "evidence-missing");
        Assert.Equal(HttpStatusCode.Created, (await SentAsync(ledger, "wj-1", Photo)).StatusCode);
        Assert.Contains(PhotoDigest, await (await SentAsync(ledger, "wj-1", Photo)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        foreach (var name in (string[])["../a.png", "a/b.png", "C:\\a.png", "a.."])
            await ledger.NotOnAsync("wj-1", facility, thing, "evidence", command with { Name = name }, HttpStatusCode.UnprocessableEntity, "evidence-name");
        await ledger.NotOnAsync("wj-1", facility, thing, "evidence", command with { Name = "报告.pdf" }, HttpStatusCode.UnprocessableEntity, "evidence-type");
        await ledger.NotOnAsync("wj-1", facility, thing, "evidence", command with { Finding = "NONE" }, HttpStatusCode.UnprocessableEntity, "evidence-of-finding");
        await ledger.NotOnAsync("xf-1", facility, thing, "evidence", command, HttpStatusCode.Forbidden, "inspection-of-others");
        await ledger.OnAsync("wj-1", facility, thing, "evidence", command);
        await ledger.OnAsync("wj-1", facility, thing, "evidence", command);
        var evidence = Assert.Single((await ledger.FacilityAsync(facility)).Inspections.All[id].Evidence);
        await ledger.FoldsAsync(facility);

        var fire = await ledger.AnInspectionAsync(facility, Care with { Domains = ["FIRE"], Departments = ["XF"] }, "xf-1");
        await ledger.NotOnAsync("xf-1", facility, $"inspections/{fire}", "evidence", command, HttpStatusCode.UnprocessableEntity, "evidence-missing");
        var path = Path(facility, $"{thing}/evidence/{evidence.Id}");
        var got = await ledger.As("wj-2").GetAsync(path);
        Assert.Equal(Photo, await got.Content.ReadAsByteArrayAsync());
        Assert.Equal(("attachment", "nosniff"), (got.Content.Headers.ContentDisposition!.DispositionType, got.Headers.GetValues("X-Content-Type-Options").Single()));
        foreach (var (officer, jurisdiction, status) in new[] { ("xf-1", "370323", 404), ("lx-1", "370323", 404), ("wj-1", "us-nyc", 403) })
            Assert.Equal(status, (int)(await ledger.As(officer, jurisdiction).GetAsync(path)).StatusCode);
        Assert.Contains("evidence-unknown", await (await ledger.As("wj-1").GetAsync(Path(facility, $"{thing}/evidence/NONE"))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_is_empty_too_large_an_archive_or_not_what_it_says_is_not_taken()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        async Task No(byte[] bytes, int status, string rule, string officer = "wj-1", string jurisdiction = "370323")
        {
            var answer = await SentAsync(ledger, officer, bytes, jurisdiction);
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Contains($"\"rule\":\"{rule}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        await No([], 422, "evidence-empty");
        await No([0x50, 0x4B, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0], 422, "evidence-type");
        await No("<html><script>"u8.ToArray(), 422, "evidence-type");
        await No([.. Photo, .. new byte[20 * 1024 * 1024]], 422, "evidence-too-large");
        await No(Photo, 403, "department-may-not", "lx-1");
        await No(Photo, 403, "jurisdiction-foreign", "wj-1", "us-nyc");
        Assert.Null(ledger.Host.Services.GetRequiredService<IEvidenceStore>().Open("370323", PhotoDigest));
        Assert.Null(ledger.Host.Services.GetRequiredService<IEvidenceStore>().Open("370323", "../../etc/passwd"));
    }

    [Fact]
    public async Task a_check_names_every_event_whose_file_is_missing_or_altered()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var facility = await ledger.ARegisteredFacilityAsync();
        var id = await ledger.AnInspectionAsync(facility);
        byte[][] files = [Photo, [.. Photo, 1], [.. Photo, 2]];
        foreach (var bytes in files)
        {
            Assert.Equal(HttpStatusCode.Created, (await SentAsync(ledger, "wj-1", bytes)).StatusCode);
            await ledger.OnAsync("wj-1", facility, $"inspections/{id}", "evidence", new AddEvidence(Digest(bytes), "门口.png", Day(3)));
        }
        Assert.Equal((0, "3 files of evidence are entered, 0 of them missing or altered."), await CheckAsync(ledger));

        File.Delete(PathOf(ledger, Digest(files[1])));
        await File.WriteAllBytesAsync(PathOf(ledger, Digest(files[2])), [.. Photo, 3]);
        var events = (await ledger.FacilityAsync(facility)).Version;
        var (code, said) = await CheckAsync(ledger);
        Assert.Equal(1, code);
        Assert.Equal([$"missing: 370323 {facility} event {events - 1} {Digest(files[1])}", $"altered: 370323 {facility} event {events} {Digest(files[2])}", "3 files of evidence are entered, 2 of them missing or altered."], said.Split('\n'));
    }

    [Fact]
    public async Task an_upload_that_no_event_names_is_cleared_after_its_time_and_what_was_entered_or_is_about_to_be_stays()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var facility = await ledger.ARegisteredFacilityAsync();
        var id = await ledger.AnInspectionAsync(facility);
        byte[][] files = [Photo, [.. Photo, 1], [.. Photo, 2], [.. Photo, 3]];
        var (entered, unused, renewed, young) = (Digest(files[0]), Digest(files[1]), Digest(files[2]), Digest(files[3]));
        foreach (var bytes in files[..3])
            await SentAsync(ledger, "wj-1", bytes);
        await ledger.OnAsync("wj-1", facility, $"inspections/{id}", "evidence", new AddEvidence(entered, "门口.png", Day(3)));
        var store = ledger.Host.Services.GetRequiredService<IEvidenceStore>();
        var uploads = ledger.Host.Services.GetRequiredService<UnusedUploads>();
        Assert.Equal(0, await uploads.ClearAsync());

        ledger.Clock.Advance(TimeSpan.FromDays(6));
        await SentAsync(ledger, "wj-1", files[3]);
        // Somebody tries to enter it: that it is refused does not matter.
        await ledger.NotOnAsync("wj-1", facility, $"inspections/{id}", "evidence", new AddEvidence(renewed, "../门口.png", Day(3)), HttpStatusCode.UnprocessableEntity, "evidence-name");
        ledger.Clock.Advance(TimeSpan.FromDays(2));
        await Until.TrueAsync("the unused upload is gone", () => !Held(unused) && !store.SentBy("370323", "WJ", unused));
        Assert.Equal((true, false, true, true), (Held(entered), Held(unused), Held(renewed), Held(young)));
        Assert.False(store.SentBy("370323", "WJ", unused));
        await ledger.NotOnAsync("wj-1", facility, $"inspections/{id}", "evidence", new AddEvidence(unused, "门口.png", Day(3)), HttpStatusCode.UnprocessableEntity, "evidence-missing");
        await SentAsync(ledger, "wj-1", files[1]);
        await ledger.OnAsync("wj-1", facility, $"inspections/{id}", "evidence", new AddEvidence(unused, "门口.png", Day(3)));

        ledger.Clock.Advance(TimeSpan.FromDays(30));
        await uploads.ClearAsync();
        Assert.Equal((true, true, false, false), (Held(entered), Held(unused), Held(renewed), Held(young)));

        bool Held(string digest)
        {
            using var file = store.Open("370323", digest);
            return file is not null;
        }
    }

    private static async Task<(int Code, string Said)> CheckAsync(LedgerUnderTest ledger)
    {
        await using var said = new StringWriter { NewLine = "\n" };
        var code = await EvidenceCommand.RunAsync(["check"], ledger.Store, ledger.Host.Services.GetRequiredService<IEvidenceStore>(), ledger.Host.Services.GetRequiredService<PolicyShelf>(), said, CancellationToken.None);
        return (code, said.ToString().TrimEnd('\n'));
    }

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string PathOf(LedgerUnderTest ledger, string digest) => System.IO.Path.Combine(System.IO.Path.GetTempPath(), ledger.Schema, "evidence", "370323", digest[..2], digest);

    [Theory]
    [InlineData("%PDF-1.7", "application/pdf"), InlineData("%PDF-2.0\n", "application/pdf"), InlineData("%PDF-", null), InlineData("%PDF-x.y", null)]
    [InlineData("RIFF....WEBPVP8 ", "image/webp"), InlineData("RIFF....WEBPVP8L", "image/webp"), InlineData("RIFF....WEBPVP8X", "image/webp"), InlineData("RIFF....WEBP", null), InlineData("RIFF....WEBPdata", null), InlineData("RIFF....WAVEfmt ", null)]
    [InlineData("\u0089PNG\r\n\u001a\n\0\0\0\u000dIHDR", "image/png"), InlineData("\u0089PNG\r\n\u001a\n", null), InlineData("\u0089PNG\r\n\u001a\n\0\0\0\u0004CgBI", null), InlineData("\u008aMNG\r\n\u001a\n\0\0\0\u001cMHDR", null)]
    [InlineData("\u00ff\u00d8\u00ff\u00e0", "image/jpeg"), InlineData("\u00ff\u00d8\u00ff\u00e1", "image/jpeg"), InlineData("\u00ff\u00d8\u00ff\u00db", "image/jpeg"), InlineData("\u00ff\u00d8\u00ff", null), InlineData("\u00ff\u00d8\u00ff\u00f7", null), InlineData("\u00ff\u00d8\u00ff\0", null)]
    [InlineData("isom|isom iso2 avc1 mp41", "video/mp4"), InlineData("mp42|isom mp42", "video/mp4"), InlineData("M4V |mp42 isom", "video/mp4"), InlineData("iso6|", "video/mp4"), InlineData("qt  |qt  ", "video/quicktime")]
    [InlineData("heic|mif1 heic", null), InlineData("mif1|heic", null), InlineData("heix|mif1", null), InlineData("msf1|hevc", null), InlineData("avif|mif1 miaf", null), InlineData("avis|msf1", null), InlineData("isom|mif1 heic", null), InlineData("qt  |heic", null)]
    [InlineData("M4A |mp42 isom", null), InlineData("crx |isom", null), InlineData("3gp4|isom", null), InlineData("jp2 |jp2 ", null), InlineData("....ftypisom", null), InlineData("\0\0\0\u0018ftypisom\0\0\0\0", null)]
    [InlineData("GIF89a", null), InlineData("PK\u0003\u0004", null), InlineData("<svg xmlns", null), InlineData("", null)]
    public void a_type_is_what_the_bytes_say(string bytes, string? type) => Assert.Equal(type, EvidenceTypes.Of(bytes.Split('|') is [{ Length: 4 } major, var brands] ? Film(major, brands) : Encoding.Latin1.GetBytes(bytes)));

    [Fact]
    public void a_photo_as_a_phone_keeps_it_is_refused_in_words_that_help()
    {
        Assert.Contains("JPEG", AddEvidenceEndpoint.Against(Film("heic", "mif1 heic"), 1000, 2000)!.Detail.En, StringComparison.Ordinal);
        Assert.Contains("JPEG", AddEvidenceEndpoint.Against(Film("mif1", "avif"), 1000, 2000)!.Detail.Zh, StringComparison.Ordinal);
        Assert.DoesNotContain("save it", AddEvidenceEndpoint.Against("GIF89a"u8, 1000, 2000)!.Detail.En, StringComparison.Ordinal);
        Assert.True(EvidenceTypes.Fits("IMG_1.MOV", "video/quicktime") && !EvidenceTypes.Fits("IMG_1.mp4", "video/quicktime"));
        Assert.DoesNotContain("heic", EvidenceTypes.Accept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_file_that_is_altered_shortened_or_gone_is_not_given_out_and_heals_when_it_is_sent_again()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var facility = await ledger.ARegisteredFacilityAsync();
        var id = await ledger.AnInspectionAsync(facility);
        byte[] photo = [.. Photo, .. new byte[200_000]];
        await SentAsync(ledger, "wj-1", photo);
        await ledger.OnAsync("wj-1", facility, $"inspections/{id}", "evidence", new AddEvidence(Digest(photo), "门口.png", Day(3)));
        var path = Path(facility, $"inspections/{id}/evidence/{(await ledger.FacilityAsync(facility)).Inspections.All[id].Evidence[0].Id}");
        var kept = PathOf(ledger, Digest(photo));
        byte[] other = [.. photo[..^1], 1];
        foreach (var alter in new Action[] { () => File.WriteAllBytes(kept, other), () => File.WriteAllBytes(kept, photo[..^1]), () => File.WriteAllBytes(kept, []), () => File.Delete(kept), LeadNowhere })
        {
            alter();
            var answer = await ledger.As("wj-1").GetAsync(path);
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            Assert.Contains("evidence-altered", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Contains(ledger.Logged, x => x.Contains(Digest(photo), StringComparison.Ordinal));
            await SentAsync(ledger, "wj-1", photo);
            Assert.Equal(photo, await ledger.As("wj-1").GetByteArrayAsync(path));
        }
        void LeadNowhere()
        {
            File.Delete(kept);
            File.CreateSymbolicLink(kept, kept + ".gone");
        }

        // What was altered before it is entered is not entered.
        byte[] unentered = [.. Photo, 7];
        await SentAsync(ledger, "wj-1", unentered);
        await File.WriteAllBytesAsync(PathOf(ledger, Digest(unentered)), [.. Photo, 8]);
        await ledger.NotOnAsync("wj-1", facility, $"inspections/{id}", "evidence", new AddEvidence(Digest(unentered), "门口.png", Day(3)), HttpStatusCode.UnprocessableEntity, "evidence-missing");
    }

    [Fact]
    public async Task a_department_sends_so_much_a_day_and_the_others_are_not_concerned()
    {
        await using var ledger = await LedgerUnderTest.StartAsync(configured: ("Ledger:EvidenceDailyBytes", "20000"));
        byte[] File(byte x, int more = 9000) => [.. Photo, x, .. new byte[more]];
        Assert.Equal(HttpStatusCode.Created, (await SentAsync(ledger, "wj-1", File(1))).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await SentAsync(ledger, "wj-2", File(2))).StatusCode);
        var full = await SentAsync(ledger, "wj-1", File(3));
        Assert.Equal(HttpStatusCode.TooManyRequests, full.StatusCode);
        Assert.Contains("evidence-quota", await full.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(PathOf(ledger, Digest(File(3)))));
        Assert.Equal(HttpStatusCode.Created, (await SentAsync(ledger, "wj-1", File(1))).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await SentAsync(ledger, "xf-1", File(3))).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await SentAsync(ledger, "wj-1", File(4, 3000))).StatusCode);
        ledger.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(HttpStatusCode.Created, (await SentAsync(ledger, "wj-1", File(4))).StatusCode);
    }

    [Fact]
    public async Task what_cannot_be_stored_now_is_to_be_sent_again()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var home = System.IO.Path.Combine(System.IO.Path.GetTempPath(), ledger.Schema);
        Directory.CreateDirectory(home);
        await File.WriteAllTextAsync(System.IO.Path.Combine(home, "evidence"), "no folder");
        var answer = await SentAsync(ledger, "wj-1", Photo);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(10)), (answer.StatusCode, answer.Headers.RetryAfter?.Delta));
        Assert.Contains("evidence-no-room", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        File.Delete(System.IO.Path.Combine(home, "evidence"));
        Assert.Equal(HttpStatusCode.Created, (await SentAsync(ledger, "wj-1", Photo)).StatusCode);
    }

    private static byte[] Film(string major, string brands)
    {
        var all = brands.Length == 0 ? [] : brands.Chunk(5).Select(x => new string(x)[..4]).ToArray();
        return [0, 0, 0, (byte)(16 + 4 * all.Length), .. "ftyp"u8, .. Encoding.Latin1.GetBytes(major), 0, 0, 2, 0, .. Encoding.Latin1.GetBytes(string.Concat(all)), .. new byte[32]];
    }

    private static async Task<HttpResponseMessage> SentAsync(LedgerUnderTest ledger, string officer, byte[] bytes, string jurisdiction = "370323")
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return await ledger.As(officer, jurisdiction).PutAsync("/api/370323/evidence", content);
    }
}

/// <summary>The same from a phone.</summary>
[Collection(nameof(DeskUnderTest))]
public sealed class EvidenceFormTests(DeskUnderTest desk)
{
    [Fact]
    public async Task a_form_with_a_file_that_is_refused_keeps_the_file_and_sent_twice_has_one_effect()
    {
        var (id, inspection, _) = await desk.AnInspectionAsync();
        using var officer = await desk.SignInAsync("WJ-1@370323");
        var path = $"/370323/desk/facilities/{id}/do/inspection.evidence?of={inspection}";
        var page = await FormOnPage.OpenAsync(officer, path);
        byte[] pdf = [.. "%PDF-1.7 "u8, .. Guid.NewGuid().ToByteArray()];

        var refused = await PostAsync(officer, path, page, pdf, "检查记录.pdf", ("occurredOn", "2026-11-25"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var back = new FormOnPage(await refused.Content.ReadAsStringAsync());
        Assert.Equal([Convert.ToHexStringLower(SHA256.HashData(pdf))], back.Of("digest"));
        Assert.Equal(["检查记录.pdf"], back.Of("name"));

        var key = back.Fill("occurredOn", "2026-11-24");
        Assert.Equal(HttpStatusCode.SeeOther, (await key.PostAsync(officer)).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await key.PostAsync(officer)).StatusCode);
        Assert.Single((await desk.FacilityAsync(id)).Inspections.All[inspection].Evidence);

        var record = await officer.GetStringAsync($"/370323/desk/facilities/{id}");
        var link = $"/370323/desk/facilities/{id}/inspections/{inspection}/evidence/{(await desk.FacilityAsync(id)).Inspections.All[inspection].Evidence[0].Id}";
        Assert.Contains(link, record, StringComparison.Ordinal);
        Assert.Equal(pdf, await officer.GetByteArrayAsync(link));
        using var fire = await desk.SignInAsync("XF-1@370323");
        Assert.Equal(HttpStatusCode.NotFound, (await fire.GetAsync(link)).StatusCode);
        using var nobody = desk.Browser();
        Assert.NotEqual(HttpStatusCode.OK, (await nobody.GetAsync(link)).StatusCode);
    }

    [Fact]
    public async Task an_archive_under_a_good_name_is_refused_at_the_file()
    {
        var (id, inspection, _) = await desk.AnInspectionAsync();
        using var officer = await desk.SignInAsync("WJ-1@370323");
        var path = $"/370323/desk/facilities/{id}/do/inspection.evidence?of={inspection}";
        var answer = await PostAsync(officer, path, await FormOnPage.OpenAsync(officer, path), [0x50, 0x4B, 3, 4], "照片.jpg");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(new FormOnPage(await answer.Content.ReadAsStringAsync()).Errors, x => x.Field == "digest");
        Assert.Empty((await desk.FacilityAsync(id)).Inspections.All[inspection].Evidence);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient officer, string path, FormOnPage page, byte[] bytes, string name, params (string Name, string Value)[] typed)
    {
        using var content = new MultipartFormDataContent();
        foreach (var field in page.Names.Where(x => x != "digest"))
            content.Add(new StringContent(typed.FirstOrDefault(x => x.Name == field).Value ?? (page.Of(field) is [var standing, ..] ? standing : "")), field);
        content.Add(new ByteArrayContent(bytes), "digest", name);
        return await officer.PostAsync(path, content);
    }
}
