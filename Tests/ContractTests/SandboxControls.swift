import HTTP
import JSON
import TestKit
import Testing

/// The sandbox's controls, as the tests use them.
extension Stack {
    /// Moves the time of all processes forward.
    func advanceClock(seconds: Int64) async throws {
        let answer = try await client(of: .sandbox).post(
            "/sandbox/clock",
            json: ["advance_seconds": seconds]
        )
        try #require(answer.status == 200, "\(answer.text)")
    }

    /// Back to the real time.
    func resetClock() async throws {
        let answer = try await client(of: .sandbox).post("/sandbox/clock", json: ["reset": true])
        try #require(answer.status == 200, "\(answer.text)")
    }

    /// What `call` answers when its commit failed, and what it was prepared with. Events and their
    /// receipts are commits too: when the fault hit one of those, the next one is prepared.
    func firstFailure<Prepared>(
        of service: StackMember,
        kind: String,
        prepare: (_ attempt: Int) async throws -> Prepared,
        call: (Prepared) async throws -> Answer
    ) async throws -> (Prepared, Answer) {
        for attempt in 0..<20 {
            let prepared = try await prepare(attempt)
            try await failNextCommit(of: service, kind: kind)
            let answer = try await call(prepared)
            if answer.code != 0 { return (prepared, answer) }
        }
        throw NeverHappened(description: "a call fails when the disk of \(service.rawValue) does")
    }

    /// Makes the next commit of one service fail: `full` or `io`.
    func failNextCommit(of service: StackMember, kind: String) async throws {
        let answer = try await client(of: .sandbox).post(
            "/sandbox/faults",
            json: StorageFault(path: "storage:\(service.rawValue)", times: 1, kind: kind)
        )
        try #require(answer.status == 200, "\(answer.text)")
    }
}

private struct StorageFault: Encodable {
    let path: String
    let times: Int
    let kind: String
}
