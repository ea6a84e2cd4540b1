import CommerceDomain
import ServiceKit
import WeChatPay

/// How an order is paid, as the contract has it.
struct PaymentLine: Payload {
    /// What `wx.requestPayment` takes, with the time under both names that clients use.
    struct Config: Codable, Sendable {
        let appId: String
        let nonceStr: String
        let package: String
        let signType: String
        let paySign: String
        let timestamp: String
        let timeStamp: String

        init(_ appid: String, _ arguments: RequestPaymentArguments) {
            appId = appid
            nonceStr = arguments.nonceStr
            package = arguments.package
            signType = arguments.signType
            paySign = arguments.paySign
            timestamp = arguments.timeStamp
            timeStamp = arguments.timeStamp
        }
    }

    let order_no: String
    let isOperSelf: Int64
    /// Where it is paid here.
    let sdk_config: Config?
    /// Where it is paid in another mini-program.
    let bridge_url: String?

    init(_ number: OrderNumber, _ way: OrderDesk.WayToPay) {
        order_no = number.text
        switch way {
        case .here(let appid, let arguments):
            isOperSelf = 1
            sdk_config = Config(appid, arguments)
            bridge_url = nil
        case .bridge(let url):
            isOperSelf = 0
            sdk_config = nil
            bridge_url = url
        }
    }
}
