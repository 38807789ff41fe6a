using System.Buffers.Binary;
using System.Text;

namespace InstructEngine.Diffusion;

/// <summary>The version needs (.gnu.version_r) of a 64-bit little-endian ELF library, as System V gABI and the LSB's symbol versioning define them.</summary>
internal static class ElfVersionNeeds
{
    private const ushort WeakFlag = 2;
    private const uint SectionRela = 4;
    private const uint SectionDynamicSymbols = 11;
    private const uint SectionVersionNeeds = 0x6ffffffe;
    private const uint SectionSymbolVersions = 0x6fffffff;

    /// <summary>A copy of <paramref name="elf"/> in which <paramref name="version"/> is needed weakly.</summary>
    /// <exception cref="TorchRuntimeException">Not such an ELF file, no such version, or a relocation is bound to a symbol of that version.</exception>
    public static byte[] Weaken(byte[] elf, string version)
    {
        try
        {
            var sections = Sections(elf);
            var (flagsAt, index) = Find(elf, sections, version);
            RefuseIfUsed(elf, sections, index, version);
            var copy = (byte[])elf.Clone();
            BinaryPrimitives.WriteUInt16LittleEndian(copy.AsSpan(flagsAt), (ushort)(U16(elf, flagsAt) | WeakFlag));
            return copy;
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or OverflowException)
        {
            throw new TorchRuntimeException("libLibTorchSharp.so is not a well-formed ELF file: an offset lies outside of it.", e);
        }
    }

    private static List<Section> Sections(byte[] elf)
    {
        if (elf.Length < 64 || !elf.AsSpan(0, 6).SequenceEqual(new byte[] { 0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1 }))
            throw new TorchRuntimeException("libLibTorchSharp.so is not a 64-bit little-endian ELF file.");
        var table = checked((int)U64(elf, 0x28));
        var size = U16(elf, 0x3a);
        return Enumerable.Range(0, U16(elf, 0x3c)).Select(i => table + i * size).Select(at => new Section(
            Type: U32(elf, at + 4),
            Offset: checked((int)U64(elf, at + 0x18)),
            Size: U32(elf, at + 4) == 8 ? 0 : checked((int)U64(elf, at + 0x20)),
            Link: checked((int)U32(elf, at + 0x28)))).ToList();
    }

    private static (int FlagsAt, int Index) Find(byte[] elf, List<Section> sections, string version)
    {
        var needs = sections.Find(s => s.Type == SectionVersionNeeds)
            ?? throw new TorchRuntimeException("libLibTorchSharp.so has no version needs.");
        var strings = sections[needs.Link].Offset;
        for (var file = needs.Offset; ;)
        {
            var entry = file + checked((int)U32(elf, file + 8));
            for (var left = U16(elf, file + 2); left > 0; left--)
            {
                if (Text(elf, strings + checked((int)U32(elf, entry + 8))) == version)
                    return (entry + 4, U16(elf, entry + 6));
                entry += checked((int)U32(elf, entry + 12));
            }

            var next = checked((int)U32(elf, file + 12));
            if (next == 0)
                throw new TorchRuntimeException($"libLibTorchSharp.so does not name the version {version}.");
            file += next;
        }
    }

    /// <summary>Weakening is harmless only while no relocation needs a symbol of that version.</summary>
    private static void RefuseIfUsed(byte[] elf, List<Section> sections, int index, string version)
    {
        var versions = sections.Find(s => s.Type == SectionSymbolVersions);
        var symbols = sections.Find(s => s.Type == SectionDynamicSymbols);
        if (versions is null || symbols is null)
            throw new TorchRuntimeException("libLibTorchSharp.so has no symbol versions.");
        var symbolsOfVersion = Enumerable.Range(0, versions.Size / 2).Where(i => (U16(elf, versions.Offset + 2 * i) & 0x7fff) == index).ToHashSet();
        foreach (var relocations in sections.Where(s => s.Type == SectionRela))
        {
            for (var at = relocations.Offset; at < relocations.Offset + relocations.Size; at += 24)
            {
                if (symbolsOfVersion.Contains(checked((int)(U64(elf, at + 8) >> 32))))
                    throw new TorchRuntimeException($"libLibTorchSharp.so uses a symbol of {version}, so this system's libstdc++ is too old for it.");
            }
        }
    }

    private static ushort U16(byte[] elf, int at) => BinaryPrimitives.ReadUInt16LittleEndian(elf.AsSpan(at));

    private static uint U32(byte[] elf, int at) => BinaryPrimitives.ReadUInt32LittleEndian(elf.AsSpan(at));

    private static ulong U64(byte[] elf, int at) => BinaryPrimitives.ReadUInt64LittleEndian(elf.AsSpan(at));

    private static string Text(byte[] elf, int at)
    {
        var rest = elf.AsSpan(at);
        return Encoding.ASCII.GetString(rest[..rest.IndexOf((byte)0)]);
    }

    private sealed record Section(uint Type, int Offset, int Size, int Link);
}
