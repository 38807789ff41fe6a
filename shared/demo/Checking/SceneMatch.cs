using InstructEngine.Demo.Scenes;

namespace InstructEngine.Demo.Checking;

/// <summary>Which of the asked attributes a picture has. An attribute that was not asked for is right.</summary>
public sealed record SceneMatch(PartialScene Asked, SceneReading Reading)
{
    private readonly PartialScene _read = Reading.AsPartial();

    public bool Count => IsRight(SceneAttribute.Count);

    public bool Color => IsRight(SceneAttribute.Color);

    public bool Shape => IsRight(SceneAttribute.Shape);

    public bool Background => IsRight(SceneAttribute.Background);

    public bool Look => IsRight(SceneAttribute.Look);

    public bool Form => IsRight(SceneAttribute.Form);

    public bool AllCorrect => SceneAttributes.All.All(IsRight);

    /// <summary>The share of the asked attributes that are right, 0..1; 1 when nothing was asked.</summary>
    public double Score
    {
        get
        {
            var asked = Asked.Said().ToArray();
            return asked.Length == 0 ? 1 : (double)asked.Count(IsRight) / asked.Length;
        }
    }

    public bool IsRight(SceneAttribute attribute) =>
        Asked.Ordinal(attribute) is not { } asked || asked == _read.Ordinal(attribute);
}
