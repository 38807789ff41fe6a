using TorchSharp.Modules;

namespace InstructEngine.Diffusion.Models.Blocks;

/// <summary>A module with several parameters of its own; see <see cref="IOwnsParameter"/>.</summary>
internal interface IOwnsParameters
{
    /// <param name="name">As registered.</param>
    /// <param name="parameter">Takes the place of the one that is there.</param>
    void SetOwn(string name, Parameter parameter);
}
