import Contracts

/// Something else that an executable does, asked for by its first argument: `kumquat-points verify`.
public struct Command: Sendable {
    let name: String
    let summary: String
    let takesArguments: Bool
    private let words: (@Sendable (_ executable: String) -> String)?
    let run: @Sendable (ProcessContext, [String]) async throws -> Int32

    /// A command by its name, with one line for people. `run` answers the exit status.
    public init(
        _ name: String,
        _ summary: String,
        run: @escaping @Sendable (ProcessContext) async throws -> Int32
    ) {
        self.name = name
        self.summary = summary
        takesArguments = false
        words = nil
        self.run = { process, _ in try await run(process) }
    }

    /// One that takes further arguments: `run` gets those behind its name. `usage` says which, for
    /// an executable of this name.
    public init(
        _ name: String,
        _ summary: String,
        usage: @escaping @Sendable (_ executable: String) -> String,
        run: @escaping @Sendable (ProcessContext, [String]) async throws -> Int32
    ) {
        self.name = name
        self.summary = summary
        takesArguments = true
        words = usage
        self.run = run
    }

    /// How it is called, for people.
    func usage(_ service: ServiceName) -> String {
        let executable = "kumquat-\(service.rawValue)"
        return "\(words?(executable) ?? "usage: \(executable) \(name)")\n\(summary)\n"
    }
}
