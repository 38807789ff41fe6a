using System.Globalization;
using InstructEngine.Cli.Invocation;
using InstructEngine.Diffusion;
using InstructEngine.Hosting;
using TorchSharp;
using static TorchSharp.torch;

namespace InstructEngine.Cli.Generation;

/// <summary>The device that a name on the command line means.</summary>
internal static class TorchDevice
{
    public const string Cpu = "cpu";
    private const string Cuda = "cuda";

    public static bool TryParse(string text, out string name)
    {
        name = text;
        return text is Cpu or Cuda
            || (text.StartsWith("cuda:", StringComparison.Ordinal) && byte.TryParse(text["cuda:".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out _));
    }

    /// <exception cref="CommandFailure">It is not in this machine, or this build cannot use it.</exception>
    public static Device Resolve(string name)
    {
        TorchRuntime.EnsureLoaded();
        if (name == Cpu)
            return CPU;

        if (!cuda.is_available())
            throw new CommandFailure(ExitCodes.Usage, $"--device is '{name}', but there is no usable CUDA device, or this program was built without CUDA (-p:Torch=cuda); use cpu.");

        var index = name == Cuda ? 0 : int.Parse(name["cuda:".Length..], CultureInfo.InvariantCulture);
        return index < cuda.device_count()
            ? device(DeviceType.CUDA, index)
            : throw new CommandFailure(ExitCodes.Usage, $"--device is '{name}'; there are {cuda.device_count()} CUDA devices, counted from 0.");
    }
}
