import TestKit
import Testing

/// Everything that is tried against the real executables; one stack at a time.
@Suite(.serialized)
enum Contracts {}

/// Gives a suite a running stack of its own, gone when the suite is over.
struct RunningStack: SuiteTrait, TestScoping {
    /// The stack of the suite whose test is running.
    @TaskLocal static var current: Stack?

    let settings: [String: String]

    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing body: @concurrent @Sendable () async throws -> Void
    ) async throws {
        let stack = try await Stack.start(settings: settings)
        try await Self.$current.withValue(stack, operation: body)
        #expect(stack.leaks().isEmpty)
    }
}

extension Trait where Self == RunningStack {
    /// A stack that every test of the suite finds with `runningStack()`.
    static var stack: Self { RunningStack(settings: [:]) }

    /// The same, in which one person may do much at once.
    static var unhurriedStack: Self {
        RunningStack(
            settings: ["KUMQUAT_RATE_PER_SECOND": "1000", "KUMQUAT_RATE_BURST": "5000"]
        )
    }
}

/// The stack of this suite.
func runningStack() throws -> Stack { try #require(RunningStack.current) }
