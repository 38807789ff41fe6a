namespace InstructEngine.Diffusion.Text;

/// <summary>Looks at every merge of <c>merges.txt</c> before it is used, so that a fault is said with its line.</summary>
internal static class MergeLines
{
    /// <returns>The merges, the best first; the version line, where there is one, is left out.</returns>
    /// <exception cref="InvalidDataException">A line is no pair, or does not belong to the vocabulary.</exception>
    public static IReadOnlyList<string> Check(string[] lines, string file, Dictionary<string, int> ids)
    {
        var merges = new List<string>(lines.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length == 0 || (i == 0 && lines[i].StartsWith("#version", StringComparison.Ordinal)))
                continue;
            var parts = lines[i].Split(' ');
            if (parts.Length != 2)
                throw new InvalidDataException($"{file}, line {i + 1}: two tokens with a space between them are needed.");
            foreach (var token in (string[])[.. parts, parts[0] + parts[1]])
            {
                if (!ids.ContainsKey(token))
                    throw new InvalidDataException($"{file}, line {i + 1}: '{token}' is not in vocab.json; the two files do not belong together.");
            }

            merges.Add(lines[i]);
        }

        return merges;
    }
}
