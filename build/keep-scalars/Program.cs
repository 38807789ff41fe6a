using InstructEngine.Build.KeepScalars;

if (args is not [var source, var target])
{
    Console.Error.WriteLine("usage: keep-scalars SOURCE/TorchSharp.dll TARGET/TorchSharp.dll");
    return 2;
}

var assembly = new ScalarMethods(File.ReadAllBytes(source));
if (assembly.Unoptimise() == 0)
{
    Console.Error.WriteLine($"{source} has no method that takes a TorchSharp.Scalar: is it TorchSharp?");
    return 1;
}

// Programs in use may have the former one linked: replaced, never written into.
var unfinished = $"{target}.{Environment.ProcessId}";
Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(target))!);
File.WriteAllBytes(unfinished, assembly.Image);
File.Move(unfinished, target, overwrite: true);
return 0;
