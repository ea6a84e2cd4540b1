public import Basics

/// What a user gets for a payment and how (`/wxa/sec/order/upload_shipping_info`). Without it WeChat
/// keeps the money of an app that sells.
public struct Shipment: Sendable, Equatable {
    /// How it gets to the user.
    public enum Way: Int64, Sendable, CaseIterable {
        case express = 1
        case sameCity = 2
        case virtual = 3
        case pickup = 4
    }

    /// One parcel, or what is handed over without one.
    public struct Parcel: Sendable, Equatable {
        /// What is in it: 1 to 120 characters.
        public var goods: String
        /// For `express`: the carrier's code in WeChat's list, and its number.
        public var carrier: String?
        public var trackingNumber: String?
        /// For some carriers: the receiver's number, masked (`189****1234`).
        public var receiver: String?

        /// Something that is handed over without a carrier.
        public init(_ goods: String) {
            self.goods = goods
        }
    }

    /// For which payment.
    public var payment: PaymentNumber
    /// Who paid.
    public var openid: ExternalID
    public var way: Way
    public var parcels: [Parcel]
    /// When it was sent, or handed over.
    public var at: UnixTime
    /// In several calls, parcel by parcel; true in the last one. Nil: all of it in this one.
    public var isLastPart: Bool?

    /// Everything at once.
    public init(
        of payment: PaymentNumber,
        to openid: ExternalID,
        by way: Way,
        _ parcels: [Parcel],
        at moment: UnixTime
    ) {
        self.payment = payment
        self.openid = openid
        self.way = way
        self.parcels = parcels
        at = moment
    }
}
