namespace InstructEngine.Cluster.Tests;

/// <summary>The demo's spec with counts that take seconds: the same path, fewer things.</summary>
internal static class SmallSpec
{
    public static string Write(string path, int seed = 1)
    {
        File.WriteAllText(
            path,
            $$"""
            {
              "name": "small",
              "seed": {{seed}},
              "instructions": { "triplesPerLeaf": 3 },
              "rendering": { "steps": 8 },
              "training": { "steps": 4, "batchSize": 4, "warmupSteps": 1, "checkpointEverySteps": 2 },
              "evaluation": { "prompts": 6, "steps": 4, "guidanceScales": [1, 2] }
            }
            """);
        return path;
    }
}
