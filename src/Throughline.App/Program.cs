return await Throughline.App.Shell.CommandLine.RunAsync(args);
