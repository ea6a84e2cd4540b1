import Loops

OwnProcess.exit(await DemoCommand.run(OwnProcess.environment()))
