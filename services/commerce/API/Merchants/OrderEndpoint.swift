import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

/// An endpoint of the contract about the caller's orders.
protocol OrderEndpoint: Endpoint
where Service == CommerceService, Wire == MerchantsContract, Principal == Identity {}

extension OrderEndpoint {
    static var malformed: Code? { Code(10001, "参数不合法") }
}

/// What the endpoints about orders have in common.
enum OrderWire {
    static let number = Field.text(
        "order_no",
        "The order's number.",
        example: "020180415222010166615"
    ).described(upTo: OrderNumber.length)

    static let accountMissing = Code(10003, "未登录")
    static let unknown = Code(10001, "订单不存在")
    static let alreadyPaid = Code(10001, "订单已支付")
    static let notPayable = Code(10001, "暂不支持在此小程序支付")
}

extension FieldReader {
    /// The number of an order; one that cannot be one is of an order that does not exist.
    func readOrderNumber() throws(ParameterProblem) -> OrderNumber? {
        OrderNumber(try read(OrderWire.number))
    }
}
