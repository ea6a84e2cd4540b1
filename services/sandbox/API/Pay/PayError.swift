import Basics
import HTTP
import JSON

/// What WeChat Pay answers when it will not: an HTTP status, a word for programs, a text for people,
/// and sometimes where the mistake is.
struct PayError: Error, Sendable, Equatable {
    let status: Status
    let code: String
    let message: String
    var detail: Detail?

    /// What stands under `detail`.
    enum Detail: Sendable, Equatable {
        /// `location` is `body`, `query` or `uri`.
        case field(_ pointer: String, value: Value, issue: String, location: String)
        /// What the signature should have been over.
        case signature(method: String, url: String, length: Int, message: String)
    }

    /// What is wrong: the text itself, the number, or how many octets there are.
    enum Value: Sendable, Equatable {
        case text(String)
        case number(Int64)
    }

    init(_ status: Status, _ code: String, _ message: String, _ detail: Detail? = nil) {
        self.status = status
        self.code = code
        self.message = message
        self.detail = detail
    }

    /// A word of somebody's own choice: for faults.
    init(_ fault: Fault) {
        let status = Int(fault.status)
        self.init(
            Status(code: (400...599).contains(status) ? status : 500),
            fault.code,
            "模拟的错误"
        )
    }

    static func parameter(
        _ message: String,
        _ pointer: String,
        value: Value = .text(""),
        issue: String = "",
        in location: String = "body"
    ) -> PayError {
        PayError(
            .badRequest,
            "PARAM_ERROR",
            message,
            .field(pointer, value: value, issue: issue, location: location)
        )
    }

    static func invalid(_ message: String) -> PayError {
        PayError(.badRequest, "INVALID_REQUEST", message)
    }

    static func unsigned(_ message: String) -> PayError {
        PayError(.unauthorized, "SIGN_ERROR", message)
    }

    // MARK: Ours

    static let system = PayError(.internalServerError, "SYSTEM_ERROR", "系统异常，请稍后重试")

    // MARK: Whoever calls

    static let agentMissing = invalid("Http头缺少Accept或User-Agent")
    static let authorizationMalformed =
        unsigned("Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》")
    static let notSigned = unsigned("签名信息错误，验签失败")
    static let stale =
        unsigned("Http头Authorization中的timestamp与发起请求的时间不得超过5分钟")
    static let serialWrong =
        unsigned("商户证书序列号有误。请使用签名私钥匹配的证书序列号")
    static let merchantUnknown = PayError(.badRequest, "MCH_NOT_EXISTS", "商户号不存在")
    static let merchantDiffers = PayError(
        .badRequest,
        "PARAM_ERROR",
        "Http头Authorization中的mchid与请求中的mchid不匹配"
    )
    static let bodyMalformed = PayError(.badRequest, "PARAM_ERROR", "请求体不是合法的JSON格式")
    static let appNotBound =
        PayError(.badRequest, "APPID_MCHID_NOT_MATCH", "商户号mchid与appid不匹配")
    static let openidDiffers = PayError(.badRequest, "PARAM_ERROR", "appid和openid不匹配")
    static let noCertificates = PayError(
        .notFound,
        "RESOURCE_NOT_EXISTS",
        "无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥。"
            + "可查看指引https://pay.weixin.qq.com/doc/v3/merchant/4012153196"
    )

    static let interfaceUnknown = PayError(.notFound, "NOT_FOUND", "沙箱没有这个接口")

    // MARK: Orders

    static let orderUnknown = PayError(.notFound, "ORDER_NOT_EXIST", "订单不存在")
    static let orderPaid = PayError(.badRequest, "ORDERPAID", "该订单已支付")
    static let orderClosed = PayError(.badRequest, "ORDER_CLOSED", "该订单已关闭，请重新下单")
    static let orderDiffers = invalid("请求重入时，参数与首次请求时不一致，请核实后再试")
    static let numberUsed =
        PayError(.forbidden, "OUT_TRADE_NO_USED", "商户订单号重复，请核实商户订单号是否重复提交")

    // MARK: Refunds

    static let refundedOrderUnknown = PayError(.notFound, "RESOURCE_NOT_EXISTS", "订单不存在")
    static let refundUnknown = PayError(.notFound, "RESOURCE_NOT_EXISTS", "退款单不存在")
    static let refundDiffers = invalid("订单金额或退款金额与之前请求不一致，请核实后再试")
    static let notPaid = invalid("订单未支付，不可退款")
    static let refundTooLate = invalid("订单已超过可退款的最长期限")
    static let refundTooOften = invalid("订单退款次数超过50次")
    static let refundTooMuch = invalid("申请退款金额错误，累计退款金额大于支付金额")
    static let notEnough =
        PayError(.forbidden, "NOT_ENOUGH", "基本账户余额不足，请充值后重新发起")

    // MARK: Transfers

    static let transferUnknown = PayError(.notFound, "NOT_FOUND", "记录不存在")
    static let transferDiffers = invalid("单号已存在但信息不一致,请查单后比较确认")
    static let transferOutOfBounds = invalid("超过单笔转账上下限,核实产品设置是否准确")
    static let transferPastCancelling = invalid("当前单据状态不支持撤销")

    // MARK: Bills

    static let billMissing = PayError(.badRequest, "NO_STATEMENT_EXIST", "请求的账单文件不存在")
    static let billLinkEnded = PayError(.badRequest, "PARAM_ERROR", "账单下载链接无效或已过期")
}

extension PayError {
    var body: Bytes {
        var json = JSONWriter()
        json.beginObject()
        json.key("code")
        json.string(code)
        json.key("message")
        json.string(message)
        if let detail {
            json.key("detail")
            detail.write(to: &json)
        }
        json.endObject()
        return json.bytes
    }
}

extension PayError.Detail {
    fileprivate func write(to json: inout JSONWriter) {
        json.beginObject()
        switch self {
        case .field(let pointer, let value, let issue, let location):
            Self.write([("field", pointer)], to: &json)
            json.key("value")
            switch value {
            case .text(let text): json.string(text)
            case .number(let number): json.integer(number)
            }
            Self.write([("issue", issue), ("location", location)], to: &json)
        case .signature(let method, let url, let length, let message):
            json.key("detail")
            json.beginObject()
            Self.write([("issue", "sign not match")], to: &json)
            json.endObject()
            Self.write([("field", "signature"), ("location", "authorization")], to: &json)
            json.key("sign_information")
            json.beginObject()
            Self.write(
                [("method", method), ("url", url), ("truncated_sign_message", message)],
                to: &json
            )
            json.key("sign_message_length")
            json.integer(Int64(length))
            json.endObject()
        }
        json.endObject()
    }

    private static func write(_ members: [(String, String)], to json: inout JSONWriter) {
        for (name, value) in members {
            json.key(name)
            json.string(value)
        }
    }
}
