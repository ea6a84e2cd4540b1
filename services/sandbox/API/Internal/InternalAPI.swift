import ServiceKit

/// What other processes ask the sandbox.
enum InternalAPI {
    static let endpoints: [any Endpoint<Sandbox>.Type] = [ReadClock.self]
}
