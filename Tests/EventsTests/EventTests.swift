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

/// Events from one process to another: at least once on the way, once in effect, in order.
struct EventTests {
    private let directory: TemporaryDirectory
    private let world: TestWorld

    init() throws {
        directory = try TemporaryDirectory()
        world = TestWorld(home: directory.path)
    }

    @Test func whatHappenedArrivesInOrderAndIsForgotten() async throws {
        let pair = try EventPair(world)
        for number in 1...250 { try await pair.happen("iid:\(number % 2)", number) }
        await pair.deliver()
        let applied = pair.applied.withLock { $0 }
        #expect(applied == (1...250).map { "iid:\($0 % 2):\($0)" })
        #expect(pair.calls.withLock { $0 } == 3)
        #expect(try await pair.waiting() == 0)
        await pair.close()
    }

    @Test func aLostAnswerHasNoSecondEffect() async throws {
        let pair = try EventPair(world)
        try await pair.happen("iid:1", 1)
        pair.wire.withLock { $0 = .answerLost }
        await pair.deliver()
        #expect(pair.applied.withLock { $0 } == ["iid:1:1"])
        #expect(try await pair.waiting() == 2)
        pair.wire.withLock { $0 = .whole }
        pair.later(seconds: 60)
        await pair.deliver()
        #expect(pair.applied.withLock { $0 } == ["iid:1:1"])
        #expect(try await pair.waiting() == 0)
        await pair.close()
    }

    @Test func whoIsAwayIsAskedLessAndLessOften() async throws {
        let pair = try EventPair(world)
        let happened = world.clock.now
        try await pair.happen("iid:1", 1)
        pair.wire.withLock { $0 = .cut }
        // Ten minutes, looked at four times a second.
        for _ in 0..<2400 {
            pair.later(milliseconds: 250)
            await pair.deliver()
        }
        let calls = pair.calls.withLock { $0 }
        #expect((20...60).contains(calls))
        await pair.outbox.look()
        #expect(pair.delivery.backlog.count == 1)
        #expect(pair.delivery.backlog.oldest == happened)
        pair.wire.withLock { $0 = .whole }
        pair.later(seconds: 31)
        await pair.deliver()
        #expect(pair.applied.withLock { $0 } == ["iid:1:1"])
        await pair.close()
    }

    @Test func anAnswerThatIsNoneCountsAsAway() async throws {
        let pair = try EventPair(world)
        try await pair.happen("iid:1", 1)
        pair.wire.withLock { $0 = .nonsense }
        await pair.deliver()
        await pair.deliver()
        #expect(pair.calls.withLock { $0 } == 1)
        #expect(try await pair.waiting() == 2)
        await pair.close()
    }

    @Test func unknownTypesAreAcceptedAndIgnored() async throws {
        let pair = try EventPair(world)
        try await pair.happen("iid:1", Whisper(iid: 1))
        await pair.deliver()
        #expect(pair.applied.withLock { $0 }.isEmpty)
        #expect(try await pair.waiting() == 0)
        await pair.close()
    }

    @Test func anEventOfAUnitThatFailedNeverHappened() async throws {
        let pair = try EventPair(world)
        let event = try OutgoingEvent(subject: "iid:1", Greeting(iid: 1))
        await #expect(throws: UnreadableEvent.self) {
            try await pair.sender.write { unit in
                try pair.outbox.append(event, in: unit)
                throw UnreadableEvent()
            }
        }
        #expect(try await pair.waiting() == 0)
        await pair.close()
    }

    @Test(arguments: [
        ("{}", 400), (#"{"events":5}"#, 400), (#"{"events":[]}"#, 200),
        ("", 400), ("[]", 400), (#"{"events":[}"#, 400), (#"{"events":{}}"#, 400),
        (#"{"events":[{"id":"a:1","seq":1,"subject":"s","type":"t","at":1,"data":{}}]}"#, 200),
    ])
    func whatIsNoBatchIsRefused(_ json: String, _ status: Int) async throws {
        let pair = try EventPair(world)
        let answer = await pair.harness.call(.post, "/internal/events", json: json)
        #expect(answer.status == status)
        await pair.close()
    }

    @Test func aReceiverWithAFullDiskIsAskedAgain() async throws {
        let pair = try EventPair(world)
        try await pair.happen("iid:1", 1)
        pair.receiver.file.failNextCommits(2, kind: .full)
        await pair.deliver()
        #expect(try await pair.waiting() == 2)
        pair.receiver.file.failNextCommits(0, kind: .full)
        pair.later(seconds: 60)
        await pair.deliver()
        #expect(try await pair.waiting() == 0)
        let remembered = try await pair.receiver.read { connection in
            try connection.first("SELECT count(*) FROM inbox") { try $0.integer(0) }
        }
        #expect(remembered == 1)
        await pair.close()
    }
}
