using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_writing_fails
{
    [Fact]
    public void At_the_last_step_nothing_is_left_either()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var taken = folder.CreateSubdirectory("w.safetensors").FullName;
            using var good = ones(2);
            Assert.ThrowsAny<SystemException>(() => SafetensorsWriter.Write(taken, new Dictionary<string, Tensor> { ["a"] = good }));
            Assert.Equal([taken], Directory.GetFileSystemEntries(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_file_of_before_stays_and_nothing_else_is_left()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "w.safetensors");
            using var good = ones(2);
            SafetensorsWriter.Write(path, new Dictionary<string, Tensor> { ["a"] = good });
            var before = File.ReadAllBytes(path);
            using var complex = zeros(2, ScalarType.ComplexFloat32);

            Assert.Throws<NotSupportedException>(() => SafetensorsWriter.Write(path, new Dictionary<string, Tensor> { ["a"] = good, ["b"] = complex }));

            Assert.Equal(before, File.ReadAllBytes(path));
            Assert.Equal([path], Directory.GetFiles(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
