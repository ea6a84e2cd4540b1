import Loops

let arguments = Array(CommandLine.arguments.dropFirst())
OwnProcess.exit(await DemoCommand.run(arguments, OwnProcess.environment()))
