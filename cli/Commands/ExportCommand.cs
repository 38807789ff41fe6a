using System.CommandLine;
using System.Globalization;
using System.Text;
using InstructEngine.Cli.Datasets.Export;
using InstructEngine.Cli.Datasets.Source;
using InstructEngine.Cli.Progress;
using InstructEngine.Hosting;

namespace InstructEngine.Cli.Commands;

/// <summary><c>export</c>: a run's dataset in a layout that others read.</summary>
internal static class ExportCommand
{
    private const string Description =
        """
        Writes a run's dataset in a layout that other programs read: pickapic (Parquet with the images in it, as diffusers' DPO scripts and train take it),
        webdataset (tar files) or imagefolder (image files and metadata.jsonl).

        Both instructions of a pair give a row of their own, whose better image is the one that was drawn for it. Whole leaves of the taxonomy are held out.
        The folder gets a dataset card (README.md), export.json and SHA256SUMS; it is there whole or not at all, and the same run gives the same bytes.

        Examples:
          instructengine export --run runs/demo-1f2e3d4c --format pickapic --out pairs
          instructengine export --run runs/mine/dataset --format webdataset --held-out 0.05 --out shards
        """;

    public static Command Create()
    {
        var run = new Option<string>("--run") { Description = "The run's folder, or its dataset folder, which has no names of themes and no scores.", HelpName = "DIR", Required = true };
        var format = new Option<string>("--format") { Description = "The layout.", HelpName = string.Join('|', Names), Required = true };
        format.AcceptOnlyFromAmong([.. Names]);
        var output = new Option<string>("--out") { Description = "Folder to make; it must not be there, or be empty.", HelpName = "DIR", Required = true };
        var heldOut = ParsedOption.Make<double?>(
            "--held-out", "SHARE", "Of the pairs, held out by whole leaves at most. Default: 0.1, the leaves that train holds out with the same share.", "a number from 0 to 0.5", TryShare);
        var licence = ParsedOption.Make<string?>(
            "--licence", "ID", "The dataset's licence as the card states it. Default: other.", "a short id such as cc-by-4.0, of letters, digits, '.', '-' and '+'", TryLicence);
        var json = RunOptions.Json("Print export.json instead of the table.");
        var command = new Command("export", Description) { run, format, output, heldOut, licence, json };
        command.SetAction(async (parsed, stop) =>
        {
            var (standardOutput, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var folder = parsed.GetRequiredValue(output);
            using var source = await DatasetSource.OpenAsync(parsed.GetRequiredValue(run), "--run", stop);
            var export = new DatasetExport(
                source, ExportFormat.All.First(known => known.Name == parsed.GetRequiredValue(format)), parsed.GetValue(heldOut) ?? 0.1, parsed.GetValue(licence) ?? "other");
            var record = await ProgressViews.For(error).ShowAsync(show => export.WriteAsync(folder, show, stop));
            await standardOutput.WriteAsync(parsed.GetValue(json) ? Encoding.UTF8.GetString(DatasetExport.Json(record)) : ExportTable.Of(record));
            await error.WriteLineAsync($"Dataset card: {Path.Combine(folder, DatasetCard.Name)}");
            return ExitCodes.Ok;
        });
        return command;
    }

    private static IEnumerable<string> Names => ExportFormat.All.Select(format => format.Name);

    private static bool TryShare(string text, out double? value)
    {
        var read = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 0.5;
        value = number;
        return read;
    }

    private static bool TryLicence(string text, out string? value)
    {
        value = text;
        return text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+');
    }
}
