using Fosse.Cli;
using Fosse.Cli.Photos;

OwnersAlone.FromHereOn();

// The site starts this one for itself: it is nobody's command, and must be ready before the others could even be named.
return args is [RebuildPhotos.Command, ..] ? RebuildPhotos.Run(args) : await FosseCommand.Run(args);
