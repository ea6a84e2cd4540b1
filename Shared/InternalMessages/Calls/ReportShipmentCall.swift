public import Basics
public import Contracts
public import HTTP
public import ServiceKit

/// `POST /internal/shipping {app, transaction_id, openid, goods, way, at}`: what was paid for has been
/// handed over. WeChat keeps the merchant's money until it is told.
public enum ReportShipmentCall: InternalCall {
    public typealias Answer = NoData

    public static let route = InternalRoutes.reportShipment

    /// How the user gets what was paid for.
    public enum Way: String, CaseIterable, Sendable {
        /// At the counter.
        case pickup
        /// There is nothing to carry.
        case virtual
    }

    /// What was handed over.
    public struct Request: InternalRequest, Equatable {
        private static let app = Field.integer("app", "Our own number of the mini-program.")
        private static let transactionID = Field.text(
            "transaction_id",
            "WeChat Pay's number of the payment.",
            maximum: 32,
            example: "4200000001"
        )
        private static let openid = Field.externalID("openid", "Who paid.")
        private static let goods = Field.text("goods", "What it is.", maximum: 120)
        private static let way = Field<Way>.choice("way", "How the user gets it.")
        private static let at = Field.integer(
            "at",
            "When it was handed over, in seconds since 1970."
        )

        /// The mini-program in which it was paid.
        public let app: ID<App>
        /// WeChat Pay's number of the payment.
        public let transactionID: String
        /// Who paid, in that mini-program.
        public let openid: ExternalID
        /// What it is: 1 to 120 characters.
        public let goods: String
        public let way: Way
        /// When it was handed over, to the second.
        public let at: UnixTime

        /// A report of its parts.
        public init(
            app: ID<App>,
            transactionID: String,
            openid: ExternalID,
            goods: String,
            way: Way,
            at: UnixTime
        ) {
            self.app = app
            self.transactionID = transactionID
            self.openid = openid
            self.goods = goods
            self.way = way
            self.at = at
        }

        public init(_ fields: FieldReader) throws(ParameterProblem) {
            app = ID(try fields.read(Self.app))
            transactionID = try fields.read(Self.transactionID)
            openid = try fields.read(Self.openid)
            goods = try fields.read(Self.goods)
            way = try fields.read(Self.way)
            at = UnixTime(seconds: try fields.read(Self.at))
        }

        public func write(to fields: inout FieldWriter) {
            fields.write(Self.app, app.rawValue)
            fields.write(Self.transactionID, transactionID)
            fields.write(Self.openid, openid)
            fields.write(Self.goods, goods)
            fields.write(Self.way, way)
            fields.write(Self.at, at.seconds)
        }
    }

    /// Why WeChat does not take it.
    public enum Refusal: String, InternalRefusal, CaseIterable {
        case appUnknown = "app_unknown"
        /// The app is out of service, or WeChat does not accept it.
        case appUnconfigured = "app_unconfigured"
        /// WeChat does not know the payment, perhaps not yet.
        case paymentUnknown = "payment_unknown"
        case alreadyShipped = "already_shipped"
        case notShippable = "not_shippable"
        case weChatAway = "wechat_away"

        public var status: Int {
            switch self {
            case .appUnknown, .paymentUnknown: 404
            case .appUnconfigured, .alreadyShipped, .notShippable: 409
            case .weChatAway: 503
            }
        }

        public var message: String {
            switch self {
            case .appUnknown: "There is no such app."
            case .appUnconfigured: "The app is off, or WeChat refuses it."
            case .paymentUnknown: "WeChat does not know the payment."
            case .alreadyShipped: "WeChat was told before."
            case .notShippable: "It is refunded, or another user's."
            case .weChatAway: "WeChat cannot be reached."
            }
        }
    }
}
