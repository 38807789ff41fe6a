using InstructEngine.Cli.Output;
using InstructEngine.Contracts.V1;
using InstructEngine.Storage.Blobs.FileSystem;
using Xunit;

namespace InstructEngine.Cli.Tests.Output;

public sealed class The_aligned_model : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task Is_the_base_with_the_checkpoint_as_its_UNet()
    {
        await WriteAsync("text", "old checkpoint");

        Assert.Equal(["model_index.json", "unet/config.json", "unet/diffusion_pytorch_model.safetensors", "vae/diffusion_pytorch_model.safetensors"], Files());
        Assert.Equal("text", await File.ReadAllTextAsync(Aligned("vae/diffusion_pytorch_model.safetensors")));
        Assert.Equal("old checkpoint", await File.ReadAllTextAsync(Aligned("unet/diffusion_pytorch_model.safetensors")));
    }

    /// <summary>Weights are mapped from their files: to cut off a file in place ends the process that draws with it.</summary>
    [Theory]
    [InlineData("vae/diffusion_pytorch_model.safetensors")]
    [InlineData("unet/diffusion_pytorch_model.safetensors")]
    public async Task Written_again_leaves_those_who_use_it_the_one_of_before(string file)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A file that is open is not replaced there.");
        await WriteAsync("the weights of before", "the weights of before");
        using var inUse = new StreamReader(new FileStream(Aligned(file), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));

        await WriteAsync("new", "new");

        Assert.Equal("the weights of before", await inUse.ReadToEndAsync());
        Assert.Equal("new", await File.ReadAllTextAsync(Aligned(file)));
        Assert.Equal(4, Files().Count());
    }

    public void Dispose() => _folder.Dispose();

    private string Aligned(string file) => Path.Combine(_folder.File("aligned"), file);

    private IEnumerable<string> Files() => Directory.EnumerateFiles(_folder.File("aligned"), "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(_folder.File("aligned"), file).Replace('\\', '/')).Order(StringComparer.Ordinal);

    private async Task WriteAsync(string autoencoder, string checkpoint)
    {
        Directory.CreateDirectory(_folder.File("base/vae"));
        Directory.CreateDirectory(_folder.File("base/unet"));
        _folder.Write("base/model_index.json", "{}");
        _folder.Write("base/vae/diffusion_pytorch_model.safetensors", autoencoder);
        _folder.Write("base/unet/config.json", "{}");
        _folder.Write("base/unet/diffusion_pytorch_model.fp16.safetensors", "the base's");
        var blobs = new FileBlobStore(_folder.File("blobs"));
        await blobs.InitializeAsync(default);
        var blob = await blobs.PutAsync(System.Text.Encoding.UTF8.GetBytes(checkpoint), default);
        var epoch = new EpochCompleted("run", 1, 1, 1, 1, blob, "hash", "hash", 0, 0, IsLast: true);
        await AlignedModelFolder.WriteAsync(blobs, epoch, _folder.File("base"), _folder.File("aligned"), default);
    }
}
