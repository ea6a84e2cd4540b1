import Basics

/// What was reported as sent for a payment.
struct Reported: Sendable {
    let order: ID<PayOrder>
    let mode: ShipmentDraft.Mode
    let way: Int64
    /// Nothing more is to come.
    var isFinished: Bool
    /// How many reports there were.
    var reports: Int64
    /// The one change that is allowed afterwards was made.
    var isChanged: Bool
    /// Of the last report, to tell a repetition from a change.
    var content: String
    /// JSON: those of all reports.
    var parcels: Bytes
    /// When the last report came.
    var shippedAt: UnixTime
    var receivedAt: UnixTime?
    /// When the user was asked to say that it has come, which can be done once.
    var remindedAt: UnixTime?

    /// Days until WeChat takes a parcel for received, and anything else.
    private static let parcelDays: Int64 = 10
    private static let otherDays: Int64 = 2

    /// When it was received, by the user's word or by the end of their time.
    func received(at now: UnixTime) -> Bool {
        guard isFinished else { return false }
        if receivedAt != nil { return true }
        let days = way == ShipmentDraft.express ? Self.parcelDays : Self.otherDays
        return shippedAt.adding(seconds: days * 86_400) <= now
    }
}
