import Basics
import Jobs
import Loops
public import ServiceKit
import Storage
import WeChatPay

extension PaymentService {
    /// WeChat Pay has a day's bills ready at ten in the morning.
    private static let billSeconds: Int64 = 10 * 3600
    /// What happened so shortly before midnight may stand in the next day's bill.
    private static let marginSeconds: Int64 = 600
    private static let linesAtOnce = 500

    /// Takes keys for a merchant account (``MerchantAccounts/set(_:also:)``), and has its bills
    /// compared from today on.
    public func setAccount(
        _ keys: MerchantKeys,
        also: @escaping @Sendable (UnitOfWork) throws -> Void = { _ in }
    ) async throws {
        let today = CivilZone.china.day(at: now)
        try await accounts.set(keys) { unit in
            try scheduleBill(of: today, keys.mchid, in: unit)
            try also(unit)
        }
    }

    private func scheduleBill(
        of day: Day,
        _ mchid: String,
        in unit: UnitOfWork
    ) throws {
        let due = CivilZone.china.start(of: day.adding(days: 1)).adding(seconds: Self.billSeconds)
        try jobs.enqueue(
            kinds.bill,
            key: "\(mchid):\(day.text)",
            PaymentJobs.Bill(mchid: mchid, day: day.number),
            due: due,
            in: unit
        )
    }

    /// Fetches what WeChat Pay says of a day, and compares it with the rows; `between` is called
    /// from time to time. Again it does no harm.
    func compareBills(
        of day: Day,
        mchid: String,
        between: () async throws -> Void
    ) async throws {
        let client = try await accounts.client(mchid)
        let trades = try await lines(BillLine.trades) { () async throws(PayFailure) in
            try await client.tradeBill(day)
        }
        try await between()
        let flows = try await lines(BillLine.flows) { () async throws(PayFailure) in
            try await client.fundFlowBill(day)
        }
        let ours =
            trades.filter { tag.kind(of: $0.number) != nil }
            + flows.filter { tag.kind(of: $0.number) == .transfer }
        var totals = BillStore.Totals()
        for line in ours { totals.add(line) }
        for start in stride(from: 0, to: ours.count, by: Self.linesAtOnce) {
            try await between()
            let part = ours[start..<min(start + Self.linesAtOnce, ours.count)]
            try await askForTruth(about: part, client)
            try await database.writeRepeatable { [self] unit in
                for line in part { try compare(line, day, mchid, in: unit) }
            }
        }
        try await database.writeRepeatable { [self, totals] unit in
            try findMissing(day, mchid, in: unit)
            try BillStore(unit.connection).set(totals, of: mchid, on: day, at: unit.now)
            try scheduleBill(of: day.adding(days: 1), mchid, in: unit)
        }
    }

    /// None where nothing happened on that day. Reading takes a while: on the workers.
    private func lines(
        _ read: @escaping @Sendable (Bytes) throws(BillTable.Malformed) -> [BillLine],
        _ fetch: () async throws(PayFailure) -> Bytes
    ) async throws -> [BillLine] {
        let file: Bytes
        do throws(PayFailure) {
            file = try await fetch()
        } catch {
            guard case .refused(let refusal) = error, refusal.kind == .unknown else { throw error }
            return []
        }
        return try await WorkerPool.shared.run { try read(file) }
    }

    /// A payment that a bill has and no callback or query brought, perhaps of an order that was
    /// closed here long ago: what is true says the query.
    private func askForTruth(
        about lines: ArraySlice<BillLine>,
        _ client: WeChatPayClient
    ) async throws {
        for line in lines where line.kind == .payment {
            let row = try await database.read {
                try PaymentStore($0).payment(number: line.number)
            }
            guard let row, !row.state.hasMoney else { continue }
            _ = try await ask(row, client)
        }
    }

    // MARK: Comparing

