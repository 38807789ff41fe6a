using System.Runtime.InteropServices;
using InstructEngine.Diffusion;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Native;

public sealed class Memory_that_runs_out_is_told_apart
{
    [Fact]
    public void Where_libtorch_itself_says_so()
    {
        var failure = Record.Exception(() => empty([1L << 50], ScalarType.Float32));
        Assert.NotNull(failure);
        Assert.True(TorchMemory.IsExhausted(failure), failure.ToString());
    }

    [Theory]
    [InlineData("[enforce fail at alloc_cpu.cpp:128] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate 4503599627370496 bytes. Error code 12")]
    [InlineData("DefaultCPUAllocator: not enough memory: you tried to allocate 17179869184 bytes.")]
    [InlineData("CUDA out of memory. Tried to allocate 20.00 MiB. GPU 0 has a total capacity of 7.79 GiB of which 12.00 MiB is free.")]
    [InlineData("CUDA error: out of memory\nCUDA kernel errors might be asynchronously reported at some other API call")]
    [InlineData("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`")]
    public void By_the_words_of_its_allocators(string message) => Assert.True(TorchMemory.IsExhausted(new NativeFailure(message)));

    [Fact]
    public void From_other_failures()
    {
        var failure = Record.Exception(() => cat([zeros(2, 3), zeros(4, 5)]));
        Assert.IsType<ExternalException>(failure);
        Assert.False(TorchMemory.IsExhausted(failure));
        Assert.False(TorchMemory.IsExhausted(new InvalidOperationException("out of memory")));
        Assert.True(TorchMemory.IsExhausted(new InsufficientMemoryException()));
    }

    /// <summary>As TorchSharp throws it.</summary>
    private sealed class NativeFailure(string message) : ExternalException(message);
}
