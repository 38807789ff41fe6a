using TorchSharp.Modules;

namespace InstructEngine.Diffusion.Models.Blocks;

/// <summary>A module with one parameter of its own, beside those of its layers, which can be replaced when the model is given storage.</summary>
internal interface IOwnsParameter
{
    Parameter Own { get; set; }
}
