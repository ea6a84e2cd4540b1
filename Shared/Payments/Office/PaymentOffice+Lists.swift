public import Basics
public import Storage

extension PaymentOffice {
    /// A transfer by our number of its row; nil where there is none.
    public func transfer(
        _ id: ID<TransferRecord>,
        in connection: Connection
    ) throws -> TransferRecord? {
        try TransferStore(connection).transfer(id)
    }

    /// A refund by our number of its row; nil where there is none.
    public func refund(
        _ id: ID<RefundRecord>,
        in connection: Connection
    ) throws -> RefundRecord? {
        try RefundStore(connection).refund(id)
    }

    /// Transfers in one state, or in all, the newest first, on from an id.
    public func transfers(
        in state: TransferState? = nil,
        before id: Int64 = .max,
        limit: Int,
        _ connection: Connection
    ) throws -> [TransferRecord] {
        try OfficeStore(connection).transfers(in: state, before: id, limit: limit)
    }

    /// Refunds in one state, or in all, the newest first, on from an id.
    public func refunds(
        in state: RefundState? = nil,
        before id: Int64 = .max,
        limit: Int,
        _ connection: Connection
    ) throws -> [RefundRecord] {
        try OfficeStore(connection).refunds(in: state, before: id, limit: limit)
    }

    /// All money that came in and that neither its payer has again nor a receiver has yet.
    public func heldNow(_ connection: Connection) throws -> Money {
        try OfficeStore(connection).heldNow()
    }

    /// What moved on each day from the first to the last, both included; days on which nothing did
    /// are among them.
    public func days(
        from first: Day,
        to last: Day,
        _ connection: Connection
    ) throws -> [MoneyDay] {
        guard first <= last else { return [] }
        var days = (first.number...last.number).map { MoneyDay(Day(number: $0)) }
        let start = CivilZone.china.start(of: first)
        let end = CivilZone.china.start(of: last.adding(days: 1))
        let store = OfficeStore(connection)
        func enter(_ sums: [OfficeStore.Sum], _ place: WritableKeyPath<MoneyDay, Money>) {
            for sum in sums {
                days[Int(sum.day.number - first.number)][keyPath: place] = Money(fen: sum.fen)
            }
        }
        enter(try store.paidIn(from: start, to: end), \.paidIn)
        enter(try store.refunded(from: start, to: end), \.refunded)
        enter(try store.paidOut(from: start, to: end), \.paidOut)
        return days
    }
}
