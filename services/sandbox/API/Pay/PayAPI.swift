/// WeChat Pay v3 for a merchant of its own, as far as the sandbox has it.
enum PayAPI {
    static let endpoints: [any PayEndpoint.Type] = [
        PlaceOrder.self,
        PlaceNativeOrder.self,
        PlaceH5Order.self,
        PlaceAppOrder.self,
        QueryOrder.self,
        QueryTransaction.self,
        CloseOrder.self,
        Refund.self,
        QueryRefund.self,
        Transfer.self,
        QueryTransfer.self,
        QueryTransferBill.self,
        CancelTransfer.self,
        TradeBill.self,
        FundFlowBill.self,
        DownloadBill.self,
        Certificates.self,
    ]
}
