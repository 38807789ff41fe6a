using InstructEngine.Hosting.Settings;

namespace InstructEngine.Review.Access;

/// <summary>The files that settings of a service name.</summary>
internal static class ReviewerFiles
{
    /// <exception cref="SettingException">One cannot be used; the message names the setting and says why.</exception>
    public static ReviewerList Read(string annotators, string? adminToken)
    {
        try
        {
            var list = AnnotatorsFile.Read(annotators);
            var admin = string.IsNullOrEmpty(adminToken) ? null : AnnotatorsFile.ReadToken(adminToken);
            return new ReviewerList(list, admin);
        }
        catch (AnnotatorsException exception)
        {
            throw new SettingException(ReviewOptions.AnnotatorsKey, annotators, $"files of tokens that can be used. {exception.Message}");
        }
    }
}
