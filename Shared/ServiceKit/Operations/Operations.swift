import Storage

/// What the calls of the sandbox can change in a running process.
struct Operations: Sendable {
    let clock: DomainClock
    let database: Database?
    let log: Logger
}
