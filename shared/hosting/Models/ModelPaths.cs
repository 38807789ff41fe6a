namespace InstructEngine.Hosting.Models;

/// <summary>Which model names stay inside the models root, decided from the text alone: the folder may be on another machine.</summary>
public static class ModelPaths
{
    public static bool IsInside(string path) =>
        path.Length > 0
        && !path.Contains('\0')
        && !path.Contains(':')
        && !Path.IsPathRooted(path)
        && path[0] is not ('/' or '\\' or '~')
        && Array.TrueForAll(path.Split('/', '\\'), part => part is not ("" or "." or ".."));
}
