using FacilityLedger.Inspections;
using Xunit;

namespace FacilityLedger.Tests.Values;

public sealed class EvidenceFolderTests : IDisposable
{
    private static readonly string Digest = new('a', 64);
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("evidence-");

    [Fact]
    public async Task what_a_broken_off_writing_left_is_removed_and_nothing_else()
    {
        var store = new EvidenceFolder(root.FullName, 100, TimeProvider.System);
        var now = TimeProvider.System.GetUtcNow();
        store.DropHalves("370323", now);
        await store.PutAsync("370323", "ABCDEFG", new(Digest, 3, "image/png"), new byte[] { 1, 2, 3 }, CancellationToken.None);
        var whole = Assert.Single(root.GetFiles(Digest, SearchOption.AllDirectories)).FullName;
        var (old, young) = ($"{whole}.0123456789AB", $"{whole}.0123456789AC");
        foreach (var half in new[] { old, young })
            await File.WriteAllBytesAsync(half, [1], TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(old, now.UtcDateTime.AddDays(-8));

        store.DropHalves("370323", now.AddDays(-7));

        Assert.Equal((false, true, true), (File.Exists(old), File.Exists(young), store.SentBy("370323", "ABCDEFG", Digest)));
        store.DropHalves("370323", now.AddDays(1));
        Assert.False(File.Exists(young));
        Assert.True(store.SentBy("370323", "ABCDEFG", Digest));
        using var file = store.Open("370323", Digest);
        Assert.Equal(3, file!.Length);
    }

    public void Dispose() => root.Delete(recursive: true);
}
