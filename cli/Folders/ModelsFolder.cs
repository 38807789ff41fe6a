using InstructEngine.Cli.Invocation;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Models;
using InstructEngine.Hosting.Runs;

namespace InstructEngine.Cli.Folders;

/// <summary>Where the models are that a spec names.</summary>
internal static class ModelsFolder
{
    public const string Variable = "INSTRUCTENGINE_MODELS";

    /// <summary>The option, else the environment variable, else the first <c>models</c> folder that has the spec's: beside the program, here, or above.</summary>
    /// <exception cref="CommandFailure">A model of the spec is nowhere.</exception>
    public static string Find(string? option, RunSpec spec)
    {
        if (option is not null)
            return Checked(option, spec, "--models");
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } variable)
            return Checked(variable, spec, Variable);

        return Candidates().FirstOrDefault(folder => Missing(folder, spec) is null)
            ?? throw new CommandFailure(
                ExitCodes.Usage,
                $"The models of the spec ('{spec.Training.Model}', '{spec.Rendering.Model}') are in no 'models' folder beside the program, here or above. "
                + $"Name the folder that holds them with --models or {Variable}.");
    }

    /// <summary>Where models usually are, whether or not those of a spec are there.</summary>
    public static string Usual() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } variable ? variable : Candidates().FirstOrDefault(Directory.Exists) ?? "models";

    private static IEnumerable<string> Candidates()
    {
        yield return Path.Combine(AppContext.BaseDirectory, "models");
        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, "models");
    }

    private static string Checked(string folder, RunSpec spec, string source) =>
        Missing(folder, spec) is { } problem ? throw new CommandFailure(ExitCodes.Usage, $"{problem} (The models folder was named by {source}.)") : Path.GetFullPath(folder);

    /// <summary>Those that draw and the one that checks.</summary>
    private static IEnumerable<string> LocalModels(RenderingSpec rendering) =>
        (rendering.Renderers?.Where(renderer => renderer.Endpoint is null).Select(renderer => renderer.Model) ?? [rendering.Model])
        .Append(rendering.CheckModel).OfType<string>();

    private static string? Missing(string folder, RunSpec spec)
    {
        try
        {
            var root = new ModelRoot(folder);
            if (RunEnds.Includes(spec.Until, Stages.Rendering))
            {
                foreach (var model in LocalModels(spec.Rendering))
                    root.Resolve(model);
            }

            if (RunEnds.Includes(spec.Until, Stages.Training))
                root.Resolve(spec.Training.Model);
            if (RunEnds.Includes(spec.Until, Stages.Evaluation))
            {
                foreach (var scorer in spec.Evaluation.Scorers?.Select(scorer => scorer.Model).OfType<string>() ?? [])
                    root.Resolve(scorer);
            }
            return null;
        }
        catch (RunFailureException exception)
        {
            return exception.Message;
        }
    }
}
