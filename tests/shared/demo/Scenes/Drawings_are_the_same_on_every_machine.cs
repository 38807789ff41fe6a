using System.Security.Cryptography;
using InstructEngine.Demo.Scenes;

namespace InstructEngine.Shared.Tests.Demo.Scenes;

public class Drawings_are_the_same_on_every_machine
{
    /// <summary>A change here makes every trained demo model and every stored dataset hash stale.</summary>
    private const string FixedHash = "4a025ca466953d11ba1d1a9ba5422f1c04269485b8f4219c2c187d2982c95548";

    [Fact]
    public void The_bytes_of_all_scenes_have_a_fixed_hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var i = 0; i < Scene.All.Count; i++)
        {
            hash.AppendData(SceneRenderer.Draw(Scene.All[i], i));
        }

        Assert.Equal(FixedHash, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [Fact]
    public void Another_seed_places_the_objects_elsewhere() =>
        Assert.NotEqual(SceneRenderer.Draw(Scene.All[0], 1), SceneRenderer.Draw(Scene.All[0], 2));

    [Fact]
    public void Random_numbers_follow_the_published_algorithm()
    {
        var zero = new DemoRandom(0);
        Assert.Equal(
            [0x99ec5f36cb75f2b4, 0xbf6e1f784956452a, 0x1a5f849d4933e6e0],
            new[] { zero.NextUInt64(), zero.NextUInt64(), zero.NextUInt64() });
    }
}
