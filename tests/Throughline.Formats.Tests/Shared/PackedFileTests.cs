using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Throughline.Formats.Tests.Shared;

public sealed class PackedFileTests
{
    private static readonly ReadLimits Limits = new();

    private static byte[] Zip(params (string Name, byte[] Bytes)[] parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in parts)
            {
                using var part = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                part.Write(bytes);
            }
        }

        return stream.ToArray();
    }

    private static byte[] ReadAll(PackedFile file, string name)
    {
        using var part = file.OpenPart(name)!;
        using var all = new MemoryStream();
        part.CopyTo(all);
        return all.ToArray();
    }

    [Fact]
    public void Parts_are_listed_and_read_whatever_the_case_of_their_names()
    {
        using var file = PackedFile.Open(Zip(("word\\document.xml", "<a/>"u8.ToArray()), ("folder/", []), ("b.txt", "b"u8.ToArray())), Limits);

        Assert.Equal(["word/document.xml", "b.txt"], file.Names);
        Assert.True(file.Has("Word/Document.xml"));
        Assert.Equal("<a/>", Encoding.UTF8.GetString(ReadAll(file, "WORD/document.xml")));
        Assert.Null(file.OpenPart("missing.xml"));
    }

    [Fact]
    public void A_slice_of_a_larger_buffer_is_read_in_place()
    {
        var zip = Zip(("a", "abc"u8.ToArray()));
        byte[] within = [1, 2, 3, .. zip, 4, 5];

        using var file = PackedFile.Open(within.AsMemory(3, zip.Length), Limits);

        Assert.Equal("abc"u8.ToArray(), ReadAll(file, "a"));
    }

    [Fact]
    public void More_parts_than_the_limit_are_refused_before_they_are_listed()
    {
        var zip = Zip([.. Enumerable.Range(0, 20).Select(i => ($"part{i}", Array.Empty<byte>()))]);

        Assert.True(Assert.Throws<UnreadableFileException>(() => PackedFile.Open(zip, new ReadLimits { PackedParts = 19 })).TooLarge);
        using var file = PackedFile.Open(zip, new ReadLimits { PackedParts = 20 });
        Assert.Equal(20, file.Names.Count);
    }

    [Fact]
    public void The_ratio_counts_what_comes_out_and_spares_small_parts()
    {
        var zip = Zip(("big", new byte[3 << 20]), ("small", new byte[1 << 19]));
        using var file = PackedFile.Open(zip, Limits);

        Assert.Equal(1 << 19, ReadAll(file, "small").Length);
        Assert.True(Assert.Throws<UnreadableFileException>(() => ReadAll(file, "big")).TooLarge);
    }

    [Fact]
    public void All_parts_together_are_held_to_the_limit()
    {
        var random = new Random(5);
        var bytes = new byte[100_000];
        random.NextBytes(bytes);
        using var file = PackedFile.Open(Zip(("a", bytes), ("b", bytes), ("c", bytes)), new ReadLimits { UnpackedBytes = 250_000 });

        ReadAll(file, "a");
        ReadAll(file, "b");

        var refused = Assert.Throws<UnreadableFileException>(() => ReadAll(file, "c"));
        Assert.True(refused.TooLarge);
        Assert.Equal("c", refused.Place);
    }

    [Fact]
    public void A_header_that_claims_less_than_comes_out_does_not_help()
    {
        var zip = Zip(("big", new byte[3 << 20]));
        var directory = zip.AsSpan().LastIndexOf("PK\x01\x02"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(directory + 24), 10);
        using var file = PackedFile.Open(zip, Limits);

        var kept = 0;
        var refused = Record.Exception(() => kept = ReadAll(file, "big").Length);

        Assert.True(refused is UnreadableFileException || kept <= 1 << 20);
    }

    [Fact]
    public void A_zip_cut_short_is_refused_as_damaged()
    {
        var zip = Zip(("a", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5000)))));

        for (var length = 0; length < zip.Length; length += 97)
            Assert.Throws<UnreadableFileException>(() => PackedFile.Open(zip.AsMemory(0, length), Limits));
    }

    [Fact]
    public void Damage_within_a_part_is_refused_when_it_is_read()
    {
        var zip = Zip(("a", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5000)))));
        zip.AsSpan(60, 400).Fill(0xFF);
        using var file = PackedFile.Open(zip, Limits);

        var refused = Assert.Throws<UnreadableFileException>(() => ReadAll(file, "a"));

        Assert.Equal("a", refused.Place);
    }
}
