public import Basics
public import InternalMessages
public import ServiceKit

/// What WeChat has to be told of a payment's goods, or it keeps the merchant's money: by way of auth.
public struct ShippingClient: Sendable {
    /// How the user gets what was paid for.
    public typealias Way = ReportShipmentCall.Way

    /// What was handed over.
    public struct Report: Sendable, Equatable {
        /// The mini-program in which it was paid.
        public var app: ID<App>
        /// WeChat Pay's number of the payment.
        public var transactionID: String
        /// Who paid, in that mini-program.
        public var openid: String
        /// What it is: 1 to 120 characters.
        public var goods: String
        public var way: Way
        /// When it was handed over.
        public var at: UnixTime

        /// A report of these parts.
        public init(
            app: ID<App>,
            transactionID: String,
            openid: String,
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
    }

    /// Why WeChat does not take it.
    public enum Refusal: Error, Sendable, CaseIterable {
        case appUnknown
        /// The app is out of service, or WeChat does not accept it.
        case appUnconfigured
        /// WeChat does not know the payment, perhaps not yet.
        case paymentUnknown
        /// It was told before.
        case alreadyShipped
        /// It is refunded, or another user's.
        case notShippable

        /// Nil for what may pass.
        package init?(_ refusal: ReportShipmentCall.Refusal) {
            switch refusal {
            case .appUnknown: self = .appUnknown
            case .appUnconfigured: self = .appUnconfigured
            case .paymentUnknown: self = .paymentUnknown
            case .alreadyShipped: self = .alreadyShipped
            case .notShippable: self = .notShippable
            case .weChatAway: return nil
            }
        }
    }

    /// Tells WeChat.
    public var report: @Sendable (Report) async throws(Failure<Refusal>) -> Void

    /// A client of this; the real one is ``live(_:log:)``.
    public init(report: @escaping @Sendable (Report) async throws(Failure<Refusal>) -> Void) {
        self.report = report
    }

    /// The real one, by signed calls to auth.
    public static func live(_ auth: InternalClient, log: Logger) -> ShippingClient {
        ShippingClient(AuthCall(auth, log: log))
    }

    package init(_ call: AuthCall) {
        self.init { (report) async throws(Failure<Refusal>) in
            let request = ReportShipmentCall.Request(
                app: report.app,
                transactionID: report.transactionID,
                openid: ExternalID(report.openid),
                goods: report.goods,
                way: report.way,
                at: report.at
            )
            _ = try await call.send(ReportShipmentCall.self, request, refusal: Refusal.init)
        }
    }
}
