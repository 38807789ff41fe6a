using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Vision;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Parity;

[Trait("Category", "Parity")]
public sealed class Pictures_are_prepared_as_by_the_reference
{
    public static IEnumerable<TheoryDataRow<string>> Folders => GoldenFolder.FoldersWith("preprocess.safetensors");

    [Theory, MemberData(nameof(Folders))]
    public void For_CLIP(string folder)
    {
        using var scope = NewDisposeScope();
        using var golden = new GoldenTensors(folder, "preprocess.safetensors");
        var cases = golden.Names.Where(name => name.EndsWith(".image_u8_hwc", StringComparison.Ordinal)).Select(name => name.Split('.')[0]).ToList();
        Assert.NotEmpty(cases);
        foreach (var name in cases)
        {
            var source = golden[$"{name}.image_u8_hwc"];
            var image = new RgbImage((int)source.shape[1], (int)source.shape[0], source.data<byte>().ToArray());
            var resized = new CLIPImageProcessor().Resize(image);
            golden.Near($"{name}.resized_u8_hwc", tensor(resized.Rgb.ToArray(), [resized.Height, resized.Width, 3]), absolute: 0);

            var openai = new CLIPImageProcessor { CropRounding = CropRounding.HalfToEven };
            golden.Near($"{name}.pixel_values", openai.Process([image])[0], absolute: 1e-5);
            var transformers = golden.Has($"{name}.pixel_values_hf_processor") ? $"{name}.pixel_values_hf_processor" : $"{name}.pixel_values";
            golden.Near(transformers, new CLIPImageProcessor().Process([image])[0], absolute: 1e-5);
        }
    }
}
