using System.Text;

namespace FacilityLedger.Import;

/// <summary>All rows of a folder, on disk and in parts by site: what a part's sites need is in memory, and no more, however large the register is.</summary>
public sealed class SiteRows : IDisposable
{
    private const long BytesOfPart = 8 << 20;
    private readonly Part[] parts;
    private readonly List<RegisterFile> files = [];

    /// <param name="bytes">Size of all files together.</param>
    public SiteRows(long bytes) => parts = [.. Enumerable.Range(0, (int)Math.Clamp(bytes / BytesOfPart, 1, 256)).Select(_ => new Part())];

    public int Parts => parts.Length;

    /// <summary>The part in which a site's rows lie; the same as long as the program runs.</summary>
    public int PartOf(string site) => (site.GetHashCode(StringComparison.Ordinal) & int.MaxValue) % parts.Length;

    public void Add(string site, RegisterRow row)
    {
        if (files.Count == 0 || !ReferenceEquals(files[^1], row.File))
            files.Add(row.File);
        parts[PartOf(site)].Write(site, files.Count - 1, row);
    }

    /// <summary>The rows of the sites of a part, in the order in which they were added.</summary>
    public ILookup<string, RegisterRow> Read(int part) => parts[part].Read(files).ToLookup(x => x.Site, x => x.Row, StringComparer.Ordinal);

    public void Dispose() => Array.ForEach(parts, x => x.Dispose());

    private sealed class Part : IDisposable
    {
        private readonly FileStream stream = Unseen();
        private readonly BinaryWriter writer;
        private int rows;

        public Part() => writer = new(stream);

        private static FileStream Unseen()
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                BufferSize = 1 << 14,
                Options = FileOptions.DeleteOnClose,
            };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            var made = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
            // Without a name it goes with the process, however that ends.
            if (!OperatingSystem.IsWindows())
                File.Delete(made.Name);
            return made;
        }

        public void Write(string site, int file, RegisterRow row)
        {
            writer.Write(site);
            writer.Write7BitEncodedInt(file);
            writer.Write7BitEncodedInt(row.Number);
            writer.Write(Convert.FromHexString(row.Digest));
            foreach (var field in row.Fields)
                writer.Write(field);
            rows++;
        }

        public IEnumerable<(string Site, RegisterRow Row)> Read(List<RegisterFile> files)
        {
            writer.Flush();
            stream.Position = 0;
            using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
            for (var i = 0; i < rows; i++)
            {
                var (site, file, number) = (reader.ReadString(), files[reader.Read7BitEncodedInt()], reader.Read7BitEncodedInt());
                var digest = Convert.ToHexStringLower(reader.ReadBytes(32));
                var fields = new string[RegisterRow.Columns(file.Part).Count];
                for (var f = 0; f < fields.Length; f++)
                    fields[f] = reader.ReadString();
                yield return (site, new RegisterRow(file, number, digest, fields));
            }
        }

        public void Dispose()
        {
            writer.Dispose();
            stream.Dispose();
        }
    }
}
