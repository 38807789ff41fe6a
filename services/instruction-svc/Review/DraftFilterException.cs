namespace InstructEngine.InstructionService.Review;

/// <summary>A filter or a decision is malformed; the message names the field, its value and what would be right.</summary>
internal sealed class DraftFilterException(string message) : Exception(message);
