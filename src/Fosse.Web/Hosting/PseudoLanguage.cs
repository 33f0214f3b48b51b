using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Hosting;

/// <summary>
/// A language for tests, written from right to left: every sentence that can be translated stands in it the other way round and longer, so
/// that words which cannot be translated, and a page that only fits English, are seen.
/// </summary>
internal static class PseudoLanguage
{
    internal const string Code = "ar";

    internal static void Add(IServiceCollection services)
    {
        services.Configure<RequestLocalizationOptions>(languages => languages.AddSupportedUICultures("en-GB", Code));
        services.AddSingleton<IStringLocalizerFactory>(sp => new Factory(
            ActivatorUtilities.CreateInstance<ResourceManagerStringLocalizerFactory>(sp)
        ));
    }

    // Turned round by the marks that Unicode has for it, and a third longer, as German is.
    private static string Turned(string words) =>
        CultureInfo.CurrentUICulture.Name == Code
            ? $"\u202e{words}\u202c{string.Concat(Enumerable.Repeat(" ·", words.Length / 6))}"
            : words;

    private sealed class Factory(ResourceManagerStringLocalizerFactory real) : IStringLocalizerFactory
    {
        public IStringLocalizer Create(Type resourceSource) => new Localizer(real.Create(resourceSource));

        public IStringLocalizer Create(string baseName, string location) => new Localizer(real.Create(baseName, location));
    }

    private sealed class Localizer(IStringLocalizer real) : IStringLocalizer
    {
        public LocalizedString this[string name] => Of(real[name]);

        public LocalizedString this[string name, params object[] arguments] => Of(real[name, arguments]);

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) =>
            real.GetAllStrings(includeParentCultures).Select(Of);

        private static LocalizedString Of(LocalizedString words) =>
            words.ResourceNotFound ? words : new(words.Name, Turned(words.Value), false, words.SearchedLocation);
    }
}
