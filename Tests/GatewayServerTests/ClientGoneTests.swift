import Basics
import HTTP
import HTTPClient
import Loops
import TestKit
import Testing

@testable import GatewayServer

/// A client that does not wait for its answer.
@Suite struct ClientGoneTests {
    @Test func takesItsRequestAlong() async throws {
        let hasHeard = Locked(false)
        let stack = try await TestStack { _ in
            while !Task.isCancelled { try? await Task.sleep(nanoseconds: 1_000_000) }
            hasHeard.withLock { $0 = true }
            return .json(Bytes("{}".utf8))
        }.opened()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { _ = try? await stack.send(.get, "/api/sign_status", TestStack.token) }
            try await eventually("it is with the service") { stack.requests.count == 1 }
            group.cancelAll()
        }
        try await eventually("the service has heard") { hasHeard.withLock { $0 } }
    }

    /// Others wait for them too, and they are not asked for again at once.
    @Test func takesNoKeysAlong() async {
        let ring = KeyRing(TestAuth().client)
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                unsafe withUnsafeCurrentTask { task in unsafe task?.cancel() }
                await ring.refresh(isUrgent: false)
            }
        }
        #expect(!ring.isEmpty)
    }
}
