import Basics
import Contracts
import Events
import HTTP
import Jobs
import JSON
import ServiceKit
import Storage
import Testing

@testable import PointsServer

/// The back office's jobs and parked events, as every service has them.
@Suite struct WorkOfficeTests {
    private static let office = "/admin/points"
    private let points: PointsWorld

    init() async throws {
        points = try await PointsWorld()
    }

    private func get(_ name: String, _ parameters: [String: String] = [:]) async -> JSONValue {
        let answer = await points.harness.call(
            .get,
            "\(Self.office)/\(name)",
            parameters,
            by: .key
        )
        return Self.json(answer)
    }

    private static func json(_ answer: Answer) -> JSONValue {
        (try? JSON.parse(Bytes(answer.body.utf8))) ?? .null
    }

    private func post(_ name: String, _ parameters: [String: String] = [:]) async -> Answer {
        await points.harness.call(.post, "\(Self.office)/\(name)", parameters, by: .key)
    }

    private func trail() async -> [[String?]] {
        let rows = await get("trail")["rows"]?.array ?? []
        return rows.map { row in ["what", "subject", "before"].map { row[$0]?.string } }
    }

    private static let kind = JobKind<NoPayload>("test.work", retries: RetryPolicy(parkAfter: 1))

    /// The id of a job that has failed for good.
    private func parkedJob() async throws -> Int64 {
        struct Broken: Error {}
        try points.service.jobs.on(Self.kind) { _ in throw Broken() }
        try await points.service.database.write { [points] unit in
            try points.service.jobs.queue.enqueue(
                Self.kind,
                key: "k1",
                NoPayload(),
                due: unit.now,
                in: unit
            )
        }
        await points.service.jobs.runDue()
        let rows = await get("jobs", ["kind": "test.work", "state": "parked"])["rows"]?.array
        let row = try #require(rows?.first)
        #expect(row["key"]?.string == "k1" && row["failures"]?.integer == 1)
        #expect(row["last_error"]?.string?.isEmpty == false)
        return try #require(row["id"]?.integer)
    }

    @Test func jobsAreSeenRetriedAndCancelled() async throws {
        let id = try await parkedJob()
        #expect(await post("jobs/\(id)/retry", ["reason": "again"]).status == 200)
        #expect(await get("jobs", ["state": "parked"])["rows"]?.array?.isEmpty == true)
        await points.service.jobs.runDue()
        #expect(await get("jobs", ["state": "parked"])["rows"]?.array?.count == 1)
        #expect(await post("jobs/\(id)/cancel").status == 200)
        #expect(await get("jobs", ["kind": "test.work"])["rows"]?.array?.isEmpty == true)
        let subject = "job:test.work:k1"
        let expected = [
            ["job.cancel", subject, "parked"], ["job.retry", subject, "parked"],
        ]
        #expect(await trail() == expected)
        for step in ["retry", "cancel"] {
            let answer = await post("jobs/\(id)/\(step)")
            #expect(answer.status == 404 && answer.body.contains("job_unknown"))
        }
    }

    @Test func aRunningJobIsLeftAlone() async throws {
        let id = try await parkedJob()
        try await points.service.database.file.write { connection in
            _ = try connection.run("UPDATE job SET state = 'running' WHERE id = ?1", id)
        }
        let answer = await post("jobs/\(id)/retry")
        #expect(answer.status == 409 && answer.body.contains("job_running"))
    }

    @Test func parkedEventsAreSeenRetriedAndDiscarded() async throws {
        let bad = Told(1, "user.registered", subject: "iid:1", #"{"iid":"1"}"#)
        await points.deliver(bad, .registered(2, iid: 1), .registered(3, iid: 2))
        #expect(try await points.check().participants == 1, "of the other subject")
        let rows = try #require(await get("events", ["limit": "1"])["rows"]?.array)
        #expect(rows.count == 1 && rows[0]["event"]?.string == "auth:1")
        #expect(rows[0]["content"] == nil, "it may be personal")
        let id = try #require(rows[0]["id"]?.integer)
        let tried = await post("events/\(id)/retry")
        #expect(tried.status == 200 && Self.json(tried)["applied"]?.integer == 0)
        #expect(Self.json(tried)["problem"]?.string != nil)
        #expect(await post("events/\(id)/discard", ["reason": "test"]).status == 200)
        let next = try #require(await get("events")["rows"]?.array?.first?["id"]?.integer)
        let last = await post("events/\(next)/retry")
        #expect(Self.json(last)["applied"]?.integer == 1)
        #expect(try await points.check().participants == 2)
        #expect(await trail().map { $0[0] } == ["event.retry", "event.discard"])
        for step in ["retry", "discard"] {
            let answer = await post("events/\(id)/\(step)")
            #expect(answer.status == 404 && answer.body.contains("event_unknown"))
        }
    }
}
