namespace InstructEngine.Review.Gates;

/// <summary>A review cannot do what was asked. The message is for the reviewer.</summary>
public sealed class DeskException(DeskFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public DeskFault Fault => fault;
}

public enum DeskFault
{
    /// <summary>It cannot be done so.</summary>
    Refused,

    /// <summary>Somebody else was first: it may be right once it is looked at again.</summary>
    Conflict,

    /// <summary>There is no such run or review.</summary>
    Missing,

    /// <summary>The service that keeps the review does not answer.</summary>
    Away,
}
