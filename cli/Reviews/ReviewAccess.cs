using System.Security.Cryptography;
using InstructEngine.Cli.Invocation;
using InstructEngine.Hosting;
using InstructEngine.Review.Access;

namespace InstructEngine.Cli.Reviews;

/// <summary>
/// Who may sign in to a served run. What no option names is made once and kept in the run's folder, readable by its owner alone, so that a
/// server that was stopped knows its reviewers again.
/// </summary>
/// <param name="Annotators">How many may review.</param>
/// <param name="Made">The one annotator's token where no file named any; null else.</param>
/// <param name="AdminToken">The admin's token where no file named one; null else.</param>
internal sealed record ReviewAccess(ReviewerList Reviewers, int Annotators, string? Made, string? AdminToken)
{
    /// <summary>The annotator that is made for who has just begun.</summary>
    public const string OwnName = "me";

    private const string AnnotatorsName = "review-annotators.txt";
    private const string AdminName = "review-admin.txt";
    private const int TokenBytes = 12;

    /// <exception cref="CommandFailure">A file cannot be used; the message says why.</exception>
    public static ReviewAccess Of(string folder, string? annotatorsFile, string? adminTokenFile)
    {
        try
        {
            var annotators = annotatorsFile is null
                ? AnnotatorsFile.Read(Kept(Path.Combine(folder, AnnotatorsName), token => $"{OwnName} {token}\n"))
                : AnnotatorsFile.Read(annotatorsFile);
            var admin = AnnotatorsFile.ReadToken(adminTokenFile ?? Kept(Path.Combine(folder, AdminName), token => token + "\n"));
            return new ReviewAccess(
                new ReviewerList(annotators, admin),
                annotators.Count,
                annotatorsFile is null && annotators is [(OwnName, var own)] ? own : null,
                adminTokenFile is null ? admin : null);
        }
        catch (AnnotatorsException exception)
        {
            throw new CommandFailure(ExitCodes.Usage, exception.Message, exception);
        }
    }

    private static string Kept(string path, Func<string, string> content)
    {
        if (File.Exists(path))
            return path;

        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var writer = new StreamWriter(path, options);
            writer.Write(content(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes))));
            return path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(
                ExitCodes.OutputUnusable, $"{path} cannot be written: {exception.Message} Make the folder writable, or name files with --annotators and --admin-token-file.", exception);
        }
    }
}
