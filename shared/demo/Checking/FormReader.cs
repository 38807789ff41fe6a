using InstructEngine.Demo.Scenes;

namespace InstructEngine.Demo.Checking;

/// <summary>Regular or stretched, by width over height: about 1 against about 2.</summary>
internal static class FormReader
{
    private const double Divide = 1.45;

    private const double Least = 0.7;

    private const double Most = 3;

    internal static AttributeReading<Form> Read(ObjectBox box)
    {
        var ratio = box.Width / box.Height;
        var margin = Math.Clamp(Math.Abs(ratio - Divide) / (Divide - 1), 0, 1);
        Form? form = ratio is < Least or > Most ? null : ratio < Divide ? Form.Regular : Form.Stretched;
        return new(form, margin);
    }
}
