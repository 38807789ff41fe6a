namespace InstructEngine.Lexicons;

/// <summary>How hard it is to see what two descriptions differ in.</summary>
public enum ContrastGrade
{
    /// <summary>Seen at a glance.</summary>
    Easy,

    /// <summary>Needs a look at the thing.</summary>
    Medium,

    /// <summary>Needs a look for the detail.</summary>
    Subtle,
}
