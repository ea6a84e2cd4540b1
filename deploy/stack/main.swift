import FoundationEssentials
import Glibc

exit(
    StackCommand.run(
        arguments: CommandLine.arguments,
        environment: ProcessInfo.processInfo.environment,
        workingDirectory: FileManager.default.currentDirectoryPath
    )
)
