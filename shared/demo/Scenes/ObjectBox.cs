namespace InstructEngine.Demo.Scenes;

/// <summary>A bounding box in pixels: the left upper corner and the size.</summary>
public readonly record struct ObjectBox(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    internal bool IsApartFrom(ObjectBox other, double gap) =>
        X >= other.Right + gap || other.X >= Right + gap || Y >= other.Bottom + gap || other.Y >= Bottom + gap;
}
