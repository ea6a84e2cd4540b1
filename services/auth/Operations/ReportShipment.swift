import AuthDomain
import Basics
import ServiceKit
import WeChat

/// Why WeChat does not take what it is told of a payment.
enum ShippingRefusal: Error, Sendable, Equatable, CaseIterable {
    case appUnknown
    /// The app is out of service, or WeChat does not accept it.
    case appUnconfigured
    /// WeChat does not know the payment, perhaps not yet.
    case paymentUnknown
    /// It was told before.
    case alreadyShipped
    /// It is refunded, or another user's.
    case notShippable
    /// WeChat does not answer, or asks to come again later.
    case weChatAway
}

extension AuthService {
    /// Tells WeChat that what was paid for in an app has been handed over.
    func report(
        _ shipment: Shipment,
        in app: ID<App>
    ) async throws(Failure<ShippingRefusal>) {
        let known: WeChatApp
        do throws(Failure<WeChatCallRefusal>) {
            known = try await weChatApp(app)
        } catch {
            throw error.map { $0 == .appUnknown ? .appUnknown : .appUnconfigured }
        }
        do throws(WeChatFailure) {
            try await weChat.withAccessToken(of: known) { token throws(WeChatFailure) in
                try await weChat.uploadShipment(token, shipment)
            }
        } catch {
            log.notice("WeChat takes no shipment", ["cause": .text("\(error)")])
            throw .refused(ShippingRefusal(error))
        }
    }
}

extension ShippingRefusal {
    fileprivate init(_ failure: WeChatFailure) {
        guard case .refused(let refusal) = failure, failure.remedy != .retryLater else {
            self = .weChatAway
            return
        }
        self =
            switch refusal.kind {
            case .orderUnknown: .paymentUnknown
            case .alreadyShipped: .alreadyShipped
            case .notShippable: .notShippable
            case .tokenInvalid: .weChatAway
            default: .appUnconfigured
            }
    }
}
