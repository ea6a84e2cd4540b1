public import Contracts
import Basics
import Loops

/// Runs a process from its first line to its exit status: reads the settings, opens the log, starts
/// the loops, puts the service together, serves until SIGTERM or SIGINT, finishes what is running,
/// and ends with 0. A start that fails is one line on standard error, and 1.
///
/// The only thing that stands in a `main.swift`. With an argument it runs one of the `commands`
/// instead; `healthcheck`, `describe` and, with a database, `backup` and `verify` are always there.
public func serve(
    _ service: ServiceName,
    api: ServiceAPI,
    commands: [Command] = [],
    _ compose: @escaping @Sendable (ProcessContext) async throws -> ServiceDefinition
) async -> Never {
    let began = SystemTime.monotonicNanoseconds()
    let arguments = Array(CommandLine.arguments.dropFirst())
    let commands = Command.known(to: service, besides: commands)
    // Before any other thread exists: threads inherit what is blocked. A command just dies.
    if arguments.isEmpty {
        if service == .gateway, ProcessTLS.isAskedFor(OwnProcess.environment()) {
            Signals.block(Signals.termination + [Signals.hangUp])
        } else {
            Signals.block(Signals.termination)
            Signals.outliveHangUp()
        }
    }
    let bootstrap: Bootstrap
    do {
        if let text = try Release.answer(to: arguments, service, api, commands) {
            OwnProcess.say(text)
            OwnProcess.exit(0)
        }
        if let name = arguments.first {
            let command = commands.first { $0.name == name }
            guard let command, arguments.count == 1 || command.takesArguments else {
                OwnProcess.complain(command?.usage(service) ?? Command.usage(service, commands))
                OwnProcess.exit(2)
            }
        }
        bootstrap = try Bootstrap(service, OwnProcess.environment())
    } catch {
        complain(error, service, isServing: arguments.isEmpty)
        OwnProcess.exit(1)
    }
    bootstrap.process.group.loops[0].start {
        let status = await run(bootstrap, arguments, commands, began, compose)
        bootstrap.lines.flush()
        OwnProcess.exit(status)
    }
    // Not given back to the runtime: it would wait with no signal blocked, and die of SIGTERM.
    OwnProcess.park()
}

/// On a loop: runs a command, or serves. Comes back with the exit status.
private func run(
    _ bootstrap: Bootstrap,
    _ arguments: [String],
    _ commands: [Command],
    _ began: UInt64,
    _ compose: @Sendable (ProcessContext) async throws -> ServiceDefinition
) async -> Int32 {
    do {
        if let command = commands.first(where: { $0.name == arguments.first }) {
            return try await command.run(bootstrap.process, Array(arguments.dropFirst()))
        }
        try await ServiceRunner(bootstrap.process, lines: bootstrap.lines, began: began).run(
            compose
        )
    } catch {
        bootstrap.lines.flush()
        complain(error, bootstrap.process.service, isServing: arguments.isEmpty)
        return 1
    }
}

/// The last line: like all others of a process that serves; for people where somebody has typed a
/// command.
private func complain(_ error: any Error, _ service: ServiceName, isServing: Bool) {
    guard isServing else {
        return OwnProcess.complain("kumquat-\(service.rawValue): \(error)\n")
    }
    var line = LogLine(
        Clock.system.now(),
        .error,
        service: service.rawValue,
        "the process does not start"
    )
    line.add("cause", "\(error)")
    OwnProcess.complain(String(decoding: line.finished(), as: UTF8.self))
}
