namespace InstructEngine.Review.Access;

public enum ReviewRole
{
    /// <summary>Judges what is shown, blind.</summary>
    Annotator,

    /// <summary>Sees the results; votes on nothing.</summary>
    Admin,
}

/// <summary>Who is signed in.</summary>
public sealed record Reviewer(string Name, ReviewRole Role);
