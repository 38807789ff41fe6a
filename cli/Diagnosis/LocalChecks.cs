using InstructEngine.Cli.Folders;
using InstructEngine.Diffusion;
using TorchSharp;

namespace InstructEngine.Cli.Diagnosis;

/// <summary>Looks at this machine.</summary>
internal static class LocalChecks
{
    public static Task<Check> LibtorchAsync(CancellationToken stop) => Check.RunAsync(
        "libtorch",
        _ =>
        {
            TorchRuntime.EnsureLoaded();
            using var scope = torch.NewDisposeScope();
            var sum = torch.ones(8).sum().item<float>();
            var device = torch.cuda.is_available() ? $"{torch.cuda.device_count()} CUDA device(s)" : "no CUDA device: the CPU";
            return Task.FromResult(sum == 8 ? Check.Ok("libtorch", $"loads and computes; {device}") : Check.Failed("libtorch", $"loads, but adds eight ones up to {sum}"));
        },
        stop);

    /// <summary>The disk of a folder, or where it is not there yet, of the nearest one above.</summary>
    public static Task<Check> DiskAsync(string folder, CancellationToken stop) => Check.RunAsync(
        "disk",
        async cancellation =>
        {
            var existing = Path.GetFullPath(folder);
            while (!Directory.Exists(existing) && Path.GetDirectoryName(existing) is { } above)
                existing = above;
            FreeSpace.EnsureEnough(existing);

            var probe = Path.Combine(existing, $".instructengine-doctor-{Guid.NewGuid():n}");
            await File.WriteAllBytesAsync(probe, [1], cancellation);
            File.Delete(probe);
            return Check.Ok("disk", $"{existing} can be written{(FreeSpace.Of(existing) is { } free ? $", {free >> 20:N0} MB are free" : "")}");
        },
        stop);
}
