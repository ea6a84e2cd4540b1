import Basics
import JSON

/// A report of what was sent, as it came.
struct ShipmentDraft: Sendable {
    enum Mode: Int64, Sendable {
        /// Everything at once.
        case whole = 1
        /// Parcel by parcel.
        case split = 2
    }

    struct Parcel: Sendable, Encodable {
        let tracking_no: String
        let express_company: String
        let goods_desc: String
        let upload_time: Int64
    }

    static let express: Int64 = 1
    private static let ways: ClosedRange<Int64> = 1...4
    private static let maximumGoods = 120
    private static let maximumParcels = 10
    private static let maximumText = 128

    let payment: PaymentName
    let openid: String
    let mode: Mode
    let way: Int64
    let isLast: Bool
    let parcels: [Parcel]

    init(_ json: JSONValue) throws {
        payment = try PaymentName(json["order_key"])
        guard let way = json["logistics_type"]?.integer, Self.ways.contains(way) else {
            throw WeChatError.wayInvalid
        }
        guard let mode = json["delivery_mode"]?.integer.flatMap(Mode.init) else {
            throw WeChatError.modeInvalid
        }
        guard mode == .whole || way == Self.express else { throw WeChatError.cannotSplit }
        let isLast = json["is_all_delivered"]?.bool
        guard mode == .whole || isLast != nil else { throw WeChatError.lastMissing }
        guard let moment = json["upload_time"]?.string.flatMap(UnixTime.init(rfc3339:)) else {
            throw WeChatError.uploadTimeInvalid
        }
        self.way = way
        self.mode = mode
        self.isLast = mode == .whole || isLast == true
        openid = json["payer"]?["openid"]?.string ?? ""
        parcels = try Self.parcels(json["shipping_list"], mode, way, at: moment)
    }

    /// The same content has the same text.
    var content: String {
        "\(mode.rawValue) \(way) \(isLast)"
            + parcels.map { "\n\($0.tracking_no)\t\($0.express_company)\t\($0.goods_desc)" }
            .joined()
    }

    private static func parcels(
        _ list: JSONValue?,
        _ mode: Mode,
        _ way: Int64,
        at moment: UnixTime
    ) throws -> [Parcel] {
        let list = list?.array ?? []
        guard mode == .split || list.count == 1 else { throw WeChatError.oneParcel }
        guard !list.isEmpty else { throw WeChatError.shippingInvalid }
        guard list.count <= maximumParcels else { throw WeChatError.tooManyParcels }
        return try list.map { item in
            let parcel = Parcel(
                tracking_no: item["tracking_no"]?.string ?? "",
                express_company: item["express_company"]?.string ?? "",
                goods_desc: item["item_desc"]?.string ?? "",
                upload_time: moment.seconds
            )
            try check(parcel, way)
            return parcel
        }
    }

    private static func check(_ parcel: Parcel, _ way: Int64) throws {
        guard !parcel.goods_desc.isEmpty else { throw WeChatError.goodsMissing }
        guard parcel.goods_desc.unicodeScalars.count <= maximumGoods else {
            throw WeChatError.goodsTooLong
        }
        guard way == express else { return }
        guard !parcel.tracking_no.isEmpty else { throw WeChatError.trackingMissing }
        guard !parcel.express_company.isEmpty else { throw WeChatError.carrierMissing }
        guard parcel.express_company.utf8.count <= maximumText else {
            throw WeChatError.carrierTooLong
        }
        guard parcel.tracking_no.utf8.count <= maximumText else {
            throw WeChatError.trackingTooLong
        }
    }
}

/// Which payment: by WeChat's number or the merchant's.
enum PaymentName: Sendable {
    case transaction(String)
    case outTrade(mchid: String, String)

    /// `order_key` of a report.
    init(_ json: JSONValue?) throws {
        switch json?["order_number_type"]?.integer {
        case 1:
            guard let mchid = json?["mchid"]?.string, !mchid.isEmpty else {
                throw WeChatError.merchantMissing
            }
            guard let number = json?["out_trade_no"]?.string, !number.isEmpty else {
                throw WeChatError.outTradeMissing
            }
            self = .outTrade(mchid: mchid, number)
        case 2:
            guard let number = json?["transaction_id"]?.string, !number.isEmpty else {
                throw WeChatError.transactionMissing
            }
            self = .transaction(number)
        default: throw WeChatError.numberKind
        }
    }

    /// The members of `get_order`.
    init(query json: JSONValue) throws {
        if let number = json["transaction_id"]?.string, !number.isEmpty {
            self = .transaction(number)
        } else if let mchid = json["merchant_id"]?.string,
            let number = json["merchant_trade_no"]?.string
        {
            self = .outTrade(mchid: mchid, number)
        } else {
            throw WeChatError.shippingInvalid
        }
    }
}
