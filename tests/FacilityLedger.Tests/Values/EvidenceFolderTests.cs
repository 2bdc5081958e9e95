using System.Security.Cryptography;
using FacilityLedger.Inspections;
using Xunit;

namespace FacilityLedger.Tests.Values;

public sealed class EvidenceFolderTests : IDisposable
{
    private static readonly byte[] Paper = [.. "%PDF-1.7 "u8, .. new byte[100_000]];
    private static readonly string Digest = Convert.ToHexStringLower(SHA256.HashData(Paper));
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("evidence-");

    [Fact]
    public async Task what_a_broken_off_writing_left_is_removed_and_nothing_else()
    {
        var store = Store();
        var now = TimeProvider.System.GetUtcNow();
        store.DropHalves("370323", now);
        await PutAsync(store);
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
        Assert.Equal(Paper.Length, file!.Length);
    }

    [Fact]
    public async Task only_the_account_of_the_server_may_read_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "skipped: folders have no modes here");
        await PutAsync(new EvidenceFolder(Path.Combine(root.FullName, "evidence"), 200_000, long.MaxValue, TimeProvider.System));
        foreach (var x in root.EnumerateFileSystemInfos("*", SearchOption.AllDirectories))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | (x is DirectoryInfo ? UnixFileMode.UserExecute : UnixFileMode.None), x.UnixFileMode);
        Assert.Equal(2, root.GetFiles("*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public async Task a_sending_that_breaks_off_or_is_refused_leaves_nothing()
    {
        await Assert.ThrowsAsync<EndOfStreamException>(() => PutAsync(Store(), new BreakingOff(Paper)));
        Assert.Equal("evidence-too-large", (await PutAsync(new EvidenceFolder(root.FullName, 50_000, long.MaxValue, TimeProvider.System))).No?.Rule.Code);
        Assert.Equal("evidence-type", (await PutAsync(Store(), new MemoryStream("PK"u8.ToArray()))).No?.Rule.Code);
        Assert.Equal("evidence-empty", (await PutAsync(Store(), Stream.Null)).No?.Rule.Code);
        Assert.Empty(root.GetFiles("*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task a_restart_does_not_begin_the_day_anew()
    {
        Assert.Null((await PutAsync(Store(daily: 150_000))).No);
        byte[] another = [.. Paper, 1];
        Assert.Equal("evidence-quota", (await PutAsync(Store(daily: 150_000), new MemoryStream(another))).No?.Rule.Code);
        Assert.Null((await Store(daily: 150_000).PutAsync("370323", "HIJ", new MemoryStream(another), CancellationToken.None)).No);
    }

    private EvidenceFolder Store(long daily = long.MaxValue) => new(root.FullName, 200_000, daily, TimeProvider.System);

    private static Task<(EvidenceFile? File, FacilityLedger.Hosting.Decisions.Refusal? No)> PutAsync(EvidenceFolder store, Stream? bytes = null) =>
        store.PutAsync("370323", "ABCDEFG", bytes ?? new MemoryStream(Paper), CancellationToken.None);

    /// <summary>A caller who goes away in the middle.</summary>
    private sealed class BreakingOff(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position >= 90_000 ? throw new EndOfStreamException() : base.ReadAsync(buffer[..Math.Min(buffer.Length, 30_000)], cancellationToken);
    }

    public void Dispose() => root.Delete(recursive: true);
}
