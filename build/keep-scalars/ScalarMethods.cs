using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace InstructEngine.Build.KeepScalars;

/// <summary>
/// The methods of an assembly that hold a TorchSharp.Scalar. They read its native handle and then hand that to libtorch; optimised code no longer
/// refers to the Scalar by then, so that a garbage collection on another thread may free what libtorch is reading. Code that is not optimised
/// keeps its arguments alive until it returns.
/// </summary>
internal sealed class ScalarMethods(byte[] image)
{
    /// <summary>ECMA-335 II.22.26: a MethodDef row is RVA (4 bytes), ImplFlags (2), Flags, …</summary>
    private const int ImplFlagsAt = 4;

    public byte[] Image => image;

    /// <summary>Marks them "no optimisation", in place: no byte moves.</summary>
    /// <returns>How many there are.</returns>
    public int Unoptimise()
    {
        using var file = new PEReader(new MemoryStream(image, writable: false));
        var metadata = file.GetMetadataReader();
        if (Encoded(metadata) is not { } scalar)
            return 0;
        var table = file.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(TableIndex.MethodDef);
        var rowSize = metadata.GetTableRowSize(TableIndex.MethodDef);
        var found = metadata.MethodDefinitions.Where(method => Holds(file, metadata, metadata.GetMethodDefinition(method), scalar)).ToList();
        foreach (var method in found)
        {
            var flags = image.AsSpan(table + rowSize * (MetadataTokens.GetRowNumber(method) - 1) + ImplFlagsAt, sizeof(ushort));
            var changed = (MethodImplAttributes)BinaryPrimitives.ReadUInt16LittleEndian(flags) & ~MethodImplAttributes.AggressiveInlining;
            BinaryPrimitives.WriteUInt16LittleEndian(flags, (ushort)(changed | MethodImplAttributes.NoOptimization | MethodImplAttributes.NoInlining));
        }

        return found.Count;
    }

    /// <summary>The class as it stands in signatures: ECMA-335 II.23.2.12, CLASS and a compressed TypeDef token.</summary>
    private static byte[]? Encoded(MetadataReader metadata)
    {
        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(handle);
            if (metadata.StringComparer.Equals(type.Name, "Scalar") && metadata.StringComparer.Equals(type.Namespace, "TorchSharp"))
            {
                var encoded = new BlobBuilder();
                encoded.WriteByte((byte)SignatureTypeKind.Class);
                encoded.WriteCompressedInteger(CodedIndex.TypeDefOrRefOrSpec(handle));
                return encoded.ToArray();
            }
        }

        return null;
    }

    private static bool Holds(PEReader file, MetadataReader metadata, MethodDefinition method, byte[] scalar)
    {
        if (method.RelativeVirtualAddress == 0)
            return false;
        if (metadata.GetBlobBytes(method.Signature).AsSpan().IndexOf(scalar) >= 0)
            return true;
        var locals = file.GetMethodBody(method.RelativeVirtualAddress).LocalSignature;
        return !locals.IsNil && metadata.GetBlobBytes(metadata.GetStandaloneSignature(locals).Signature).AsSpan().IndexOf(scalar) >= 0;
    }
}
