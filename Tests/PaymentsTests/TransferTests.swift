import Basics
import HTTP
import ServiceKit
import Storage
import Testing
import WeChatPay

@testable import Payments

@Suite struct TransferTests {
    private static let calls = "/v3/fund-app/mch-transfer/transfer-bills"
    private static let queries = calls + "/out-bill-no/{out_bill_no}"

    private func world() async throws -> PaymentWorld {
        let world = try await PaymentWorld()
        _ = try await world.paid("task:1")
        return world
    }

    @Test func acceptedByItsUser() async throws {
        let world = try await world()
        let request = try await world.transferRequest("prize:1", fund: "task:1")
        guard case .written(let row) = try await world.transfer(request) else {
            Issue.record("it is to be written")
            return
        }
        let pushed = try #require(try await world.payments.push(transfer: row.id))
        #expect(pushed.state == .confirming)
        let arguments = try #require(pushed.phoneArguments)
        #expect(arguments.mchId == PaymentWorld.first)
        #expect(arguments.package.isEmpty == false)
        // The same again is the same.
        #expect(try await world.transfer(request) == .known(pushed))
        try await world.confirm(row.number)
        #expect(try await world.transfer("prize:1")?.state == .paid)
        try await world.pass(seconds: 60)
        #expect(
            try await world.deeds()
                == ["paid task:1", "transfer prize:1 confirming", "transfer prize:1 paid"]
        )
        guard case .known(let paid) = try await world.transfer(request) else {
            Issue.record("it is paid")
            return
        }
        #expect(paid.state == .paid)
        try await world.expectSound()
    }

    @Test func neverMoreThanThereIs() async throws {
        let world = try await world()
        func ask(_ ref: String, _ fen: Int64, fund: String = "task:1") async throws
            -> TransferOpening
        {
            try await world.transfer(world.transferRequest(ref, fund: fund, fen: fen))
        }
        #expect(try await ask("prize:1", 101) == .refused(.moreThanHeld))
        #expect(try await ask("prize:1", 9) == .refused(.amountInvalid))
        #expect(try await ask("prize:1", 200_000) == .refused(.amountInvalid))
        #expect(try await ask("prize:1", 50, fund: "task:2") == .refused(.fundUnknown))
        _ = try await ask("prize:1", 60)
        #expect(try await ask("prize:1", 50) == .refused(.causeReused))
        #expect(try await ask("prize:2", 41) == .refused(.moreThanHeld))
        // What is promised to a winner does not go back to the payer.
        let refund = try await world.refund("r1", of: "task:1", fen: 41)
        #expect(refund == .refused(.moreThanHeld))
        _ = try await ask("prize:2", 40)
        try await world.expectSound()
    }

    /// Whatever the code does, the file takes no second live transfer of a thing.
    @Test func theFileForbidsTwo() async throws {
        let world = try await world()
        _ = try await world.transfer(world.transferRequest("prize:1", fund: "task:1"))
        await #expect(throws: StorageError.self) {
            try await world.write { unit in
                guard let row = try world.payments.transfer(of: "prize:1", in: unit.connection)
                else {
                    return
                }
                let twin = TransferRecord(
                    id: try unit.connection.nextID(),
                    number: "CT1N2",
                    attempt: 2,
                    request: row.request,
                    mchid: row.mchid,
                    state: .waiting,
                    createdAt: row.createdAt,
                    changedAt: row.changedAt,
                    tries: 0
                )
                try TransferStore(unit.connection).add(twin)
            }
        }
    }

    /// Not accepted in a day: never paid under its number again, but under the next.
    @Test func runsOut() async throws {
        let world = try await world()
        let request = try await world.transferRequest("prize:1", fund: "task:1")
        _ = try await world.transfer(request)
        try await world.pass(seconds: 10)
        let first = try #require(try await world.transfer("prize:1"))
        #expect(first.state == .confirming)
        try await world.pass(seconds: 86_410, by: 3600)
        let over = try #require(try await world.transfer("prize:1"))
        #expect(over.state == .failed)
        #expect(over.failReason == "OVERDUE_CLOSE")
        try await world.expectSound()
        guard case .written(let second) = try await world.transfer(request) else {
            Issue.record("the next attempt is to be written")
            return
        }
        #expect(second.number != first.number)
        #expect(second.attempt == 2)
        try await world.pass(seconds: 10)
        try await world.confirm(second.number)
        #expect(try await world.transfer("prize:1")?.state == .paid)
        try await world.expectSound()
    }

    @Test(
        arguments: [
            [(calls, #""kind":"drop_before""#)], [(calls, #""kind":"drop_after""#)],
            [(calls, #""kind":"http500""#)], [(calls, #""kind":"timeout","milliseconds":1"#)],
            [(calls, #""kind":"bad_signature""#)],
            [(calls, #""kind":"errcode","code":"NOT_ENOUGH","status":403,"times":3"#)],
            [(calls, #""kind":"drop_after""#), (queries, #""kind":"drop_before","times":3"#)],
            [("callback:transfer", #""kind":"lose_callback""#)],
            [("callback:transfer", #""kind":"duplicate_callback""#)],
            [("callback:transfer", #""kind":"wrong_amount""#)],
            [("callback:transfer", #""kind":"stale_timestamp""#)],
            [
                (calls, #""kind":"drop_after""#), (queries, #""kind":"http500","times":2"#),
                ("callback:transfer", #""kind":"forge_callback""#),
            ],
        ] as [[(String, String)]]
    )
    func everyFault(_ faults: [(String, String)]) async throws {
        let world = try await world()
        for (path, fault) in faults { try await world.fault(path, fault) }
        _ = try await world.transfer(world.transferRequest("prize:1", fund: "task:1"))
        try await world.pass(seconds: 300, by: 15)
        let waiting = try #require(try await world.transfer("prize:1"))
        #expect(waiting.state == .confirming, "\(waiting)")
        try await world.confirm(waiting.number)
        try await world.pass(seconds: 900, by: 15)
        #expect(try await world.transfer("prize:1")?.state == .paid)
        #expect(try await world.transfer("prize:1")?.trouble == nil)
        #expect(try await world.deeds().filter { $0 == "transfer prize:1 paid" }.count == 1)
        try await world.expectSound()
    }

    // MARK: Taking back

    @Test func takenBack() async throws {
        let world = try await world()
        _ = try await world.transfer(world.transferRequest("prize:1", fund: "task:1"))
        try await world.pass(seconds: 10)
        let row = try #require(try await world.transfer("prize:1"))
        let cancelling = try await world.write {
            try world.office.cancel(transfer: row.id, in: $0)
        }
        #expect(cancelling.state == .cancelling)
        try await world.pass(seconds: 30)
        #expect(try await world.transfer("prize:1")?.state == .cancelled)
        #expect(try await world.deeds().last == "transfer prize:1 cancelled")
        try await world.expectSound()
    }

    /// The user is faster: it is paid, once, and nothing is free.
    @Test func theUserIsFaster() async throws {
        let world = try await world()
        _ = try await world.transfer(world.transferRequest("prize:1", fund: "task:1"))
        try await world.pass(seconds: 10)
        let row = try #require(try await world.transfer("prize:1"))
        try await world.fault("callback:transfer", #""kind":"lose_callback""#)
        _ = try await world.write { try world.office.cancel(transfer: row.id, in: $0) }
        try await world.confirm(row.number)
        try await world.pass(seconds: 30)
        #expect(try await world.transfer("prize:1")?.state == .paid)
        try await world.expectSound()
    }

    /// Never sent: it ends at once.
    @Test func takenBackBeforeItWasSent() async throws {
        let world = try await world()
        guard
            case .written(let row) = try await world.transfer(
                world.transferRequest("prize:1", fund: "task:1")
            )
        else { Issue.record("it is to be written"); return }
        let cancelled = try await world.write {
            try world.office.cancel(transfer: row.id, in: $0)
        }
        #expect(cancelled.state == .cancelled)
        try await world.pass(seconds: 60)
        #expect(try await world.transfer("prize:1")?.tries == 0)
        try await world.expectSound()
    }

    /// The call may still arrive: what it would pay is not free before that is impossible.
    @Test func takenBackWhileTheCallIsUnderWay() async throws {
        let world = try await world()
        try await world.fault(Self.calls, #""kind":"drop_before","times":1000"#)
        _ = try await world.transfer(world.transferRequest("prize:1", fund: "task:1"))
        try await world.pass(seconds: 5)
        let row = try #require(try await world.transfer("prize:1"))
        #expect(row.state == .asking)
        _ = try await world.write { try world.office.cancel(transfer: row.id, in: $0) }
        try await world.pass(seconds: 300, by: 20)
        #expect(try await world.transfer("prize:1")?.state == .cancelling)
        try await world.pass(seconds: 120, by: 20)
        #expect(try await world.transfer("prize:1")?.state == .cancelled)
        try await world.expectSound()
    }

    // MARK: Stop and go

    @Test(arguments: [true, false]) func stopped(_ isOfAccount: Bool) async throws {
        let world = try await world()
        let set: @Sendable (Bool, UnitOfWork) throws -> Void = { isStopped, unit in
            if isOfAccount {
                try world.office
                    .setStopped(isStopped, account: PaymentWorld.first, in: unit)
            } else {
                try world.office.setStopped(isStopped, fund: "task:1", in: unit)
            }
        }
        let isStopped = try await world.payments.accounts.summaries().map(\.isStopped)
        #expect(isStopped == [false, false])
        try await world.write { try set(true, $0) }
        _ = try await world.transfer(world.transferRequest("prize:1", fund: "task:1"))
        try await world.pass(seconds: 180, by: 20)
        #expect(try await world.transfer("prize:1")?.tries == 0)
        try await world.write { try set(false, $0) }
        try await world.pass(seconds: 80, by: 20)
        #expect(try await world.transfer("prize:1")?.state == .confirming)
    }

    /// Everything, and an account that comes later, too.
    @Test func allStopped() async throws {
        let world = try await world()
        try await world.write { try world.office.setAllStopped(true, in: $0) }
        _ = try await world.transfer(world.transferRequest("prize:1", fund: "task:1"))
        try await world.pass(seconds: 120, by: 20)
        #expect(try await world.transfer("prize:1")?.tries == 0)
        let keys = try await world.keys(PaymentWorld.first)
        try await world.payments.setAccount(
            MerchantKeys(
                mchid: "1660000325",
                serialNumber: keys.serialNumber,
                privateKey: keys.privateKey,
                apiV3Keys: keys.apiV3Keys,
                publicKeys: keys.publicKeys
            )
        )
        let isStopped = try await world.payments.accounts.summaries().map(\.isStopped)
        #expect(isStopped == [true, true, true])
        try await world.write { try world.office.setAllStopped(false, in: $0) }
        try await world.pass(seconds: 80, by: 20)
        #expect(try await world.transfer("prize:1")?.state == .confirming)
    }

    // MARK: Lists and figures

    @Test func listsAndFigures() async throws {
        let world = try await world()
        _ = try await world.transfer(world.transferRequest("prize:1", fund: "task:1", fen: 30))
        _ = try await world.transfer(world.transferRequest("prize:2", fund: "task:1", fen: 20))
        try await world.pass(seconds: 10)
        let first = try #require(try await world.transfer("prize:1"))
        try await world.confirm(first.number)
        _ = try await world.refund("r1", of: "task:1", fen: 50)
        try await world.pass(seconds: 60)
        let today = CivilZone.china.day(at: world.world.clock.now)
        try await world.database.read { connection in
            let all = try world.office.transfers(limit: 10, connection)
            #expect(all.map(\.request.ref) == ["prize:2", "prize:1"])
            #expect(
                try world.office.transfers(before: all[0].id.rawValue, limit: 10, connection)
                    .map(\.request.ref) == ["prize:1"]
            )
            #expect(try world.office.transfers(in: .paid, limit: 10, connection) == [all[1]])
            #expect(try world.office.transfers(in: .held, limit: 10, connection) == [])
            #expect(try world.office.refunds(limit: 10, connection).map(\.ref) == ["r1"])
            #expect(try world.office.refunds(in: .waiting, limit: 10, connection) == [])
            let days = try world.office.days(from: today.adding(days: -1), to: today, connection)
            var expected = [MoneyDay(today.adding(days: -1)), MoneyDay(today)]
            expected[1].paidIn = Money(fen: 100)
            expected[1].paidOut = Money(fen: 30)
            expected[1].refunded = Money(fen: 50)
            #expect(days == expected)
            #expect(try world.office.heldNow(connection) == Money(fen: 20))
        }
    }
}
