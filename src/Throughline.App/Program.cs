using Throughline.App.Shell;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddRazorComponents();
builder.Services.AddAntiforgery(options => options.HeaderName = ShellPages.AntiforgeryHeader);

var app = builder.Build();
app.UseContentSecurity();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapParts(app.Environment);
app.MapRazorComponents<App>();
await app.RunAsync();
