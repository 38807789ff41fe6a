using InstructEngine.Services.Tests.EvalService.HumanReview;
using Microsoft.Playwright;

namespace InstructEngine.Browser.Tests.HumanReview;

/// <summary>What an annotator does on the page.</summary>
internal static class Annotator
{
    public static Task SignInAsync(this WatchedPage opened, ReviewBench bench, string token) => opened.SignInAsync(bench.Address, token);

    public static async Task SignInAsync(this WatchedPage opened, Uri address, string token)
    {
        await opened.Page.GotoAsync(new Uri(address, "/login").AbsoluteUri);
        await opened.Page.GetByLabel("Token").FillAsync(token);
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await opened.Page.GetByRole(AriaRole.Heading, new() { Name = "Welcome" }).WaitForAsync();
    }

    public static Task BeginAsync(this WatchedPage opened, ReviewBench bench, string token) => opened.BeginAsync(bench.Address, token);

    public static async Task BeginAsync(this WatchedPage opened, Uri address, string token)
    {
        await opened.SignInAsync(address, token);
        await opened.Page.GetByRole(AriaRole.Link, new() { Name = "Compare pictures" }).ClickAsync();
        await opened.ReadyAsync();
    }

    /// <summary>Until the page takes an answer, or all is done.</summary>
    public static Task ReadyAsync(this WatchedPage opened) => opened.Page.WaitForFunctionAsync(
        "() => !document.getElementById('end').hidden && !document.getElementById('undo-last').disabled || document.querySelector('#choices button').getAttribute('aria-disabled') === 'false'");

    public static async Task AnswerAsync(this WatchedPage opened, string key)
    {
        await opened.ReadyAsync();
        await opened.Page.Keyboard.PressAsync(key);
        await opened.ReadyAsync();
    }

    public static Task<string> CountAsync(this WatchedPage opened) => opened.Page.Locator("#count").InnerTextAsync();
}
