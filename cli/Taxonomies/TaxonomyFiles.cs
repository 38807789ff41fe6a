using InstructEngine.Cli.Embedded;
using InstructEngine.Cli.Invocation;
using InstructEngine.Hosting;
using InstructEngine.TaxonomyService.Outlines;

namespace InstructEngine.Cli.Taxonomies;

/// <summary>Taxonomy files that a command line names.</summary>
internal static class TaxonomyFiles
{
    /// <param name="option">What named the file, for the errors.</param>
    /// <exception cref="CommandFailure">It cannot be read, or is no taxonomy.</exception>
    public static TaxonomyOutline Read(string file, string option)
    {
        var length = InputFile.LengthOf(file, option);
        if (length > OutlineFile.MaxBytes)
            throw new CommandFailure(ExitCodes.Usage, $"{option} {file} has {length:N0} bytes; a taxonomy file has at most {OutlineFile.MaxBytes:N0}.");

        try
        {
            return OutlineFile.Read(InputFile.ReadAll(file, option), file);
        }
        catch (OutlineException exception)
        {
            throw new CommandFailure(ExitCodes.Usage, exception.Message, exception);
        }
    }
}
