import Basics
import CommerceDomain
import Payments
import ServiceKit
import Storage

extension OrderDesk {
    /// Which pieces go back.
    enum Pieces: Sendable {
        /// All that are neither redeemed nor on their way back.
        case all
        /// So many of them.
        case count(Int64)
        /// Those of these vouchers.
        case vouchers([VoucherCode])
    }

    /// A refund that was asked for, and the row of payments behind it; nil where there is nothing
    /// to hurry.
    struct AskedRow: Codable, Sendable {
        let refund: Int64
        let record: Int64?
    }

    /// Gives an order back to its buyer, as a whole: whatever is left of it, when nothing was
    /// redeemed. The same again gets the same refund.
    func refund(
        _ number: OrderNumber,
        by identity: Identity
    ) async throws(Failure<OrderRefundRefusal>) -> OrderRefund {
        guard let uid = identity.uid else { throw .refused(.accountMissing) }
        let row = try await database.write(refusing: OrderRefundRefusal.self) { [self] unit in
            let account = try Self.account(uid, unit.connection)
            guard let order = try OrderStore(unit.connection).order(number, of: account) else {
                throw OrderRefundRefusal.unknown
            }
            if order.pieces.open == 0 || order.state != .paid,
                let present = try OrderRefundStore(unit.connection).present(of: order.id),
                order.pieces.redeemed == 0
            {
                return AskedRow(refund: present.id.rawValue, record: nil)
            }
            return try give(.all, of: order, back: .buyer, reason: "用户申请退款", in: unit)
        }
        return try await hurried(row, refusing: OrderRefundRefusal.self)
    }

    /// Asks WeChat Pay at once, so that whoever waits sees what comes of it; the job goes on where
    /// that is not to be had.
    func hurried<Refusal: Error & Sendable>(
        _ row: AskedRow,
        refusing: Refusal.Type
    ) async throws(Failure<Refusal>) -> OrderRefund {
        if let record = row.record {
            // Whatever fails now is done by the job.
            _ = try? await payments.push(refund: ID(record))
        }
        let found = try await database.read(refusing: Refusal.self) {
            try OrderRefundStore($0).refund(ID(row.refund))
        }
        guard let refund = found else { throw .fault }
        return refund
    }

    /// Writes down, in a unit, that pieces go back: row first, vouchers locked, money set apart.
    /// - Throws: `OrderRefundRefusal`.
    func give(
        _ pieces: Pieces,
        of order: OrderRecord,
        back cause: OrderRefund.Cause,
        reason: String,
        by who: String = "",
        in unit: UnitOfWork
    ) throws -> AskedRow {
        try Self.check(order, cause)
        let book = book(unit)
        let codes = try codes(pieces, of: order, book)
        guard let count = codes.isEmpty ? nil : Int64(codes.count),
            let amount = order.bought.price.times(count)
        else { throw OrderRefundRefusal.nothingLeft }
        let id: ID<OrderRefund> = try unit.connection.nextID()
        try book.refunds.add(
            OrderRefund(
                id: id,
                order: order.id,
                cause: cause,
                pieces: count,
                amount: amount,
                reason: reason,
                state: .running,
                createdAt: unit.now,
                changedAt: unit.now,
                refundID: ""
            )
        )
        for code in codes {
            guard try book.vouchers.lock(code, of: order.id, for: id) else {
                throw OrderRefundRefusal.piecesUnknown
            }
        }
        let isUntouched = try book.orders.lock(
            count,
            of: order.id,
            untouchedOnly: cause == .buyer,
            at: unit.now
        )
        guard isUntouched else { throw OrderRefundRefusal.redeemed }
        try book.note(OrderEvent(.refundAsked, by: who, OrderRefund.ref(id)), on: order.id)
        let opening = try payments.refund(
            RefundRequest(
                ref: OrderRefund.ref(id),
                payment: order.ref,
                amount: amount,
                reason: Self.words(reason, upTo: 80)
            ),
            in: unit
        )
        switch opening {
        case .written(let record), .known(let record):
            return AskedRow(refund: id.rawValue, record: record.id.rawValue)
        case .refused(.notPaid): throw OrderRefundRefusal.notPaid
        case .refused: throw OrderRefundRefusal.moneyMissing
        }
    }

    private static func check(_ order: OrderRecord, _ cause: OrderRefund.Cause) throws {
        switch order.state {
        case .unpaid, .cancelled, .closed: throw OrderRefundRefusal.notPaid
        case .refunded: throw OrderRefundRefusal.nothingLeft
        case .done: throw OrderRefundRefusal.redeemed
        case .paid: break
        }
        if cause == .buyer, order.pieces.redeemed > 0 { throw OrderRefundRefusal.redeemed }
    }

    private func codes(
        _ pieces: Pieces,
        of order: OrderRecord,
        _ book: OrderBook
    ) throws -> [VoucherCode] {
        switch pieces {
        case .all: return try book.vouchers.open(of: order.id, upTo: Order.mostPieces)
        case .count(let count):
            let codes = try book.vouchers.open(of: order.id, upTo: count)
            guard codes.count == Int(count) else { throw OrderRefundRefusal.piecesUnknown }
            return codes
        case .vouchers(let codes):
            guard Set(codes).count == codes.count else { throw OrderRefundRefusal.piecesUnknown }
            return codes
        }
    }
}
