namespace InstructEngine.LanguageServer.Faults;

/// <summary>What goes wrong with a request.</summary>
public enum Fault
{
    TooManyRequests,
    ServerError,
    Unavailable,
    HtmlErrorPage,
    HtmlWithStatusOk,
    Reset,
    BrokenOff,
    SlowBody,
    Refusal,
    ContentFilter,
    Sorry,
    Truncated,
    InvalidJson,
    MissingProperty,
    UnknownProperty,
    OtherLanguage,
    EmptyChoices,
    EmptyText,
    WrongKey,
    Forbidden,
    NotFound,
    BadRequest,
    PromptFiltered,
    Redirect,
}
