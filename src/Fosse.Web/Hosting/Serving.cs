using System.IO.Compression;
using System.Net;
using Fosse.Accounts;
using Fosse.Publishing;
using Fosse.Web.Account;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fosse.Web.Hosting;

/// <summary>What a host needs before it can answer.</summary>
internal static class Serving
{
    internal static WebApplicationBuilder AddServing(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var web = builder.Configuration.GetSection(WebOptions.Section).Get<WebOptions>() ?? new();
        var limits = builder.Configuration.GetSection(RateLimits.Section).Get<RateLimits>() ?? new();
        // The framework's own lines hold paths and query strings.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = web.BodyLimit;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.MaxRequestHeaderCount = 60;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        services.Configure<HostOptions>(host => host.ShutdownTimeout = web.ShutdownTimeout);
        services.Configure<ForwardedHeadersOptions>(forwarded => Trust(forwarded, web.Proxies));
        services.AddRateLimiter(limiter => VisitorLimits.Set(limiter, limits));
        services.AddOutputCache(cache =>
        {
            cache.SizeLimit = web.KeptPages;
            cache.MaximumBodySize = 1024 * 1024;
            cache.AddBasePolicy(new KeptPages());
        });
        // Pages hold no secrets beside a visitor's own words, so compressing them over https tells nothing.
        services.AddResponseCompression(answers =>
        {
            answers.EnableForHttps = true;
            answers.Providers.Add<BrotliCompressionProvider>();
            answers.Providers.Add<GzipCompressionProvider>();
            answers.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "text/csv", "application/geo+json", "image/svg+xml"];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        StaffSignIn.Add(services);
        services.AddSingleton(sp => SiteCookies.All(sp.GetRequiredService<IOptions<SignInOptions>>().Value));
        services.AddOptions<ContactOptions>().BindConfiguration(ContactOptions.Section);
        services
            .AddOptions<Api.Open311.Open311Options>()
            .BindConfiguration(Api.Open311.Open311Options.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        Api.ApiDescription.Add(services);
        services.AddExceptionHandler<FailureLog>();
        services.AddScoped<Public.Promise.PlacePromise>().AddScoped<Public.Matters.PublicMatters>().AddScoped<Public.Places.MeantAreas>();
        services
            .AddSingleton<RequestLog>()
            .AddSingleton<Freshness>()
            .AddSingleton<StandingNow>()
            .AddSingleton<PublishedFigures>()
            .AddSingleton<Admin.Running.LastHealth>()
            .AddSingleton<Admin.Home.StillToSet>();
        if (web.WarmUp)
            services.AddHostedService<WarmUp>();
        if (builder.Configuration[Telemetry.Where] is { Length: > 0 })
            services.AddHostedService<Telemetry>();
        return builder;
    }

    internal static WebApplicationBuilder AddPages(this WebApplicationBuilder builder, Faces faces)
    {
        var services = builder.Services;
        services.AddLocalization();
        services.AddRequestLocalization(languages =>
        {
            languages.SetDefaultCulture("en-GB").AddSupportedCultures("en-GB").AddSupportedUICultures("en-GB");
            languages.ApplyCurrentCultureToResponseHeaders = true;
        });
        if (builder.Configuration.GetSection(WebOptions.Section).Get<WebOptions>() is { PseudoLanguage: true })
            PseudoLanguage.Add(services);
        services
            .AddRazorPages(pages =>
            {
                pages.RootDirectory = "/";
                pages.Conventions.AllowAnonymousToFolder("/Public");
                StaffSignIn.Open(pages.Conventions);
                pages.Conventions.Add(new FacePages(faces));
            })
            .AddMvcOptions(pages =>
            {
                pages.Filters.Add<KnownHandlers>();
                pages.Filters.Add<NotPermitted>();
                // They fail over a name such as "a[", and no form here has one.
                pages.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
                pages.ValueProviderFactories.RemoveType<JQueryQueryStringValueProviderFactory>();
            });
        services.AddSingleton(new MappedFaces(faces));
        KeysInDatabase.Use(services);
        services.AddAntiforgery(forms => forms.Cookie = new HostBoundCookie(SiteCookies.Form, SameSiteMode.Strict));
        services.AddHttpContextAccessor();
        services.AddScoped<Partner.Agreements.AgreementPapers>();
        services.AddScoped<Partner.Approvals.FieldWords>();
        services.AddScoped<Public.Report.Journey>().AddScoped<Public.Report.StatusTicket>();
        services.AddScoped<Partner.Reports.ShowPlace>();
        services.AddSingleton<Partner.Chronology.SentForms>();
        services.AddScoped<Partner.Reports.ReportDesk>().AddScoped<Partner.Chronology.WorkedDesk>();
        services.AddScoped(sp => CountyOnPages.From(FiguresOf(sp), sp.GetRequiredService<IStringLocalizer<HostWords>>()));
        services.AddScoped(sp =>
            FiguresOf(sp) ?? throw new InvalidOperationException("Only a page or an endpoint of a face is given the figures.")
        );
        return builder;
    }

    private static CountyFigures? FiguresOf(IServiceProvider services) =>
        services.GetRequiredService<IHttpContextAccessor>().HttpContext?.Features.Get<CountyFigures>();

    private static void Trust(ForwardedHeadersOptions forwarded, IReadOnlyList<string> proxies)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            if (proxy.Contains('/', StringComparison.Ordinal))
                forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            else
                forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
        }
    }
}
