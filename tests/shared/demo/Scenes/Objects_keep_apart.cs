using InstructEngine.Demo.Scenes;

namespace InstructEngine.Shared.Tests.Demo.Scenes;

public class Objects_keep_apart
{
    [Theory]
    [InlineData(Form.Regular)]
    [InlineData(Form.Stretched)]
    public void They_touch_neither_each_other_nor_the_frame(Form form)
    {
        for (var seed = 0; seed < 3000; seed++)
        {
            var count = 1 + (seed % Scene.MaxCount);
            var boxes = SceneLayout.Place(count, form, seed);
            Assert.Equal(count, boxes.Length);
            for (var i = 0; i < count; i++)
            {
                var box = boxes[i];
                Assert.True(box.X >= 1 && box.Y >= 1 && box.Right <= 31 && box.Bottom <= 31, $"seed {seed}: {box}");
                Assert.All(boxes[..i], other => Assert.True(other.IsApartFrom(box, 2), $"seed {seed}: {box} at {other}"));
            }
        }
    }

    [Theory]
    [InlineData(Form.Regular, 1.0, 1.0)]
    [InlineData(Form.Stretched, 1.8, 2.2)]
    public void Their_proportions_show_the_form(Form form, double least, double most) =>
        Assert.All(
            Enumerable.Range(0, 300).SelectMany(seed => SceneLayout.Place(3, form, seed)),
            box => Assert.InRange(box.Width / box.Height, least, most));
}
