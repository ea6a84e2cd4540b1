import AuthCalls
import Basics
import CommerceDomain
import Payments
import ServiceKit
import Storage
import WeChatPay

extension OrderDesk {
    /// What somebody wants to buy.
    struct Purchase: Sendable {
        let goods: ID<Goods>
        let pieces: Int64
        /// To be told on; empty for nobody.
        let mobile: String
    }

    /// An order that was placed, and how it is paid.
    struct Placed: Sendable {
        let number: OrderNumber
        let way: WayToPay
    }

    /// How an order is paid.
    enum WayToPay: Sendable {
        /// Here: with what `wx.requestPayment` takes.
        case here(appid: String, RequestPaymentArguments)
        /// In a mini-program of the centre that sells it.
        case bridge(url: String)
    }

    /// What a unit of buying gives, so that a call that comes again under its key goes on with it.
    private struct PlacedRow: Codable, Sendable {
        let id: Int64
    }

    /// Places an order, and opens its payment where that can be here. An order whose payment could
    /// not be opened for the moment stays, and can be paid by ``way(toPay:by:)``.
    func buy(
        _ purchase: Purchase,
        by identity: Identity
    ) async throws(Failure<BuyRefusal>) -> Placed {
        guard let uid = identity.uid else { throw .refused(.accountMissing) }
        guard (1...Order.mostPieces).contains(purchase.pieces) else {
            throw .refused(.numberOutOfBounds)
        }
        let mobile = NotifyMobile(purchase.mobile)
        guard mobile != nil || purchase.mobile.isEmpty else { throw .refused(.mobileMalformed) }
        let found = try await unrefused(BuyRefusal.self) { () async throws(Failure<Never>) in
            try await users.user(uid)
        }
        guard let user = found, let tail = user.mobileTail else {
            throw .refused(.accountMissing)
        }
        let row = try await database.write(refusing: BuyRefusal.self) { [self] unit in
            guard let offer = try OrderGoodsStore(unit.connection).offer(purchase.goods)
            else { throw BuyRefusal.goodsUnknown }
            let order = try book(unit)
                .place(
                    purchase.pieces,
                    of: offer,
                    by: OrderBook.Buyer(
                        uid: Self.account(user.uid, unit.connection),
                        name: user.name,
                        mobileTail: tail,
                        seal: { try seal(mobile, for: $0) }
                    ),
                    pictures: (
                        picture: pictures.picture(offer.picture),
                        thumbnail: pictures.picture(offer.thumbnail)
                    ),
                    closesAfter: settings.closesAfterSeconds
                )
            return PlacedRow(id: order.id.rawValue)
        }
        metrics.placed.add()
        return try await open(ID(row.id), by: identity)
    }

    private func open(
        _ id: ID<Order>,
        by identity: Identity
    ) async throws(Failure<BuyRefusal>) -> Placed {
        let found = try await database.read(refusing: BuyRefusal.self) {
            try OrderStore($0).order(id)
        }
        guard let order = found else { throw .fault }
        do throws(Failure<PayOrderRefusal>) {
            return Placed(number: order.number, way: try await way(toPay: order, by: identity))
        } catch {
            guard case .refused = error else { throw error.map { _ in .notPayable } }
            // Nobody can ever pay it: nothing is held for it.
            try await database.write(refusing: BuyRefusal.self) { [self] unit in
                _ = try book(unit).end(order, as: .closed)
            }
            throw .refused(.notPayable)
        }
    }

    /// A call that refuses nothing, among others that do.
    func unrefused<Value, Refusal: Error & Sendable>(
        _ refusing: Refusal.Type,
        _ call: () async throws(Failure<Never>) -> Value
    ) async throws(Failure<Refusal>) -> Value {
        do throws(Failure<Never>) {
            return try await call()
        } catch {
            switch error {
            case .unavailable(let seconds): throw .unavailable(retryAfterSeconds: seconds)
            case .fault, .refused: throw .fault
            }
        }
    }
}
