/// WeChat's endpoints, as far as the sandbox has them.
enum WeChatAPI {
    static let endpoints: [any WeChatEndpoint.Type] = [
        CodeToSession.self,
        CheckSession.self,
        ResetSessionKey.self,
        Token.self,
        StableToken.self,
        PhoneNumber.self,
        UnlimitedCode.self,
        LimitedCode.self,
        SquareCode.self,
        CheckText.self,
        CheckMedia.self,
        CheckImage.self,
        SendMessage.self,
        ListTemplates.self,
        URLLink.self,
        CallbackAddresses.self,
        APIAddresses.self,
        UploadShipment.self,
        ShippingOrder.self,
        ShippingOrders.self,
        RemindReceiver.self,
        TradeManaged.self,
        TradeConfirmed.self,
    ]
}
