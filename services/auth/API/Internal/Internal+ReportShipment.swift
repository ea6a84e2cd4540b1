import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit
import WeChat

extension InternalAPI {
    /// `POST /internal/shipping {app, transaction_id, openid, goods, way, at}`: what was paid for
    /// has been handed over.
    enum ReportShipment: InternalEndpoint {
        static let route = InternalRoutes.reportShipment

        struct Input: EndpointInput {
            /// Without a carrier.
            enum Way: String, CaseIterable, Sendable {
                case pickup, virtual
            }

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

            let app: ID<App>
            let shipment: Shipment

            init(_ fields: FieldReader) throws(ParameterProblem) {
                app = ID(try fields.read(Self.app))
                let payment = try fields.read(Self.transactionID)
                let openid = try fields.read(Self.openid)
                let goods = try fields.read(Self.goods)
                let way = try fields.read(Self.way)
                shipment = Shipment(
                    of: .transaction(payment),
                    to: openid,
                    by: way == .pickup ? .pickup : .virtual,
                    [Shipment.Parcel(goods)],
                    at: UnixTime(seconds: try fields.read(Self.at))
                )
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<OwnProcessCaller>,
            by auth: AuthService
        ) async throws(Failure<ShippingRefusal>) -> NoData {
            try await auth.report(input.shipment, in: input.app)
            return NoData()
        }

        static func failure(for refusal: ShippingRefusal) -> TransportFailure? {
            refusal == .weChatAway ? .unavailable : nil
        }

        static func code(for refusal: ShippingRefusal) -> Code {
            switch refusal {
            case .appUnknown: InternalLines.appUnknown
            case .appUnconfigured: InternalLines.appUnconfigured
            case .paymentUnknown:
                Code(404, "WeChat does not know the payment.", name: "payment_unknown")
            case .alreadyShipped:
                Code(409, "WeChat was told before.", name: "already_shipped")
            case .notShippable:
                Code(409, "It is refunded, or another user's.", name: "not_shippable")
            case .weChatAway: InternalLines.weChatAway
            }
        }
    }
}
