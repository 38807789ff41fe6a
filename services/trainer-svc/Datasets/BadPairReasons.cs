namespace InstructEngine.TrainerService.Datasets;

/// <summary>Why a pair cannot be trained on.</summary>
internal static class BadPairReasons
{
    public const string NoId = "missing id";
    public const string RepeatedId = "repeated id";
    public const string EmptyInstruction = "empty instruction";
    public const string OneInstruction = "one instruction, where training looks at two";
    public const string EqualInstructions = "equal instructions";
    public const string MissingImage = "missing image";
    public const string MissingHash = "missing hash";
    public const string EqualImages = "equal images";
    public const string NoSize = "impossible size";
    public const string DifferentSizes = "images of different sizes";
    public const string UnfitSize = "a size that the model cannot take";
    public const string OtherSize = "another size than the dataset's";
    public const string UnknownRenderer = "unknown renderer";
    public const string Tie = "tie in the check";
    public const string WrongWayRound = "the wrong way round in the check";
    public const string NotCompared = "not compared";
    public const string NoScore = "no score in the check";
    public const string WrongHash = "content with another hash";
    public const string Undecodable = "undecodable image";
    public const string WrongPixels = "another pixel size than the manifest's";
}
