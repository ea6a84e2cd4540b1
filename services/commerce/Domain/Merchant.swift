public import Basics

/// A shop, or another place where something is sold.
public struct Merchant: Sendable, Equatable {
    /// Our number.
    public let id: ID<Merchant>
    /// The operating centre that it belongs to.
    public let oper: Int64
    /// Whether it is in service.
    public let isOn: Bool
    /// All that an operator says of it.
    public let details: Details

    /// A merchant of its parts.
    public init(id: ID<Merchant>, oper: Int64, isOn: Bool, details: Details) {
        self.id = id
        self.oper = oper
        self.isOn = isOn
        self.details = details
    }
}

extension Merchant {
    /// All that an operator says of it.
    public struct Details: Sendable, Equatable {
        /// What the operator calls it.
        public var ref: String
        public var category: ID<Category>
        public var name: String
        public var brand: String
        /// 1 China, 2 the United States, 3 Korea, 4 Hong Kong.
        public var region: Int64
        public var address: String
        /// Where it is, in GCJ-02.
        public var point: GeoPoint
        public var hours: OpeningHours
        /// Files of pictures; empty for none.
        public var logo: String
        public var picture: String
        public var description: String
        public var contact: String
        public var phone: String

        /// The least that can be said; the rest is empty.
        public init(
            ref: String,
            category: ID<Category>,
            name: String,
            address: String,
            point: GeoPoint
        ) {
            self.ref = ref
            self.category = category
            self.name = name
            self.address = address
            self.point = point
            brand = ""
            region = 1
            hours = .always
            logo = ""
            picture = ""
            description = ""
            contact = ""
            phone = ""
        }
    }
}
