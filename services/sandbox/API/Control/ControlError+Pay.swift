import HTTP

extension ControlError {
    static func merchantUnknown(_ mchid: String) -> ControlError {
        ControlError(
            status: .notFound,
            code: "merchant_unknown",
            message: "There is no merchant \(mchid); GET /sandbox/apps names one for each app."
        )
    }

    static func prepayUnknown(_ id: String) -> ControlError {
        ControlError(
            status: .notFound,
            code: "prepay_unknown",
            message: "There is no order with the prepay_id \(id)."
        )
    }

    static let prepayEnded = ControlError(
        status: .conflict,
        code: "prepay_ended",
        message: "The prepay_id is older than two hours; place the same order again."
    )

    static func payerDiffers(_ name: String) -> ControlError {
        ControlError(
            status: .forbidden,
            code: "payer_differs",
            message: "The order is not for \(name) to pay."
        )
    }

    static func orderNotOpen(_ state: String) -> ControlError {
        ControlError(
            status: .conflict,
            code: "order_not_open",
            message: "The order is not to be paid: \(state)."
        )
    }

    static let paySignWrong = ControlError(
        status: .unprocessableContent,
        code: "pay_sign_wrong",
        message: "paySign is not the merchant's signature over appId, timeStamp, nonceStr, package."
    )

    static func transferUnknown(_ number: String) -> ControlError {
        ControlError(
            status: .notFound,
            code: "transfer_unknown",
            message: "There is no transfer \(number)."
        )
    }

    static func transferNotWaiting(_ state: String) -> ControlError {
        ControlError(
            status: .conflict,
            code: "transfer_not_waiting",
            message: "The transfer does not wait for its user, or no longer: \(state)."
        )
    }

    static let transferOfAnother = ControlError(
        status: .forbidden,
        code: "receiver_differs",
        message: "The transfer is for another user."
    )

    static func callbackUnknown(_ id: String) -> ControlError {
        ControlError(
            status: .notFound,
            code: "callback_unknown",
            message: "There is no callback \(id), or it is being sent right now."
        )
    }
}
