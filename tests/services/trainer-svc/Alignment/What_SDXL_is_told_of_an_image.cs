using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Schedulers;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.TrainerService.Alignment;
using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.Alignment;

public sealed class What_SDXL_is_told_of_an_image
{
    private readonly List<AddedConditions> _seen = [];

    [Fact]
    public void Goes_with_the_image_through_all_combinations()
    {
        Draw(captionDropout: 0);

        // Instruction 1 with image 1 and 2, instruction 2 with image 1 and 2.
        var ids = _seen.Single().TimeIds.data<float>().ToArray().Chunk(6).Select(row => row[0]).ToArray();
        Assert.Equal([10, 20, 10, 20, 30, 40, 30, 40], ids);
        Assert.Equal([1, 1, 2, 2, 3, 3, 4, 4], Pooled());
    }

    [Fact]
    public void Loses_its_pooled_caption_with_the_caption()
    {
        Draw(captionDropout: 1);
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0], Pooled());
    }

    private float[] Pooled() => [.. _seen.Single().TextEmbeds.data<float>().ToArray().Chunk(2).Select(row => row[0])];

    private void Draw(double captionDropout)
    {
        var timeIds = tensor(new float[] { 10, 20, 30, 40 }).view(2, 2, 1).repeat(1, 1, 6);
        var data = new AlignmentData(zeros([2, 2, 4, 8, 8]), tensor(new long[] { 1, 2, 3, 4 }).view(2, 2), timeIds);
        var embeds = arange(5, float32).view(5, 1).repeat(1, 2);
        var errors = new DenoisingErrors(new NoiseSchedule(TinyModel.Scheduler), new Conditioning(zeros([5, 3, 2]), embeds, null));
        using var batch = AlignmentBatch.Draw(data, [0, 1], DrawSettings.Of(TrainingBench.Training with { CaptionDropout = captionDropout }, 1000), seed: 1);
        errors.Of(Record, batch);
    }

    private Tensor Record(Tensor sample, Tensor timesteps, Tensor context, AddedConditions? added)
    {
        _seen.Add(added!);
        return sample;
    }
}
