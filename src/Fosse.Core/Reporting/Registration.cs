using Fosse.Foundation;
using Fosse.Places;
using Fosse.Privacy;
using Fosse.Reporting.Triage;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Reporting;

/// <summary>Puts the room in which residents report into the house.</summary>
public static class Registration
{
    public static IServiceCollection AddReporting(this IServiceCollection services)
    {
        services.AddSingleton<PointLookup>().AddSingleton<StandingRules>();
        services.AddScoped<Drafts>().AddScoped<Reports>().AddScoped<ReporterDesk>().AddScoped<ChangeCategory>();
        services
            .AddScoped<ReportHands>()
            .AddScoped<AssignReport>()
            .AddScoped<TakeNext>()
            .AddScoped<RedirectReport>()
            .AddScoped<DivertReport>()
            .AddScoped<ReleaseHold>()
            .AddScoped<NoteOnReport>()
            .AddScoped<AskReporter>()
            .AddScoped<ReplyToReporter>()
            .AddScoped<CloseReport>()
            .AddScoped<MergeReport>()
            .AddScoped<PublishSummary>()
            .AddScoped<ReportReading>();
        services
            .AddReaction<DeedDone, MailReporter>()
            .AddTimetabled<SendReporterMails>()
            .AddEvent<DeedDone>()
            .AddReaction<ReporterWrote, FollowReporter>();
        services
            .AddScoped<Open311.Senders>()
            .AddSingleton<Open311.StandingKeys>()
            .AddScoped<Open311.ApiKeys>()
            .AddScoped<Open311.TakeRequest>()
            .AddScoped<Open311.TakeUpdate>();
        services.AddScoped<AreasAround>().AddScoped<NearbyMatters>().AddScoped<DuplicateCandidates>();
        services.AddOptions<CaseReviewOptions>().BindConfiguration(CaseReviewOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Repeats>().AddScoped<RepeatVictims>().AddReaction<ReportSubmitted, CountRepeats>();
        services.AddScoped<ReportFigures>().AddTimetabled<PublishReportFigures>();
        services.AddTimetabled<ClearDrafts>();
        foreach (var step in ForgetReport.Rows)
            services.AddSingleton(step);
        services.AddSingleton(sp => ForgetReport.Files(sp.GetRequiredService<FileStore>()));
        return services.AddEvent<ReportSubmitted>();
    }
}
