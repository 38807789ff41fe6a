namespace InstructEngine.Demo.Scenes;

/// <summary>A colour or a difference of colours, each channel in 0..255.</summary>
public readonly record struct Rgb(double R, double G, double B)
{
    public double Length => Math.Sqrt(Dot(this));

    public static Rgb operator +(Rgb left, Rgb right) => new(left.R + right.R, left.G + right.G, left.B + right.B);

    public static Rgb operator -(Rgb left, Rgb right) => new(left.R - right.R, left.G - right.G, left.B - right.B);

    public static Rgb operator *(Rgb color, double factor) => new(color.R * factor, color.G * factor, color.B * factor);

    public double Dot(Rgb other) => (R * other.R) + (G * other.G) + (B * other.B);

    public double DistanceTo(Rgb other) => (this - other).Length;
}
