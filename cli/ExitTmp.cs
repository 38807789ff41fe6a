namespace InstructEngine.Hosting; internal static class ExitCodes { public const int Ok=0, Cancelled=130; }
