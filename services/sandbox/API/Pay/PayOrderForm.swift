import Basics
import ServiceKit
import Storage

/// The request of an order, which is nearly the same however the order is paid.
struct PayOrderForm {
    let terms: PayOrder.Terms

    init(_ call: PayCall, _ trade: PayOrder.Trade, at now: UnixTime) throws {
        let fields = try PayFields(call.body)
        try call.checkMerchant(fields.text("mchid", "直连商户号", 1...32))
        try Self.checkRest(fields, trade)
        let amount = try fields.object("amount", "订单金额")
        try amount.currency("currency")
        let end = try fields.optionalTime("time_expire", "交易结束时间")
        if let end, end <= now {
            throw fields.wrong("time_expire", "交易结束时间", "早于当前时间")
        }
        terms = PayOrder.Terms(
            trade: trade,
            outTradeNo: try fields.text(
                "out_trade_no",
                "商户订单号",
                6...32,
                of: PayCharacters.isOrderNumber
            ),
            mchid: call.keys.mchid,
            appid: try fields.text("appid", "应用ID", 1...32),
            openid: try Self.payer(fields, trade),
            description: try fields.text("description", "商品描述", 1...127),
            attach: try fields.optionalText("attach", "附加数据", 1...128),
            total: try amount.amount("total", "总金额"),
            notifyURL: try fields.address("notify_url", "通知地址"),
            expiresAt: end ?? now.adding(seconds: PayOrder.seconds),
            fingerprint: PayFingerprint.of(call.body),
            keyKind: call.keyKind
        )
    }

    /// Only in a mini-program the user is known beforehand; elsewhere the member is not looked at.
    private static func payer(_ fields: PayFields, _ trade: PayOrder.Trade) throws -> String? {
        guard trade == .jsapi else { return nil }
        return try fields.object("payer", "支付者").text("openid", "用户标识", 1...128)
    }

    /// What changes nothing here, but has to be right.
    private static func checkRest(_ fields: PayFields, _ trade: PayOrder.Trade) throws {
        _ = try fields.optionalText("goods_tag", "订单优惠标记", 1...32)
        try fields.optionalBool("support_fapiao", "电子发票入口开放标识")
        _ = try fields.optionalObject("detail", "优惠功能")
        if trade == .h5 {
            let scene = try fields.object("scene_info", "场景信息")
            try check(scene: scene)
            try check(page: scene.object("h5_info", "H5场景信息"))
        } else if let scene = try fields.optionalObject("scene_info", "场景信息") {
            try check(scene: scene)
        }
        if let settle = try fields.optionalObject("settle_info", "结算信息") {
            try settle.optionalBool("profit_sharing", "是否指定分账")
        }
    }

    private static func check(scene: PayFields) throws {
        _ = try scene.text("payer_client_ip", "用户终端IP", 1...45)
        _ = try scene.optionalText("device_id", "商户端设备号", 1...32)
        if let store = try scene.optionalObject("store_info", "商户门店信息") {
            _ = try store.text("id", "门店编号", 1...32)
            _ = try store.optionalText("name", "门店名称", 1...256)
            _ = try store.optionalText("area_code", "地区编码", 1...32)
            _ = try store.optionalText("address", "详细地址", 1...512)
        }
    }

    /// Where the user will be when they pay.
    private static func check(page: PayFields) throws {
        _ = try page.text("type", "场景类型", 1...32)
        _ = try page.optionalText("app_name", "应用名称", 1...64)
        _ = try page.optionalText("app_url", "网站URL", 1...128)
        _ = try page.optionalText("bundle_id", "iOS平台BundleID", 1...128)
        _ = try page.optionalText("package_name", "Android平台PackageName", 1...128)
    }
}
