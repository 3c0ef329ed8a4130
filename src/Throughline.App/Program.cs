using Throughline.Formats.Pdf;

return args is [PdfApart.Word] ? PdfServing.Run() : await Throughline.App.Shell.CommandLine.RunAsync(args);
