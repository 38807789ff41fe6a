using InstructEngine.Diffusion;

namespace InstructEngine.Shared.Tests.Diffusion.Native;

public sealed class Version_needs_are_weakened
{
    private static readonly string s_library = Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so");

    [Fact]
    public void By_one_byte_and_only_once()
    {
        var elf = Library();
        var weak = ElfVersionNeeds.Weaken(elf, "GLIBCXX_3.4.32");
        // On a system that needs it, the file beside the tests is corrected already.
        Assert.InRange(Enumerable.Range(0, elf.Length).Count(i => elf[i] != weak[i]), 0, 1);
        Assert.Equal(weak, ElfVersionNeeds.Weaken(weak, "GLIBCXX_3.4.32"));
    }

    [Fact]
    public void But_not_where_a_symbol_of_that_version_is_used() =>
        Assert.Contains("uses a symbol of GLIBCXX_3.4.21",
            Assert.Throws<TorchRuntimeException>(() => ElfVersionNeeds.Weaken(Library(), "GLIBCXX_3.4.21")).Message, StringComparison.Ordinal);

    [Fact]
    public void But_not_where_the_version_is_not_named() =>
        Assert.Contains("GLIBCXX_9.9",
            Assert.Throws<TorchRuntimeException>(() => ElfVersionNeeds.Weaken(Library(), "GLIBCXX_9.9")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(10)]
    [InlineData(64)]
    [InlineData(4096)]
    public void But_not_in_a_file_cut_off(int length) =>
        Assert.Throws<TorchRuntimeException>(() => ElfVersionNeeds.Weaken(Library()[..length], "GLIBCXX_3.4.32"));

    private static byte[] Library()
    {
        Assert.SkipUnless(File.Exists(s_library), "libLibTorchSharp.so is a Linux library.");
        return File.ReadAllBytes(s_library);
    }
}
