/// The refusals of the shipping management.
extension WeChatError {
    static let orderUnknown = WeChatError(code: 10_060_001, text: "支付单不存在")
    static let alreadyShipped = WeChatError(code: 10_060_002, text: "支付单已完成发货，无法继续发货")
    static let changeSpent = WeChatError(code: 10_060_003, text: "支付单已使用重新发货机会")
    static let notShippable = WeChatError(code: 10_060_004, text: "支付单处于不可发货的状态")
    static let wayInvalid = WeChatError(code: 10_060_005, text: "物流类型有误")
    static let cannotSplit = WeChatError(code: 10_060_006, text: "非快递发货时不允许分拆发货")
    static let lastMissing = WeChatError(
        code: 10_060_007,
        text: "分拆发货模式下必须填写 is_all_delivered"
    )
    static let goodsMissing = WeChatError(code: 10_060_008, text: "商品描述 item_desc 字段不能为空")
    static let goodsTooLong = WeChatError(code: 10_060_009, text: "商品描述 item_desc 字段太长")
    static let lastIndexInvalid = WeChatError(code: 10_060_011, text: "last_index 不合法")
    static let shippingInvalid = WeChatError(code: 10_060_014, text: "参数错误")
    static let notChanged = WeChatError(code: 10_060_023, text: "发货信息未更新")
    static let tooManyParcels = WeChatError(code: 10_060_024, text: "物流信息列表太长")
    static let carrierTooLong = WeChatError(code: 10_060_025, text: "物流公司编码太长")
    static let trackingTooLong = WeChatError(code: 10_060_026, text: "物流单号太长")
    static let notShipped = WeChatError(code: 10_060_028, text: "支付单不是已发货状态")
    static let receivedTimeInvalid = WeChatError(code: 10_060_029, text: "签收时间非法")
    static let reminderSpent = WeChatError(code: 10_060_030, text: "支付单已使用提醒收货机会")
    static let otherPayer = WeChatError(code: 10_060_031, text: "该笔支付单不属于 openid 所指定的用户")
    static let notByExpress = WeChatError(
        code: 10_060_032,
        text: "只有物流快递发货时允许提醒用户确认收货"
    )
    static let numberKind = WeChatError(code: 268_485_194, text: "订单单号类型非法")
    static let transactionMissing = WeChatError(
        code: 268_485_195,
        text: "微信支付单号形式下 transaction_id 参数不能为空"
    )
    static let merchantMissing = WeChatError(
        code: 268_485_196,
        text: "商户侧单号形式下 mchid 参数不能为空"
    )
    static let outTradeMissing = WeChatError(
        code: 268_485_197,
        text: "商户侧单号形式下 out_trade_no 参数不能为空"
    )
    static let uploadTimeInvalid = WeChatError(code: 268_485_216, text: "上传时间非法")
    static let modeInvalid = WeChatError(code: 268_485_224, text: "发货模式非法")
    static let trackingMissing = WeChatError(code: 268_485_226, text: "物流单号不能为空")
    static let carrierMissing = WeChatError(code: 268_485_227, text: "物流公司编码不能为空")
    static let oneParcel = WeChatError(
        code: 268_485_228,
        text: "统一发货模式下，物流信息列表长度必须为 1"
    )
}
