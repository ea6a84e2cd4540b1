import Basics
import HTTP
import InternalMessages
import JSON
import Jobs
import Loops
import ServiceKit
import Storage
import TestKit
import Testing

@testable import Events

/// One bad record stops no other, and is not lost.
struct ParkedEventTests {
    private let directory: TemporaryDirectory
    private let world: TestWorld

    init() throws {
        directory = try TemporaryDirectory()
        world = TestWorld(home: directory.path)
    }

    @Test func oneSubjectInTroubleHoldsUpNoOther() async throws {
        let pair = try EventPair(world)
        pair.poison.withLock { $0 = ["iid:1"] }
        for number in 1...4 { try await pair.happen("iid:\(number % 2)", number) }
        await pair.deliver()
        #expect(pair.applied.withLock { $0 } == ["iid:0:2", "iid:0:4"])
        #expect(try await pair.waiting() == 0, "the sender is rid of all of them")
        pair.poison.withLock { $0 = [] }
        try await pair.happen("iid:0", 6)
        try await pair.happen("iid:1", 7)
        await pair.deliver()
        #expect(pair.applied.withLock { $0 } == ["iid:0:2", "iid:0:4", "iid:0:6"])
        let parked = try await pair.parked()
        #expect(parked.map(\.subject) == ["iid:1", "iid:1", "iid:1"])
        #expect(parked.map(\.problem).dropFirst() == [ParkedEvent.behind, ParkedEvent.behind])
        let noted = Locked<[String]>([])
        let retry = try await pair.events.retry(parked[1].id) { event, _ in
            noted.withLock { $0.append(event.event) }
        }
        #expect(retry?.applied == 3 && retry?.problem == nil)
        #expect(noted.withLock { $0 } == parked.map(\.event))
        let last = pair.applied.withLock { $0 }.suffix(3)
        #expect(last == ["iid:1:1", "iid:1:3", "iid:1:7"], "in their order")
        #expect(try await pair.parked().isEmpty)
        try await pair.happen("iid:1", 9)
        await pair.deliver()
        #expect(pair.applied.withLock { $0 }.last == "iid:1:9")
        await pair.close()
    }

    @Test func whatStillCannotBeAppliedStays() async throws {
        let pair = try EventPair(world)
        pair.poison.withLock { $0 = ["iid:1"] }
        for number in 1...2 { try await pair.happen("iid:1", number) }
        await pair.deliver()
        let parked = try await pair.parked()
        let retry = try await pair.events.retry(parked[0].id) { _, _ in }
        #expect(retry?.applied == 0 && retry?.problem != nil)
        #expect(try await pair.parked().map(\.retries) == [1, 0])
        try await pair.receiver.write { unit in
            _ = try EventReceiver.discard(parked[0].id, in: unit)
        }
        #expect(try await pair.parked().map(\.id) == [parked[1].id])
        #expect(try await pair.events.retry(parked[0].id) { _, _ in } == nil)
        #expect(await pair.events.watch.look())
        #expect(world.metricsText.contains("kumquat_events_parked 1"))
        await pair.close()
    }

    /// Whatever a sender may come up with, the good ones of its batch are applied.
    @Test(arguments: [
        "5", "null", "[]", "{}", "\"a\"", #"{"id":"a:1"}"#,
        #"{"id":"a:1","seq":1,"subject":"s","type":"greeted","at":1,"data":[]}"#,
        #"{"id":"a:1","seq":1,"subject":"s","type":"greeted","at":1,"data":{}}"#,
        #"{"id":"a:1","seq":1,"subject":"s","type":"greeted","at":1,"data":{"iid":"1"}}"#,
        #"{"id":"a:1","seq":1,"subject":"s","type":"greeted","at":1,"data":{"iid":1e400}}"#,
        #"{"id":"a:1","seq":"1","subject":"s","type":"greeted","at":1,"data":{"iid":1}}"#,
        #"{"id":1,"seq":1,"subject":"s","type":"greeted","at":1,"data":{"iid":1}}"#,
        #"{"id":"\u0000","seq":1,"subject":"\u0000","type":"greeted\u0000","at":1}"#,
        #"{"id":"a:1","seq":1,"subject":"s","type":"greeted","at":1,"data":{"iid":"\u0000"}}"#,
        #"{"id":"","seq":1,"subject":"","type":"","at":"","data":""}"#,
    ])
    func aBadRecordStopsNoOther(_ bad: String) async throws {
        let pair = try EventPair(world)
        func good(_ number: Int) -> String {
            #"{"id":"b:\#(number)","seq":\#(number),"subject":"t","type":"greeted","at":1,"#
                + #""data":{"iid":\#(number)}}"#
        }
        let json = #"{"events":[\#(good(1)),\#(bad),\#(good(2))]}"#
        let isJSON = (try? JSON.parse(Bytes(bad.utf8))) != nil
        for _ in 1...2 {
            let answer = await pair.harness.call(.post, "/internal/events", json: json)
            #expect(answer.status == (isJSON ? 200 : 400))
        }
        #expect(pair.applied.withLock { $0 } == (isJSON ? ["t:1", "t:2"] : []))
        #expect(try await pair.parked().count == (isJSON ? 1 : 0), "once, however often it comes")
        await pair.close()
    }
}
