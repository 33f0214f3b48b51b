using Fosse.Cli;

return await FosseCommand.Run(args);
