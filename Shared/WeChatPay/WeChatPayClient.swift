public import Basics
public import HTTP
public import HTTPClient

/// WeChat Pay v3 for a merchant of its own, as far as it is called.
///
/// Every call that changes something carries a number of the merchant's; asked twice with the same
/// number, it happens once. So after ``PayFailure/retryLater(_:)``, ``PayFailure/noAnswer(_:)`` and
/// ``PayFailure/notAuthentic(_:)`` the same call may be made again, or the query asked.
public struct WeChatPayClient: Sendable {
    /// How a request gets to WeChat Pay; ``HTTPClient/send(_:)`` but for tests.
    public typealias Transport =
        @Sendable (ClientRequest) async throws(ClientFailure) -> ClientResponse

    /// Places an order and gives its `prepay_id`, good for two hours.
    public var placeOrder: @Sendable (PaymentOrder) async throws(PayFailure) -> String

    /// How an order stands.
    public var payment: @Sendable (PaymentNumber) async throws(PayFailure) -> Payment

    /// Nobody can pay the order with this number of ours any more.
    public var closeOrder: @Sendable (_ outTradeNo: String) async throws(PayFailure) -> Void

    /// Gives money back. Done it is only when the query, or the callback, says so.
    public var refund: @Sendable (RefundOrder) async throws(PayFailure) -> Refund

    /// How the refund with this number of ours stands.
    public var refundState: @Sendable (_ outRefundNo: String) async throws(PayFailure) -> Refund

    /// Sets money apart for a user, who has to accept it on the phone.
    public var transfer: @Sendable (TransferOrder) async throws(PayFailure) -> Transfer

    /// How a transfer stands.
    public var transferState: @Sendable (TransferNumber) async throws(PayFailure) -> Transfer

    /// Takes back a transfer that nobody accepted yet. The query says when that is done.
    public var cancelTransfer: @Sendable (_ outBillNo: String) async throws(PayFailure) -> Transfer

    /// The file of a past day's payments and refunds, its hash checked.
    public var tradeBill: @Sendable (Day) async throws(PayFailure) -> Bytes

    /// The file of a past day's movements of the merchant's money, its hash checked.
    public var fundFlowBill: @Sendable (Day) async throws(PayFailure) -> Bytes

    /// Signs what a mini-program hands to `wx.requestPayment`.
    public var paymentArguments:
        @Sendable (
            _ appid: String,
            _ prepayID: String
        ) async throws(PayFailure) -> RequestPaymentArguments

    /// Reads a callback: signed by a key of WeChat Pay's, within five minutes, and encrypted for
    /// us. Takes the head and the octets of the body as they came.
    public var event:
        @Sendable (
            _ headers: HeaderFields,
            _ body: Bytes
        ) async throws(PayFailure) -> PayEvent

    /// For tests: every call fails until it is replaced.
    public static let unstubbed = WeChatPayClient(
        placeOrder: { _ throws(PayFailure) in throw .noAnswer(.unstubbed) },
        payment: { _ throws(PayFailure) in throw .noAnswer(.unstubbed) },
        closeOrder: { _ throws(PayFailure) in throw .noAnswer(.unstubbed) },
        refund: { _ throws(PayFailure) in throw .noAnswer(.unstubbed) },
        refundState: { _ throws(PayFailure) in throw .noAnswer(.unstubbed) },
        transfer: { _ throws(PayFailure) in throw .noAnswer(.unstubbed) },
        transferState: { _ throws(PayFailure) in throw .noAnswer(.unstubbed) },
        cancelTransfer: { _ throws(PayFailure) in throw .noAnswer(.unstubbed) },
        tradeBill: { _ throws(PayFailure) in throw .noAnswer(.unstubbed) },
        fundFlowBill: { _ throws(PayFailure) in throw .noAnswer(.unstubbed) },
        paymentArguments: { (_, _) throws(PayFailure) in throw .noAnswer(.unstubbed) },
        event: { (_, _) throws(PayFailure) in throw .notAuthentic(.unsigned) }
    )
}
