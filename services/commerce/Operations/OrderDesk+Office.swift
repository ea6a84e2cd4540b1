import Admin
import Basics
import CommerceDomain
import Events
import Payments
import ServiceKit
import Storage

extension OrderDesk {
    /// Why somebody in the back office does not see an order.
    enum OfficeRefusal: Error, Sendable, Equatable, CaseIterable {
        /// There is none of that number, or it is another merchant's.
        case orderUnknown
    }

    /// An order with everything that happened to it.
    struct File: Sendable {
        let order: OrderRecord
        let vouchers: [Voucher]
        let refunds: [OrderRefund]
        let payments: [PaymentRecord]
        let timeline: [TimelineEntry]
    }

    /// A part of the orders that an operator may see, the newest first.
    func orders(
        _ search: OrderOfficeStore.Search,
        in scope: MerchantScope,
        before id: Int64,
        upTo limit: Int64
    ) async throws(Failure<Never>) -> [OrderRecord] {
        try await database.read(refusing: Never.self) { connection in
            let store = OrderOfficeStore(connection)
            guard case .only(let merchants) = scope else {
                return try store.orders(search, before: id, upTo: limit)
            }
            var found: [OrderRecord] = []
            for merchant in merchants
            where search.merchant == nil || search.merchant?.rawValue == merchant {
                var narrowed = search
                narrowed.merchant = ID(merchant)
                found += try store.orders(narrowed, before: id, upTo: limit)
            }
            return Array(found.sorted { $0.id > $1.id }.prefix(Int(limit)))
        }
    }

    /// An order's file.
    func file(
        of number: OrderNumber,
        in scope: MerchantScope
    ) async throws(Failure<OfficeRefusal>) -> File {
        try await database.read(refusing: OfficeRefusal.self) { connection in
            guard let order = try OrderStore(connection).order(number),
                scope.contains(order.merchant)
            else { throw OfficeRefusal.orderUnknown }
            let payments = try payments.payments(of: order.ref, in: connection)
            let refunds = try OrderRefundStore(connection).refunds(of: order.id)
            return File(
                order: order,
                vouchers: try VoucherStore(connection).vouchers(of: order.id),
                refunds: refunds,
                payments: payments,
                timeline: try Timeline(self, connection).entries(of: order, payments)
            )
        }
    }

    /// Adds a note to an order's timeline, and to the trail that there is one.
    func note(
        _ text: String,
        on number: OrderNumber,
        in scope: MerchantScope,
        by action: AdminAction
    ) async throws(Failure<OfficeRefusal>) {
        try await database.write(refusing: OfficeRefusal.self) { [self] unit in
            guard let order = try OrderStore(unit.connection).order(number),
                scope.contains(order.merchant)
            else { throw OfficeRefusal.orderUnknown }
            try book(unit).note(OrderEvent(.note, by: action.operatorID, text), on: order.id)
            try unit.record(TrailEntry(action, "order.note", on: "order:\(number)"))
        }
    }

    /// Everything of one user: who they were before, their sums, and a part of their orders.
    func everything(
        of uid: ID<User>,
        before id: Int64,
        upTo limit: Int64
    ) async throws(Failure<Never>) -> (
        uid: ID<User>, former: [ID<User>], sums: OrderOfficeStore.Sums, orders: [OrderRecord]
    ) {
        try await database.read(refusing: Never.self) { connection in
            let people = PeopleStore(connection)
            let account = try people.account(uid)
            let store = OrderOfficeStore(connection)
            return (
                uid: account, former: try people.former(of: account),
                sums: try store.sums(of: account),
                orders: try store.orders(
                    OrderOfficeStore.Search(uid: account),
                    before: id,
                    upTo: limit
                )
            )
        }
    }
}
