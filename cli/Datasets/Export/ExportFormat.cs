namespace InstructEngine.Cli.Datasets.Export;

/// <summary>A way to lay a dataset out.</summary>
/// <param name="Files">The files of a split's folder, as Hugging Face's dataset cards name them.</param>
/// <param name="Copies">How often an image is written, for the space it takes.</param>
/// <param name="Reading">How to read it, for the card.</param>
internal sealed record ExportFormat(string Name, string Files, int Copies, string Reading, Func<string, IReadOnlyDictionary<string, string>, IDatasetWriter> Create)
{
    public static IReadOnlyList<ExportFormat> All { get; } =
    [
        new(
            "pickapic", "*.parquet", 2,
            "Parquet in Pick-a-Pic's columns: `jpg_0` and `jpg_1` hold the encoded images. `datasets.load_dataset(\"parquet\", data_dir=...)` reads it, the "
            + "training scripts for Diffusion-DPO take it as `--dataset_name`, and so does `instructengine train --data data/train`.",
            (folder, metadata) => new ParquetDatasetWriter(folder, metadata)),
        new(
            "webdataset", "*.tar", 2,
            "WebDataset: a row is the members of a tar file that share a key: `.jpg_0.png`, `.jpg_1.png`, `.txt` (the caption) and `.json` (all other columns).",
            (folder, _) => new WebDatasetWriter(folder)),
        new(
            "imagefolder", "**", 1,
            "ImageFolder: a line of `metadata.jsonl` is a row; `jpg_0_file_name` and `jpg_1_file_name` name its images, each of which is there once, by its SHA-256.",
            (folder, _) => new ImageFolderWriter(folder)),
    ];
}
