using InstructEngine.Demo.Checking;
using InstructEngine.Demo.Scenes;

namespace InstructEngine.Shared.Tests.Demo.Checking;

public class Picture_quality_is_measured
{
    [Fact]
    public void A_clean_drawing_is_its_own_nearest_clean_drawing()
    {
        for (var i = 0; i < Scene.All.Count; i += 5)
        {
            Assert.Equal(SceneQuality.MostPsnr, SceneQuality.PsnrToNearestClean(SceneRenderer.Draw(Scene.All[i], i)));
        }
    }

    [Theory]
    [InlineData(6)]
    [InlineData(12)]
    public void Under_noise_the_nearest_clean_drawing_is_the_one_without_it(double noise)
    {
        var random = new DemoRandom(11);
        for (var i = 0; i < Scene.All.Count; i += 5)
        {
            var clean = SceneRenderer.Draw(Scene.All[i], i);
            var noisy = Degraded.By(clean, random, 0, noise);
            Assert.Equal(SceneQuality.Psnr(clean, noisy), SceneQuality.PsnrToNearestClean(noisy), 0.05);
        }
    }

    [Fact]
    public void Blur_lowers_it_and_more_blur_more()
    {
        var random = new DemoRandom(12);
        var psnr = ((double[])[0.2, 0.5, 0.9]).Select(blur => Enumerable.Range(0, 54).Average(i =>
            SceneQuality.PsnrToNearestClean(Degraded.By(SceneRenderer.Draw(Scene.All[8 * i], i), random, blur, 0)))).ToArray();
        Assert.True(psnr[0] > psnr[1] + 3 && psnr[1] > psnr[2] + 2, string.Join(", ", psnr));
    }

    [Fact]
    public void A_stray_mark_lowers_it()
    {
        var picture = SceneRenderer.Draw(new Scene(1, ObjectColor.Red, ObjectShape.Ring, Background.White), 5);
        picture[(32 * 3) + 3] = 0;
        Assert.InRange(SceneQuality.PsnrToNearestClean(picture), 20, 45);
    }
}
