using LeakyApp;
using LeakyApp.Leaks;

// A small service that leaks as real code does: one file per leak in the folder Leaks, each with the story behind it.
// HealthyApp has the same endpoints and does the same work rightly; read the two side by side.
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
    builder.WebHost.UseUrls("http://127.0.0.1:5000");
}

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(Servers.From(builder.Configuration));
builder.Services.AddSingleton<DatabaseConnections>();
builder.Services.AddSingleton<RedisClients>();
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
