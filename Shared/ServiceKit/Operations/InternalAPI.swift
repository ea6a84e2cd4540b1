import Contracts

/// The endpoints between processes that every process has.
enum InternalAPI {
    /// In the sandbox environment alone.
    static let sandbox: [any Endpoint<Operations>.Type] = [MoveClock.self, FailCommits.self]
}
