using InstructEngine.Diffusion.Models;
using static TorchSharp.torch;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>What predicts the noise or the velocity: a UNet, or what is made of one in training.</summary>
/// <param name="sample">Noisy latents <c>[N, C, h, w]</c>.</param>
/// <param name="timesteps"><c>[N]</c>.</param>
/// <param name="encoderHiddenStates"><c>[N, T, D]</c>.</param>
/// <returns><c>[N, C, h, w]</c>, float32.</returns>
internal delegate Tensor Denoiser(Tensor sample, Tensor timesteps, Tensor encoderHiddenStates, AddedConditions? added);
