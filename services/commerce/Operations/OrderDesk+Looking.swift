import Basics
import CommerceDomain
import ServiceKit
import Storage

extension OrderDesk {
    /// An order, and what belongs to it.
    struct Folder: Sendable {
        let order: OrderRecord
        /// In their places; none before it is paid.
        let vouchers: [Voucher]
        let mobile: String
    }

    /// So many orders a page has.
    static let pageSize: Int64 = 20

    /// A page of somebody's orders, the newest first, one after the other; and how many there are.
    func orders(
        of identity: Identity,
        in state: OrderState?,
        page: Int64,
        _ use: (Folder) -> Void
    ) async throws(Failure<LookAtOrderRefusal>) -> Int64 {
        guard let uid = identity.uid else { throw .refused(.accountMissing) }
        let (offset, overflow) = (page - 1).multipliedReportingOverflow(by: Self.pageSize)
        guard !overflow else { return 0 }
        return try await database.read(refusing: LookAtOrderRefusal.self) { connection in
            let account = try Self.account(uid, connection)
            let store = OrderStore(connection)
            try store.orders(of: account, in: state, skipping: offset, upTo: Self.pageSize) {
                order in
                use(try folder(of: order, connection))
            }
            return try store.count(of: account, in: state)
        }
    }

    /// One of somebody's own.
    func order(
        _ number: OrderNumber,
        of identity: Identity
    ) async throws(Failure<LookAtOrderRefusal>) -> Folder {
        guard let uid = identity.uid else { throw .refused(.accountMissing) }
        return try await database.read(refusing: LookAtOrderRefusal.self) { connection in
            let account = try Self.account(uid, connection)
            guard let order = try OrderStore(connection).order(number, of: account) else {
                throw LookAtOrderRefusal.unknown
            }
            return try folder(of: order, connection)
        }
    }

    func folder(of order: OrderRecord, _ connection: Connection) throws -> Folder {
        Folder(
            order: order,
            vouchers: order.state.isPaid
                ? try VoucherStore(connection).vouchers(of: order.id) : [],
            mobile: mobile(of: order)
        )
    }
}
