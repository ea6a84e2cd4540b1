import Basics
import HTTP
import ServiceKit
import Storage
import Testing

@testable import Payments
@testable import SandboxServer

/// The day's bills against our rows.
@Suite struct BillTests {
    private static let day = Day(number: 20_468)

    /// A day of everything, and the morning after it.
    private func busyDay() async throws -> PaymentWorld {
        let world = try await PaymentWorld()
        _ = try await world.paid("order:1")
        _ = try await world.paid("task:1", fen: 500)
        _ = try await world.refund("r1", of: "order:1", fen: 60)
        _ = try await world.transfer(world.transferRequest("prize:1", fund: "task:1"))
        _ = try await world.transfer(world.transferRequest("prize:2", fund: "task:1", fen: 40))
        try await world.pass(seconds: 30)
        let first = try #require(try await world.transfer("prize:1"))
        try await world.confirm(first.number)
        let second = try #require(try await world.transfer("prize:2"))
        try await world.confirm(second.number, failing: "TRANSFER_RISK")
        try await world.pass(seconds: 30)
        return world
    }

    private func morning(_ world: PaymentWorld) async throws {
        let ten = CivilZone.china.start(of: Self.day.adding(days: 1)).adding(seconds: 36_000)
        world.world.time.now = ten
        try await world.settle()
    }

    private func differences(_ world: PaymentWorld) async throws -> [BillDifference] {
        try await world.database.read { connection in
            try world.office.differences(limit: 100, in: connection)
        }
    }

    private func totals(_ world: PaymentWorld) async throws -> [Int64]? {
        try await world.database.read { connection in
            try connection.first(
                """
                SELECT payments, refunds, transfers, paid_in, refunded, paid_out FROM pay_bill
                WHERE mchid = ?1 AND day = ?2
                """,
                PaymentWorld.first,
                Self.day
            ) { row in try (0..<6).map { try row.integer($0) } }
        }
    }

    @Test func everythingAgrees() async throws {
        #expect(CivilZone.china.day(at: UnixTime(seconds: 1_768_449_600)) == Self.day)
        let world = try await busyDay()
        try await morning(world)
        #expect(try await differences(world) == [])
        #expect(try await totals(world) == [2, 1, 2, 600, 60, 30])
        // The next day's is due by itself.
        world.world.time.advance(seconds: 86_400)
        try await world.settle()
        let days = try await world.database.read { connection in
            try connection.all(
                "SELECT day FROM pay_bill WHERE mchid = ?1 ORDER BY day LIMIT 10",
                PaymentWorld.first
            ) { try $0.day(0) }
        }
        #expect(days == [Self.day, Self.day.adding(days: 1)])
        #expect(try await differences(world) == [])
        try await world.expectSound()
    }

    typealias Spoil = @Sendable (Connection) throws -> Void

