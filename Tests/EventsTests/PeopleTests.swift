import Basics
import Events
import HTTP
import JSON
import ServiceKit
import Storage
import TestKit
import Testing

/// What a process keeps of auth's events about people.
@Suite struct PeopleTests {
    private struct Town {
        let directory: TemporaryDirectory
        let database: ServiceDatabase
        let harness: ServiceHarness

        init() throws {
            directory = try TemporaryDirectory()
            let world = TestWorld(home: directory.path)
            database = try world.serviceDatabase(
                migrations: [EventReceiver.migration(number: 1), People.migration(number: 2)]
            )
            var events = EventReceiver(database: database, log: world.log, metrics: world.metrics)
            People.follow(by: &events)
            var definition = ServiceDefinition()
            definition.database = database.file
            try definition.receive(events)
            harness = try ServiceHarness(definition, in: world)
        }

        /// Tells it; answers how many events were taken.
        func tell(_ events: [(type: String, data: String)], from first: Int = 1) async
            -> ServiceKit.Answer
        {
            let items = events.enumerated().map { offset, event in
                #"{"id":"auth:\#(first + offset)","seq":\#(first + offset),"subject":"s","#
                    + #""type":"\#(event.type)","at":0,"data":\#(event.data)}"#
            }
            return await harness.call(
                .post,
                "/internal/events",
                json: #"{"events":[\#(items.joined(separator: ","))]}"#
            )
        }

        func name(_ uid: Int64) async throws -> String? {
            try await database.read { try PeopleStore($0).person(ID(uid))?.nickname }
        }

        func account(_ uid: Int64) async throws -> Int64 {
            try await database.read { try PeopleStore($0).account(ID(uid)).rawValue }
        }
    }

    private static func changed(_ uid: Int, _ nickname: String) -> (type: String, data: String) {
        let flags = ["is_phone", "is_email", "is_real_name", "is_face", "is_mp"]
            .map { #","\#($0)":false"# }.joined()
        let place = ["country", "province", "city", "language"].map { #","\#($0)":"""# }.joined()
        return (
            "user.changed",
            #"{"uid":\#(uid),"iids":[],"nickname":"\#(nickname)","avatar":"","gender":0"#
                + place + flags + "}"
        )
    }

    private static func merged(_ gone: Int, _ left: Int) -> (type: String, data: String) {
        ("user.merged", #"{"from":\#(gone),"into":\#(left),"iids":[]}"#)
    }

    @Test func theLastWordCounts() async throws {
        let town = try Town()
        let told = [Self.changed(1, "a"), Self.changed(2, "b"), Self.changed(1, "c")]
        #expect(await town.tell(told).status == 200)
        #expect(try await town.name(1) == "c")
        #expect(try await town.name(2) == "b")
        #expect(try await town.name(3) == nil)
        let deleted = ("user.deleted", #"{"uid":1,"iids":[]}"#)
        #expect(await town.tell([deleted], from: 9).status == 200)
        #expect(try await town.name(1) == nil)
    }

    @Test func mergedAccountsAreFoundWhereTheyWent() async throws {
        let town = try Town()
        let told = [
            Self.changed(1, "a"), Self.changed(2, "b"), Self.changed(3, "c"), Self.merged(1, 2),
            Self.merged(2, 3), Self.changed(1, "late"),
        ]
        #expect(await town.tell(told).status == 200)
        for uid in 1...3 as ClosedRange<Int64> {
            #expect(try await town.account(uid) == 3)
            #expect(try await town.name(uid) == "c")
        }
    }

    @Test func mergersThatArriveInAnotherOrderEndAtTheSamePlace() async throws {
        let town = try Town()
        #expect(await town.tell([Self.merged(2, 3), Self.merged(1, 2)]).status == 200)
        #expect(try await town.account(1) == 3)
        #expect(try await town.account(2) == 3)
    }

    @Test func whatMakesNoSenseIsParked() async throws {
        let town = try Town()
        let answer = await town.tell([("user.merged", #"{"from":1,"into":1,"iids":[]}"#)])
        #expect(answer == Answer(200, #"{"accepted":0,"parked":1}"#))
    }
}
