using InstructEngine.Demo.Scenes;

namespace InstructEngine.Demo.Captions;

/// <summary>
/// What a prompt asks for: either a scene, in part or in full, or nothing that the demo world has
/// (<see cref="Outside"/> says why). Exactly one of the two is set.
/// </summary>
public sealed record ParsedPrompt
{
    internal ParsedPrompt(PartialScene scene) => Scene = scene;

    internal ParsedPrompt(OutsideWorld outside) => Outside = outside;

    public PartialScene? Scene { get; }

    public OutsideWorld? Outside { get; }

    public bool IsInWorld => Scene is not null;
}

public enum OutsideReason
{
    /// <summary>Words the world does not have; they are listed.</summary>
    UnknownWords,

    /// <summary>Two values of one attribute, or two kinds of object.</summary>
    Contradiction,

    /// <summary>A number that is not 1, 2 or 3.</summary>
    Number,

    /// <summary>A background of another colour, or an object in the colour of a background.</summary>
    Background,

    /// <summary>No attribute at all.</summary>
    NothingAsked,

    TooLong,
}

/// <summary>Why a prompt is outside the demo world, in one sentence, and the words at fault (a few, shortened).</summary>
public sealed record OutsideWorld(OutsideReason Reason, string Message, IReadOnlyList<string> Words);
