import Basics
import Events
import HTTP
import JSON
import Jobs
import Loops
package import ServiceKit

/// Walks through what the back office of a service has for jobs and parked events, every return code
/// of it: for the tests of each service.
package struct WorkOfficeWalk: Sendable {
    private static let kind = JobKind<NoPayload>("test.work", retries: RetryPolicy(parkAfter: 1))

    private let harness: ServiceHarness
    private let path: String

    /// Through the office under `/admin/<service>`.
    package init(_ harness: ServiceHarness, _ path: String) {
        self.harness = harness
        self.path = path
    }

    private func expect(
        _ status: Int,
        _ method: HTTP.Method,
        _ name: String,
        _ parameters: [String: String] = [:]
    ) async throws(Surprise) -> JSONValue {
        let answer = await harness.call(method, "\(path)/\(name)", parameters, by: .key)
        guard answer.status == status, let json = try? JSON.parse(Bytes(answer.body.utf8)) else {
            throw Surprise("\(method) \(name) \(parameters): \(answer)")
        }
        return json
    }

    private func onlyRow(
        _ name: String,
        _ parameters: [String: String]
    ) async throws(Surprise) -> Int64 {
        let json = try await expect(200, .get, name, parameters)
        guard let rows = json["rows"]?.array, rows.count == 1, let id = rows[0]["id"]?.integer
        else { throw Surprise("\(name) \(parameters): \(json)") }
        return id
    }

    /// A job that fails is parked, tried again, left alone while it runs, and taken away.
    /// - Throws: `Surprise` where something is not as it has to be, and what the database throws.
    package func jobs<Service: JobsOffice>(of service: Service) async throws {
        let (isHeld, runs) = (Locked(false), Locked(0))
        try service.jobs.on(Self.kind) { _ in
            runs.withLock { $0 += 1 }
            while isHeld.withLock({ $0 }) {
                guard await Pause.milliseconds(2) else { break }
            }
            throw Surprise("what a job of this test always meets")
        }
        try await service.database.write { unit in
            try service.jobs.queue.enqueue(
                Self.kind,
                key: "k",
                NoPayload(),
                due: unit.now,
                in: unit
            )
        }
        await service.jobs.runDue()
        let parked = ["kind": Self.kind.name, "state": "parked"]
        let id = try await onlyRow("jobs", parked)
        isHeld.withLock { $0 = true }
        _ = try await expect(200, .post, "jobs/\(id)/retry", ["reason": "again"])
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await service.jobs.runDue() }
            while runs.withLock({ $0 }) < 2 { _ = await Pause.milliseconds(2) }
            defer { isHeld.withLock { $0 = false } }
            _ = try await expect(409, .post, "jobs/\(id)/retry")
        }
        guard try await onlyRow("jobs", parked) == id else { throw Surprise("another job") }
        _ = try await expect(200, .post, "jobs/\(id)/cancel", ["reason": "never"])
        _ = try await expect(404, .post, "jobs/\(id)/retry")
        _ = try await expect(404, .post, "jobs/\(id)/cancel")
        try await expectTrail(["job.cancel", "job.retry"])
    }

    /// An event that makes no sense is parked, tried again in vain, and thrown away.
    /// - Throws: `Surprise` where something is not as it has to be.
    package func events() async throws(Surprise) {
        let event =
            #"{"id":"auth:1","seq":1,"subject":"s","type":"user.changed","at":1,"data":{"uid":"x"}}"#
        let told = await harness.call(
            .post,
            "/internal/events",
            json: #"{"events":[\#(event)]}"#
        )
        guard told == Answer(200, #"{"accepted":0,"parked":1}"#) else {
            throw Surprise("told: \(told)")
        }
        let id = try await onlyRow("events", [:])
        let tried = try await expect(200, .post, "events/\(id)/retry")
        guard tried["applied"]?.integer == 0, tried["problem"]?.string != nil else {
            throw Surprise("tried: \(tried)")
        }
        _ = try await expect(200, .post, "events/\(id)/discard", ["reason": "nonsense"])
        _ = try await expect(404, .post, "events/\(id)/retry")
        _ = try await expect(404, .post, "events/\(id)/discard")
        try await expectTrail(["event.discard"])
    }

    /// The newest rows of the trail.
    private func expectTrail(_ words: [String]) async throws(Surprise) {
        let rows = try await expect(200, .get, "trail")["rows"]?.array ?? []
        let said = rows.prefix(words.count).map { $0["what"]?.string ?? "" }
        guard said == words else { throw Surprise("the trail says \(said)") }
    }
}

/// Something that is not as a test expects it.
package struct Surprise: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
