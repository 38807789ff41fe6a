using System.CommandLine;
using System.Text.Json;
using InstructEngine.Cli.Datasets.Import;
using InstructEngine.Cli.Generation;
using InstructEngine.Cli.Progress;
using InstructEngine.EvalService.Reporting;
using InstructEngine.Hosting;

namespace InstructEngine.Cli.Commands;

/// <summary><c>dataset import</c>: Parquet as a dataset's folder.</summary>
internal static class DatasetImportCommand
{
    private const string Description =
        """
        Makes a dataset's folder, as a run leaves one, of Parquet files: Pick-a-Pic's or any with its columns, or what export wrote, which comes back as it was.

        Ties (label_0 = 0.5), rows that nobody compared, and images that are missing, equal or cannot be decoded are left out and counted by reason.

        Examples:
          instructengine dataset import --from pickapic/ --size 512x512 --out pairs
          instructengine dataset import --from exported/data --out pairs
        """;

    public static Command Create()
    {
        var from = new Option<string>("--from") { Description = "A .parquet file, or a folder of them.", HelpName = "DIR|FILE.parquet", Required = true };
        var output = new Option<string>("--out") { Description = "Folder to make; it must not be there, or be empty.", HelpName = "DIR", Required = true };
        var size = ParsedOption.Make<ImageSize?>(
            "--size", "WxH", "Scale the images to this and cut out their middle. Default: as they are; training needs one size.", "width and height in pixels, as 512x512",
            (string text, out ImageSize? value) =>
            {
                var read = ImageSize.TryParse(text, out var parsed);
                value = parsed;
                return read;
            });
        var most = ParsedOption.Make<int?>(
            "--max-pairs", "N", "Take no more than this many pairs, the first.", "a whole number from 1",
            (string text, out int? value) =>
            {
                var read = int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number > 0;
                value = number;
                return read;
            });
        var json = RunOptions.Json("Print the counts as JSON instead of the table.");
        var command = new Command("import", Description) { from, output, size, most, json };
        command.SetAction(async (parsed, stop) =>
        {
            var (standardOutput, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var result = await ProgressViews.For(error).ShowAsync(
                show => DatasetImport.RunAsync(parsed.GetRequiredValue(from), parsed.GetRequiredValue(output), parsed.GetValue(size), parsed.GetValue(most), show, stop));
            await standardOutput.WriteAsync(parsed.GetValue(json) ? JsonSerializer.Serialize(result, SummaryJson.Options) + "\n" : result.ToTable());
            return ExitCodes.Ok;
        });
        return command;
    }
}
