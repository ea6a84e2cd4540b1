import Basics
import Contracts
import HTTP
import Loops
import Storage
import TestKit
import Testing

@testable import ServiceKit

/// `Idempotency-Key`: what is sent again gets the first answer, and happens once.
@Suite struct IdempotencyTests {
    /// A till that counts what it is paid.
    private final class Till: Sendable {
        let database: ServiceDatabase
        /// How often the next calls fail behind their unit.
        let failures = Locked(0)
        let runs = Locked(0)

        init(_ database: ServiceDatabase) {
            self.database = database
        }
    }

    private enum Pay: Endpoint {
        typealias Service = Till
        typealias Wire = PointsContract

        static let route = Route(
            [.post],
            "/api/pay/",
            "Pays.",
            at: .points,
            in: PointsContract.self,
            access: .identity
        )

        struct Input: EndpointInput {
            private static let amount = Field.integer("amount", "How much.", in: 1...100)

            let amount: Int64

            init(_ fields: FieldReader) throws(ParameterProblem) {
                amount = try fields.read(Self.amount)
            }
        }

        struct Output: Payload {
            let total: Int64
        }

        enum Refusal: Error, CaseIterable {
            case unlucky
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity>,
            by till: Till
        ) async throws(Failure<Refusal>) -> Output {
            till.runs.withLock { $0 += 1 }
            let total = try await till.database.write(refusing: Refusal.self) { unit in
                if input.amount == 13 { throw Refusal.unlucky }
                try unit.connection.run("UPDATE till SET total = total + ?1", input.amount)
                let total = try unit.connection.first("SELECT total FROM till") { row in
                    try row.integer(0)
                }
                return total ?? 0
            }
            let fails = till.failures.withLock { count in
                count -= 1
                return count >= 0
            }
            if fails { throw .fault }
            return Output(total: total)
        }

        static func code(for refusal: Refusal) -> Code { Code(-2, "不吉利") }
    }

    private struct World {
        let directory: TemporaryDirectory
        let world: TestWorld
        let till: Till
        let harness: ServiceHarness

        init() throws {
            directory = try TemporaryDirectory()
            world = TestWorld(home: directory.path)
            let table = Migration(
                number: 1,
                name: "till",
                sql: """
                    CREATE TABLE till (one INT64 PRIMARY KEY NOT NULL, total INT64 NOT NULL);
                    INSERT INTO till (one, total) VALUES (1, 0);
                    """
            )
            let database = try world.database(
                "till",
                migrations: [table, Idempotency.migration(number: 2)]
            )
            till = Till(ServiceDatabase(database, clock: world.clock, log: world.log))
            var definition = ServiceDefinition()
            definition.database = database
            definition.idempotency = Idempotency(
                database,
                clock: world.clock,
                random: world.random,
                log: world.log
            )
            try definition.add([Pay.self], by: till)
            harness = try ServiceHarness(definition, in: world)
        }

        func pay(
            _ amount: String,
            key: String?,
            as identity: Identity = .ming
        ) async -> ServiceKit.Answer {
            await harness.call(
                .post,
                "/api/pay/",
                ["amount": amount],
                as: identity,
                headers: key.map { [(name: "Idempotency-Key", value: $0)] } ?? []
            )
        }

        var total: Int64 {
            get async throws {
                try await till.database.read { connection in
                    try connection.first("SELECT total FROM till") { try $0.integer(0) } ?? -1
                }
            }
        }
    }

    private static func paid(_ total: Int64) -> ServiceKit.Answer {
        ServiceKit.Answer(200, #"{"code":0,"msg":"成功","data":{"total":\#(total)}}"#)
    }

    @Test func theFirstAnswerComesAgain() async throws {
        let world = try World()
        let first = await world.pay("5", key: "a")
        let again = await world.pay("5", key: "a")
        #expect(first == Self.paid(5) && again == first)
        #expect(first.headers["Idempotent-Replayed"] == nil)
        #expect(again.headers["Idempotent-Replayed"] == "true")
        #expect(again.headers["Content-Type"] == first.headers["Content-Type"])
        #expect(try await world.total == 5)
        #expect(await world.pay("5", key: nil) == Self.paid(10), "without a key it is another one")
        #expect(await world.pay("5", key: "b") == Self.paid(15))
        #expect(await world.pay("5", key: "a") == first)
    }

    @Test func manyAtOnceAreOne() async throws {
        let world = try World()
        let answers = await withTaskGroup(of: ServiceKit.Answer.self) { group in
            for _ in 0..<30 { group.addTask { await world.pay("7", key: "same") } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.count == 30 && answers.allSatisfy { $0 == Self.paid(7) })
        #expect(try await world.total == 7)
    }

    @Test func anotherBodyUnderTheKeyIsAMistake() async throws {
        let world = try World()
        #expect(await world.pay("5", key: "a") == Self.paid(5))
        let other = await world.pay("6", key: "a")
        #expect(other == ServiceKit.Answer(422, #"{"code":-422,"msg":"同一幂等键已用于其他请求"}"#))
        #expect(try await world.total == 5)
    }

    @Test func keysOfOthersAreTheirs() async throws {
        let world = try World()
        let hong = Identity(
            iid: ID(8),
            sid: "s",
            app: ID(1),
            oper: 1,
            openid: "o-hong",
            unionid: "u-hong"
        )
        #expect(await world.pay("5", key: "a") == Self.paid(5))
        #expect(await world.pay("5", key: "a", as: hong) == Self.paid(10))
    }

    @Test func refusalsAreAnswersToo() async throws {
        let world = try World()
        let refused = await world.pay("13", key: "a")
        #expect(refused.body.hasPrefix(#"{"code":-2,"#))
        #expect(await world.pay("13", key: "a") == refused)
        #expect(world.till.runs.withLock { $0 } == 1)
    }

    /// As after a kill between the unit and the answer: what the unit gave is kept with it.
    @Test func whatHappenedIsNotDoneAgain() async throws {
        let world = try World()
        world.till.failures.withLock { $0 = 2 }
        #expect(await world.pay("5", key: "a").status == 500)
        #expect(await world.pay("5", key: "a").status == 500)
        #expect(await world.pay("9", key: "b") == Self.paid(14))
        #expect(await world.pay("5", key: "a") == Self.paid(5))
        #expect(try await world.total == 14)
    }

    @Test func aDayLaterItIsAnotherRequest() async throws {
        let world = try World()
        #expect(await world.pay("5", key: "a") == Self.paid(5))
        world.world.time.advance(seconds: 86_399)
        #expect(await world.pay("5", key: "a") == Self.paid(5))
        world.world.time.advance(seconds: 2)
        #expect(await world.pay("5", key: "a") == Self.paid(10))
    }

    @Test(arguments: ["", "a b", "ä", String(repeating: "x", count: 129)])
    func keysThatAreNone(_ key: String) async throws {
        let world = try World()
        #expect(await world.pay("5", key: key).status == 400)
        #expect(try await world.total == 0)
    }
}
