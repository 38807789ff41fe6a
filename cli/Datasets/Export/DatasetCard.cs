using System.Globalization;
using System.Text;
using System.Text.Json;
using InstructEngine.EvalService.Reporting;

namespace InstructEngine.Cli.Datasets.Export;

/// <summary><c>README.md</c> of an exported dataset, with the head that Hugging Face's hub reads.</summary>
internal static class DatasetCard
{
    public const string Name = "README.md";

    public static string Of(ExportRecord record, ExportFormat format)
    {
        var text = new StringBuilder();
        Head(text, record, format);
        Contents(text, record, format);
        Counts(text, record);
        Taxonomy(text, record);
        Origin(text, record);
        return text.ToString();
    }

    private static void Head(StringBuilder text, ExportRecord record, ExportFormat format)
    {
        Line(text, "---");
        Line(text, $"license: {record.Licence}");
        Line(text, "task_categories:\n- text-to-image\ntags:\n- preference\n- dpo\n- instructengine");
        Line(text, $"size_categories:\n- {SizeOf(record.Rows)}");
        Line(text, "configs:\n- config_name: default\n  data_files:");
        foreach (var split in record.Splits)
            Line(text, $"  - split: {split.Name}\n    path: {DatasetExport.DataName}/{split.Name}/{format.Files}");
        Line(text, "---\n");
    }

    private static void Contents(StringBuilder text, ExportRecord record, ExportFormat format)
    {
        Line(text, "# Preference pairs for text-to-image alignment\n");
        Line(
            text,
            $"{record.Pairs} pairs of images in {record.Rows} rows, made by InstructEngine ([arXiv 2504.10329](https://arxiv.org/abs/2504.10329)): two instructions that differ in one respect, "
            + "an image for each, each image checked against both instructions.\n");
        Line(text, $"{format.Reading}\n");
        Line(text, "## Rows\n");
        Line(
            text,
            "Each instruction of a pair gives a row of its own: `caption` is the instruction, and the image that was drawn for it is the preferred one (`label_0` is 1 where that is image 0, "
            + "else 0). Which of the two images is image 0 is drawn from the row's ids: the place of an image says nothing. There are no ties.\n");
        Line(text, "| column | |\n|---|---|");
        Line(text, "| `caption`, `jpg_0`, `jpg_1`, `label_0`, `label_1`, `has_label`, `are_different`, `best_image_uid`, `image_0_uid`, `image_1_uid`, `model_0`, `model_1` | as in Pick-a-Pic; an image's uid is the SHA-256 of its file |");
        Line(text, "| `triple_id`, `side`, `other_caption`, `base_caption` | the pair, which of its instructions this is, the other, and the coarse one that both refine |");
        Line(text, "| `dimension`, `contrast` | the respect in which the instructions differ, and how subtly |");
        Line(text, "| `leaf_id`, `theme`, `subtopic` | the place in the taxonomy |");
        Line(text, "| `renderer_hash`, `seed_0`, `seed_1`, `width`, `height`, `scheduler`, `steps`, `guidance_scale`, `attempt` | how the images were drawn |");
        Line(text, "| `fit_0`, `fit_1` | how well each image fits the caption, as the check found |");
        Line(text, "| `manifest_line` | the pair's line in the run's manifest |\n");
    }

    private static void Counts(StringBuilder text, ExportRecord record)
    {
        Line(text, "## Splits\n");
        Line(text, $"Whole leaves of the taxonomy are held out, at most {(100 * record.HeldOutShare).ToString("0.##", CultureInfo.InvariantCulture)} % of the pairs, chosen by the leaves' ids.\n");
        Line(text, "| split | leaves | pairs | rows |\n|---|---:|---:|---:|");
        foreach (var split in record.Splits)
            Line(text, $"| {split.Name} | {split.Leaves} | {split.Pairs} | {split.Rows} |");
        Table(text, "dimension", record.Dimensions);
        Table(text, "contrast", record.Contrasts);
    }

    private static void Taxonomy(StringBuilder text, ExportRecord record)
    {
        Line(text, "\n## Taxonomy\n");
        if (record.Themes.Count == 0)
            Line(text, $"{record.Splits.Sum(split => split.Leaves)} leaves; their names are not recorded in what this was exported from.");
        foreach (var theme in record.Themes)
            Line(text, $"- **{Plain(theme.Name)}** ({theme.Pairs}): {string.Join(", ", theme.Subtopics.Select(leaf => $"{Plain(leaf.Key)} ({leaf.Value})"))}");
    }

    private static void Origin(StringBuilder text, ExportRecord record)
    {
        Line(text, "\n## Licence\n");
        Line(
            text,
            $"`{record.Licence}`, as named by whoever exported this. The instructions follow from the run's corpus, lexicon and language model; the images are outputs of the renderers below, "
            + "whose terms apply to them.\n");
        Line(text, "| renderer | SHA-256 of its weights |\n|---|---|");
        foreach (var (name, hash) in record.Renderers)
            Line(text, $"| {Plain(name)} | `{Plain(hash)}` |");
        Line(text, "\n## Hashes\n");
        Line(text, $"Dataset (the run's manifest): `{record.DatasetHash}`");
        Line(text, $"Content (of `{ExportFiles.SumsName}`, which `sha256sum -c` checks): `{record.ContentHash}`");
        if (record.RunId is not null)
            Line(text, $"Run: `{record.RunId}`");
        if (record.Spec is not null)
            Line(text, $"\n## Settings\n\n```json\n{JsonSerializer.Serialize(record.Spec, SummaryJson.Options)}\n```");
    }

    private static void Table(StringBuilder text, string name, IReadOnlyDictionary<string, int> counts)
    {
        if (counts.Count == 0)
            return;

        Line(text, $"\n| {name} | pairs |\n|---|---:|");
        foreach (var (key, count) in counts)
            Line(text, $"| {Plain(key)} | {count} |");
    }

    /// <summary>Names may come from a language model or a stranger's prompts: none may become a table, a link or a heading.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if ("\\`*_[]<>|#!".Contains(c, StringComparison.Ordinal))
                plain.Append('\\');
            plain.Append(char.IsControl(c) ? ' ' : c);
        }

        return plain.ToString();
    }

    private static string SizeOf(int rows) => rows switch
    {
        < 1_000 => "n<1K",
        < 10_000 => "1K<n<10K",
        < 100_000 => "10K<n<100K",
        < 1_000_000 => "100K<n<1M",
        _ => "1M<n<10M",
    };

    /// <summary>The same bytes on every system.</summary>
    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
