using TorchSharp;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Vision.Blip;

public sealed class BLIP_by_hand
{
    private static readonly long[] s_ids = [2, 5, 7, 11, 3, 0, 0];
    private static readonly bool[] s_mask = [true, true, true, true, true, false, false];

    [Fact]
    public void Sees_an_image_and_reads_a_text_with_it_as_the_model_does()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var model = TinyBlip.Model();
        var pixels = Pixels(0);
        var image = model.EncodeImages(pixels);
        var plain = new PlainBlip(model);
        var plainImage = plain.Image([.. pixels.data<float>().Select(x => (double)x)], TinyBlip.Config);
        Assert.Equal([1, 5, 128], image.shape);
        Near([.. plainImage.SelectMany(row => row)], image);

        var state = model.call(tensor(s_ids).unsqueeze(0), tensor(s_mask).unsqueeze(0), image);
        Near(plain.Text(s_ids, s_mask, plainImage, TinyBlip.Config), state);
    }

    [Fact]
    public void Does_not_look_at_padding()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var model = TinyBlip.Model();
        var image = model.EncodeImages(Pixels(1));
        var padded = model.call(tensor(s_ids).unsqueeze(0), tensor(s_mask).unsqueeze(0), image);
        long[] other = [.. s_ids[..5], 9, 14];
        Near([.. padded.data<float>().Select(x => (double)x)], model.call(tensor(other).unsqueeze(0), tensor(s_mask).unsqueeze(0), image));
    }

    [Fact]
    public void Tells_images_and_words_apart()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var model = TinyBlip.Model();
        var images = model.EncodeImages(cat([Pixels(0), Pixels(1)]));
        var ids = tensor(s_ids).unsqueeze(0);
        var states = model.call(cat([ids, ids]), tensor(s_mask).unsqueeze(0).expand(2, -1), images);
        Assert.True((states[0] - states[1]).abs().max().ToDouble() > 1e-3);
        Near([.. states[1].data<float>().Select(x => (double)x)], model.call(ids, tensor(s_mask).unsqueeze(0), model.EncodeImages(Pixels(1))));
    }

    [Fact]
    public void Refuses_ids_beyond_its_vocabulary_and_pictures_of_another_size()
    {
        using var scope = NewDisposeScope();
        using var model = TinyBlip.Model();
        var image = model.EncodeImages(Pixels(0));
        Assert.Contains("ids below 24", Assert.Throws<ArgumentException>(() => model.call(tensor(new long[] { 24 }).unsqueeze(0), ones(1, 1, dtype: ScalarType.Bool), image)).Message, StringComparison.Ordinal);
        Assert.Contains("[B, 3, 32, 32] is wanted", Assert.Throws<ArgumentException>(() => model.EncodeImages(zeros(1, 3, 16, 16))).Message, StringComparison.Ordinal);
    }

    private static Tensor Pixels(int shift) => (arange(3 * 32 * 32, ScalarType.Float32) * 0.37 + shift).sin().reshape(1, 3, 32, 32);

    private static void Near(double[] expected, Tensor actual)
    {
        var values = actual.data<float>().ToArray();
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < values.Length; i++)
            Assert.Equal(expected[i], values[i], 2e-5);
    }
}