    /// Our file is not what it should be: the bill says so.
    @Test(
        arguments: [
            ("payment_unknown", "DELETE FROM pay_payment WHERE ref = 'order:9'"),
            ("payment_differs", "UPDATE pay_payment SET received = 101 WHERE ref = 'order:9'"),
            ("refund_differs", "UPDATE pay_refund SET amount = 59 WHERE ref = 'r1'"),
            ("refund_differs", "UPDATE pay_refund SET state = 'closed' WHERE ref = 'r1'"),
            ("transfer_differs", "UPDATE pay_transfer SET amount = 31 WHERE ref = 'prize:1'"),
            ("transfer_differs", "UPDATE pay_transfer SET state = 'paid' WHERE ref = 'prize:2'"),
            ("transfer_unknown", "DELETE FROM pay_transfer WHERE ref = 'prize:1'"),
        ] as [(String, StaticString)]
    )
    func aDifference(_ kind: String, _ sql: StaticString) async throws {
        let world = try await busyDay()
        _ = try await world.paid("order:9")
        try await world.execute(sql)
        try await morning(world)
        let found = try await differences(world)
        #expect(found.map(\.kind.rawValue) == [kind], "\(found)")
        let difference = try #require(found.first)
        #expect(difference.mchid == PaymentWorld.first)
        #expect(difference.day == Self.day)
        // Again it is the same one.
        try await world.office.compareBills(of: Self.day, account: PaymentWorld.first)
        #expect(try await differences(world).map(\.id) == [difference.id])
        // Explained, it is out of the way, but not gone.
        let before = try await world.write {
            try world.office.explain(difference.id, by: "li", "restored file", in: $0)
        }
        #expect(before.explanation == nil)
        #expect(try await differences(world) == [])
        let all = try await world.database.read {
            try world.office.differences(all: true, limit: 10, in: $0)
        }
        #expect(all.map(\.explanation?.by) == ["li"])
        await #expect(throws: PaymentOfficeRefusal.stateForbids) {
            try await world.write {
                try world.office.explain(difference.id, by: "li", "again", in: $0)
            }
        }
    }

    /// The bill lacks what we have.
    @Test func missingThere() async throws {
        let world = try await busyDay()
        try await world.pay.sandbox.database.write { connection in
            try connection.run("DELETE FROM pay_refund")
            try connection.run("UPDATE pay_order SET mchid = '1' WHERE total = 500")
            try connection.run("DELETE FROM pay_flow WHERE amount = -30")
        }
        try await morning(world)
        let found = try await differences(world).map(\.kind)
        #expect(found == [.paymentMissing, .refundMissing, .transferMissing])
    }

    /// Money that no callback and no query told of: the bill does, and it goes where it belongs.
    @Test func lateMoneyIsFound() async throws {
        let world = try await PaymentWorld()
        let prepayID = try await world.prepay(world.request("order:1"))
        try await world.fault("callback:payment", #""kind":"lose_callback""#)
        try await world.pay(prepayID)
        try await world.forceClosed("order:1")
        try await morning(world)
        #expect(try await world.payment("order:1")?.state == .returned)
        #expect(try await differences(world) == [])
        try await world.pass(seconds: 30)
        try await world.expectSound()
    }

    /// It is not ready, or WeChat Pay is away: an hour later it is.
    @Test(arguments: [
        #""kind":"errcode","code":"STATEMENT_CREATING","status":400"#, #""kind":"http500""#,
        #""kind":"drop_after""#, #""kind":"bad_signature""#,
    ])
    func notReadyYet(_ fault: String) async throws {
        let world = try await busyDay()
        try await world.fault("/v3/bill/tradebill", fault)
        try await morning(world)
        #expect(try await totals(world) == nil)
        try await world.pass(seconds: 600, by: 60)
        #expect(try await totals(world) == [2, 1, 2, 600, 60, 30])
        #expect(try await differences(world) == [])
    }

    // MARK: Reading

    private static let head =
        "\u{FEFF}收支类型,备注,收支金额(元),业务凭证号\r\n"

    @Test func lines() throws {
        let text =
            Self.head + "`支出,`a,b`c,`1.20,`CT5N1\r\n`收入,`,`0.05,`CT6N1\r\n"
            + "资金流水总笔数,收入笔数\r\n`2,`1\r\n"
        let lines = try BillLine.flows(Bytes(text.utf8))
        #expect(lines.map(\.kind) == [.transfer, .transferReturned])
        #expect(lines.map(\.amount.fen) == [120, 5])
        #expect(lines.map(\.number) == ["CT5N1", "CT6N1"])
        #expect(try BillLine.flows([]) == [])
        #expect(try BillLine.flows(Bytes(Self.head.utf8)) == [])
    }

    @Test(arguments: [
        "收支类型,备注\n`支出,`\n", Self.head + "`支出,`,`1.20\r\n", Self.head + "`支出,`,`1.2e3,`C\r\n",
    ])
    func noBill(_ text: String) {
        #expect(throws: BillTable.Malformed.self) { try BillLine.flows(Bytes(text.utf8)) }
    }
}
