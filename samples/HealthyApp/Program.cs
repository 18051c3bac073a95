using HealthyApp;

// The twin of LeakyApp: the same endpoints and the same work, and everything that is taken is given back.
// What LeakyApp does wrong in its folder Leaks is done rightly in BoundedCache, RequestHistory, Database, TemporaryFiles
// and SharedRedis; read the two side by side.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = args,
    // Settings are watched for changes below this folder: the program's own, not the whole folder it was started from.
    ContentRootPath = AppContext.BaseDirectory,
});
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(2));
if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
{
    builder.WebHost.UseUrls("http://127.0.0.1:5001");
}

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(Servers.From(builder.Configuration));

// Made by the container, so that it closes them when the program ends.
builder.Services.AddSingleton<BoundedCache>();
builder.Services.AddSingleton<RecentRequests>();
builder.Services.AddSingleton<Database>();
builder.Services.AddSingleton<TemporaryFiles>();
builder.Services.AddSingleton<SharedRedis>();
builder.Services.AddSingleton<RouteCounters>();
builder.Services.AddSingleton<Metrics>();
builder.Services.AddSingleton<Readiness>();
builder.Services.AddHostedService(services => services.GetRequiredService<Readiness>());

var app = builder.Build();
app.UseMiddleware<ServerErrors>();
app.UseMiddleware<RouteCounting>();
app.UseMiddleware<RequestHistory>();
Endpoints.Map(app);
await app.RunAsync();
