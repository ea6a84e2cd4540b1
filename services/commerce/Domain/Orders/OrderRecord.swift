package import Basics

/// An order with everything that was frozen when it was placed.
package struct OrderRecord: Sendable, Equatable {
    /// What was bought, as it was then. Later changes of the good change no order.
    package struct Bought: Sendable, Equatable {
        package let goods: ID<Goods>
        package let name: String
        /// Addresses of pictures.
        package let picture: String
        package let thumbnail: String
        /// Of one piece.
        package let price: Money
        package let validity: GoodsValidity
        /// Whether its money goes back by itself when it has run out unredeemed.
        package let refundsExpired: Bool

        package init(
            goods: ID<Goods>,
            name: String,
            picture: String,
            thumbnail: String,
            price: Money,
            validity: GoodsValidity,
            refundsExpired: Bool
        ) {
            self.goods = goods
            self.name = name
            self.picture = picture
            self.thumbnail = thumbnail
            self.price = price
            self.validity = validity
            self.refundsExpired = refundsExpired
        }
    }

    package let id: ID<Order>
    package let number: OrderNumber
    package let uid: ID<User>
    package let userName: String
    /// The last four digits of the buyer's mobile.
    package let mobileTail: String
    /// To be told on: sealed; empty where none was given.
    package let mobile: Bytes
    /// The operating centre that sells it.
    package let oper: Int64
    package let merchant: ID<Merchant>
    package let merchantName: String
    package let bought: Bought
    package let pieces: OrderPieces
    package let amount: Money
    /// Whether its pieces were taken out of a stock, and go back there.
    package let takesStock: Bool
    package let state: OrderState
    package let createdAt: UnixTime
    package let expiresAt: UnixTime
    package let changedAt: UnixTime
    /// When its money came, and under which of our numbers; nil until then.
    package let paidAt: UnixTime?
    package let payment: String?
    /// What went back, and when something did last.
    package let refundedAmount: Money
    package let refundedAt: UnixTime?
    /// When WeChat was told that it was handed over.
    package let shippedAt: UnixTime?

    package init(
        id: ID<Order>,
        number: OrderNumber,
        uid: ID<User>,
        userName: String,
        mobileTail: String,
        mobile: Bytes,
        oper: Int64,
        merchant: ID<Merchant>,
        merchantName: String,
        bought: Bought,
        pieces: OrderPieces,
        amount: Money,
        takesStock: Bool,
        state: OrderState,
        createdAt: UnixTime,
        expiresAt: UnixTime,
        changedAt: UnixTime,
        paidAt: UnixTime? = nil,
        payment: String? = nil,
        refundedAmount: Money = .zero,
        refundedAt: UnixTime? = nil,
        shippedAt: UnixTime? = nil
    ) {
        self.id = id
        self.number = number
        self.uid = uid
        self.userName = userName
        self.mobileTail = mobileTail
        self.mobile = mobile
        self.oper = oper
        self.merchant = merchant
        self.merchantName = merchantName
        self.bought = bought
        self.pieces = pieces
        self.amount = amount
        self.takesStock = takesStock
        self.state = state
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.changedAt = changedAt
        self.paidAt = paidAt
        self.payment = payment
        self.refundedAmount = refundedAmount
        self.refundedAt = refundedAt
        self.shippedAt = shippedAt
    }

    /// What is paid for, as payments name it.
    package var ref: String { Order.paymentRef(id) }

    /// What a session of somebody else may be granted: to pay it, and nothing else.
    package var grant: String { "order:\(number)" }
}
