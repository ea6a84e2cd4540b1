public import Basics

/// Something that a merchant sells.
public struct Goods: Sendable, Equatable {
    /// Our number.
    public let id: ID<Goods>
    /// Who sells it.
    public let merchant: ID<Merchant>
    /// Whether it is on sale.
    public let isOn: Bool
    /// How many are left; nil where nobody counts.
    public let stock: Int64?
    /// Pieces that were paid, less those refunded.
    public let sold: Int64
    /// All that an operator says of it.
    public let details: Details

    /// A good of its parts.
    public init(
        id: ID<Goods>,
        merchant: ID<Merchant>,
        isOn: Bool,
        stock: Int64?,
        sold: Int64,
        details: Details
    ) {
        self.id = id
        self.merchant = merchant
        self.isOn = isOn
        self.stock = stock
        self.sold = sold
        self.details = details
    }
}

extension Goods {
    /// All that an operator says of it.
    public struct Details: Sendable, Equatable {
        /// What the operator calls it.
        public var ref: String
        public var name: String
        public var description: String
        public var marketPrice: Money
        public var price: Money
        /// The first and the last day on which it is good, both of them in it.
        public var startsOn: Day
        public var endsOn: Day
        public var hours: OpeningHours
        /// Files of pictures: the whole and its thumbnail, and further ones; empty for none.
        public var picture: String
        public var thumbnail: String
        public var pictures: [String]
        public var buyInfo: String
        /// How many one user may buy in all; nil for any number.
        public var perUser: Int64?
        /// Whether what nobody has redeemed is refunded when it has run out.
        public var refundsExpired: Bool

        /// The least that can be said; the rest is empty.
        public init(ref: String, name: String, price: Money, startsOn: Day, endsOn: Day) {
            self.ref = ref
            self.name = name
            self.price = price
            self.startsOn = startsOn
            self.endsOn = endsOn
            description = ""
            marketPrice = price
            hours = .always
            picture = ""
            thumbnail = ""
            pictures = []
            buyInfo = ""
            perUser = nil
            refundsExpired = true
        }
    }
}
