namespace InstructEngine.Demo.Scenes;

/// <summary>What can be asked of a scene and read back from its pixels.</summary>
public enum SceneAttribute
{
    Count,
    Color,
    Shape,
    Background,
    Look,
    Form,
}

public enum ObjectColor
{
    Red,
    Green,
    Blue,
    Yellow,
}

public enum ObjectShape
{
    Square,
    Cross,
    Ring,
}

public enum Background
{
    White,
    Black,
    Pink,
}

/// <summary>The aesthetic attribute: full contrast, or the whole picture blended towards mid grey.</summary>
public enum Look
{
    Vivid,
    Faded,
}

/// <summary>The counterfactual attribute: as wide as high, or distorted to twice as wide as high.</summary>
public enum Form
{
    Regular,
    Stretched,
}
