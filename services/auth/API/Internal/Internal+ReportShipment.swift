import AuthDomain
import Basics
import Contracts
import InternalMessages
import ServiceKit
import WeChat

extension InternalAPI {
    /// `POST /internal/shipping`: what was paid for has been handed over.
    enum ReportShipment: InternalEndpoint {
        typealias Call = ReportShipmentCall

        static func answer(
            _ input: Call.Request,
            to caller: Caller<OwnProcessCaller>,
            by auth: AuthService
        ) async throws(Failure<ShippingRefusal>) -> NoData {
            let shipment = Shipment(
                of: .transaction(input.transactionID),
                to: input.openid,
                by: input.way == .pickup ? .pickup : .virtual,
                [Shipment.Parcel(input.goods)],
                at: input.at
            )
            try await auth.report(shipment, in: input.app)
            return NoData()
        }

        static func reason(for refusal: ShippingRefusal) -> Call.Refusal {
            switch refusal {
            case .appUnknown: .appUnknown
            case .appUnconfigured: .appUnconfigured
            case .paymentUnknown: .paymentUnknown
            case .alreadyShipped: .alreadyShipped
            case .notShippable: .notShippable
            case .weChatAway: .weChatAway
            }
        }
    }
}