    private func compare(
        _ line: BillLine,
        _ day: Day,
        _ mchid: String,
        in unit: UnitOfWork
    ) throws {
        let store = BillStore(unit.connection)
        let found: BillStore.Found?
        switch line.kind {
        case .payment:
            let row = try PaymentStore(unit.connection).payment(number: line.number)
            found = Self.difference(line, row)
            try store.markPayment(line.number, on: day)
        case .refund:
            let row = try RefundStore(unit.connection).refund(number: line.number)
            if let row, !row.state.isFinal { try schedule(row, at: unit.now, in: unit) }
            found = Self.difference(line, row)
            try store.markRefund(line.number, on: day)
        case .transfer, .transferReturned:
            let row = try TransferStore(unit.connection).transfer(number: line.number)
            if let row, !row.state.isFinal { try schedule(row, at: unit.now, in: unit) }
            found = Self.difference(line, row)
            let isReturned = line.kind == .transferReturned
            try store.markTransfer(line.number, isReturned: isReturned, on: day)
        }
        if let found { try store.add(found, of: mchid, on: day, at: unit.now) }
    }

    static func difference(_ line: BillLine, _ row: PaymentRecord?) -> BillStore.Found? {
        guard let row else { return line.unknown(.paymentUnknown) }
        let isSame =
            row.state.hasMoney && row.received == line.amount
            && row.transactionID == line.theirNumber
        return isSame
            ? nil : line.differs(.paymentDiffers, row.state.rawValue, row.received ?? .zero)
    }

    static func difference(_ line: BillLine, _ row: RefundRecord?) -> BillStore.Found? {
        guard let row else { return line.unknown(.refundUnknown) }
        let hasFailedThere = line.state == Refund.State.closed.rawValue
        let isSame = row.amount == line.amount && (row.state.keepsMoney || hasFailedThere)
        return isSame ? nil : line.differs(.refundDiffers, row.state.rawValue, row.amount)
    }

    static func difference(_ line: BillLine, _ row: TransferRecord?) -> BillStore.Found? {
        guard let row else { return line.unknown(.transferUnknown) }
        // What left may have come back since; what came back has not been paid.
        let isPossible =
            line.kind == .transfer
            ? row.state != .waiting && row.state != .held : row.state != .paid
        let isSame = row.request.amount == line.amount && isPossible
        return isSame
            ? nil : line.differs(.transferDiffers, row.state.rawValue, row.request.amount)
    }

    private func findMissing(_ day: Day, _ mchid: String, in unit: UnitOfWork) throws {
        let start = CivilZone.china.start(of: day)
        let end = CivilZone.china.start(of: day.adding(days: 1))
        let (first, last) = (
            start.adding(seconds: -Self.marginSeconds), end.adding(seconds: -Self.marginSeconds)
        )
        let store = BillStore(unit.connection)
        let missing: [(BillDifference.Kind, [BillStore.Missing])] = [
            (.paymentMissing, try store.missingPayments(of: mchid, from: start, to: end)),
            (.refundMissing, try store.missingRefunds(of: mchid, from: first, to: last)),
            (.transferMissing, try store.missingTransfers(of: mchid, from: first, to: last)),
        ]
        for (kind, rows) in missing {
            for row in rows {
                let ours = "\(row.state) \(row.fen)"
                let found = BillStore.Found(
                    kind: kind,
                    number: row.number,
                    ours: ours,
                    theirs: ""
                )
                try store.add(found, of: mchid, on: day, at: unit.now)
            }
        }
    }
}

extension BillLine {
    fileprivate func unknown(_ kind: BillDifference.Kind) -> BillStore.Found {
        BillStore.Found(kind: kind, number: number, ours: "", theirs: theirs)
    }

    fileprivate func differs(
        _ kind: BillDifference.Kind,
        _ state: String,
        _ amount: Money
    ) -> BillStore.Found {
        BillStore.Found(
            kind: kind,
            number: number,
            ours: "\(state) \(amount.fen)",
            theirs: theirs
        )
    }

    private var theirs: String { "\(state.isEmpty ? kind.rawValue : state) \(amount.fen)" }
}

extension BillStore.Totals {
    fileprivate mutating func add(_ line: BillLine) {
        switch line.kind {
        case .payment:
            payments += 1
            paidIn += line.amount.fen
        case .refund:
            refunds += 1
            refunded += line.amount.fen
        case .transfer:
            transfers += 1
            paidOut += line.amount.fen
        case .transferReturned: paidOut -= line.amount.fen
        }
    }
}
