/// What a phone needs to confirm a red packet: what `wx.requestMerchantTransfer` takes.
struct Payout: Sendable, Equatable {
    let merchant: String
    let appid: String
    /// Empty where nothing is left to be confirmed.
    let package: String
    /// The transfer's, as WeChat Pay names them.
    let state: String
    /// Whether it has succeeded.
    let isDone: Bool
}
