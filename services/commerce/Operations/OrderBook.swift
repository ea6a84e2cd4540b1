import Basics
import CommerceDomain
import Jobs
import ServiceKit
import Storage

/// What happens to orders, inside of one unit of work: an order, its vouchers, its stock, its day
/// and its timeline change together or not at all.
struct OrderBook {
    let unit: UnitOfWork
    let jobs: JobQueue
    let random: RandomSource

    init(_ unit: UnitOfWork, jobs: JobQueue, random: RandomSource) {
        self.unit = unit
        self.jobs = jobs
        self.random = random
    }

    var now: UnixTime { unit.now }
    var orders: OrderStore { OrderStore(unit.connection) }
    var vouchers: VoucherStore { VoucherStore(unit.connection) }
    var refunds: OrderRefundStore { OrderRefundStore(unit.connection) }
    private var goods: OrderGoodsStore { OrderGoodsStore(unit.connection) }
    private var stock: StockStore { StockStore(connection: unit.connection) }

    /// A code or number is taken once in a thousand million times; so often another one is drawn.
    static let draws = 8

    func note(_ event: OrderEvent, on order: ID<Order>) throws {
        try OrderEventStore(unit.connection).append(event, to: order, at: now)
    }

    func count(_ change: OrderDayStore.Change, at moment: UnixTime, _ order: OrderRecord) throws {
        try OrderDayStore(unit.connection)
            .add(change, on: CivilZone.china.day(at: moment), at: order.merchant)
    }

    // MARK: Beginning

    /// Places an order for pieces of an offer: they are the buyer's until it ends.
    /// - Throws: `BuyRefusal`.
    func place(
        _ pieces: Int64,
        of offer: OrderGoodsStore.Offer,
        by buyer: Buyer,
        pictures: (picture: String, thumbnail: String),
        closesAfter seconds: Int64
    ) throws -> OrderRecord {
        guard offer.validity.standing(on: CivilZone.china.day(at: now)) != .over else {
            throw BuyRefusal.goodsOver
        }
        guard let amount = offer.price.times(pieces) else { throw BuyRefusal.numberOutOfBounds }
        guard try goods.take(pieces, of: offer.goods, by: buyer.uid, upTo: offer.perUser) else {
            throw BuyRefusal.limitReached
        }
        let id: ID<Order> = try unit.connection.nextID()
        guard try stock.change(offer.goods, by: -pieces, cause: Self.stockCause(id), at: now) else {
            throw BuyRefusal.soldOut
        }
        for _ in 0..<Self.draws {
            let order = OrderRecord(
                id: id,
                number: OrderNumber(on: CivilZone.china.day(at: now), by: random),
                uid: buyer.uid,
                userName: buyer.name,
                mobileTail: buyer.mobileTail,
                mobile: try buyer.seal(id),
                oper: offer.oper,
                merchant: offer.merchant,
                merchantName: offer.merchantName,
                bought: OrderRecord.Bought(
                    goods: offer.goods,
                    name: offer.name,
                    picture: pictures.picture,
                    thumbnail: pictures.thumbnail,
                    price: offer.price,
                    validity: offer.validity,
                    refundsExpired: offer.refundsExpired
                ),
                pieces: OrderPieces(count: pieces),
                amount: amount,
                takesStock: offer.isCounted,
                state: .unpaid,
                createdAt: now,
                expiresAt: now.adding(seconds: seconds),
                changedAt: now
            )
            guard try orders.add(order) else { continue }
            try note(OrderEvent(.placed), on: id)
            try count(OrderDayStore.Change(placed: 1), at: now, order)
            try jobs.enqueue(
                OrderJobs.close,
                key: "\(id)",
                OrderJobs.Row(id),
                due: order.expiresAt,
                in: unit
            )
            return order
        }
        throw StorageError.busy
    }

    /// Who buys.
    struct Buyer {
        let uid: ID<User>
        let name: String
        let mobileTail: String
        /// The mobile to be told on, sealed for this order; empty for none.
        let seal: (ID<Order>) throws -> Bytes
    }

    // MARK: Ending

    /// Nobody can pay it any more: what it held is free again. False where it is not unpaid.
    func end(_ order: OrderRecord, as state: OrderState, by who: String = "") throws -> Bool {
        guard try orders.end(order.id, as: state, at: now) else { return false }
        try free(order.pieces.count, of: order, cause: "\(Self.stockCause(order.id)):back")
        try jobs.cancel(OrderJobs.close, key: "\(order.id)", in: unit.connection)
        try note(OrderEvent(state == .cancelled ? .cancelled : .closed, by: who), on: order.id)
        return true
    }

    /// Pieces go back to where they came from: into the stock, and out of what the buyer has had.
    func free(_ pieces: Int64, of order: OrderRecord, cause: String) throws {
        try goods.giveBack(pieces, of: order.bought.goods, by: order.uid)
        guard order.takesStock else { return }
        // Giving back never fails for want of pieces.
        _ = try stock.change(order.bought.goods, by: pieces, cause: cause, at: now)
    }

    func addSold(_ pieces: Int64, of order: OrderRecord) throws {
        try goods.addSold(pieces, of: order.bought.goods)
    }

    static func stockCause(_ order: ID<Order>) -> String { "order:\(order)" }
}
