import Basics

/// A shipment on the wire.
struct ShipmentBody: Encodable {
    struct Key: Encodable {
        let order_number_type: Int
        let transaction_id: String?
        let mchid: String?
        let out_trade_no: String?

        init(_ payment: PaymentNumber) {
            switch payment {
            case .outTrade(let merchant, let number):
                order_number_type = 1
                transaction_id = nil
                mchid = merchant
                out_trade_no = number
            case .transaction(let number):
                order_number_type = 2
                transaction_id = number
                mchid = nil
                out_trade_no = nil
            }
        }
    }

    struct Parcel: Encodable {
        struct Contact: Encodable {
            let receiver_contact: String
        }

        let tracking_no: String?
        let express_company: String?
        let item_desc: String
        let contact: Contact?
    }

    struct Payer: Encodable {
        let openid: String
    }

    let order_key: Key
    let logistics_type: Int64
    let delivery_mode: Int
    let is_all_delivered: Bool?
    let shipping_list: [Parcel]
    let upload_time: String
    let payer: Payer

    init(_ shipment: Shipment) {
        order_key = Key(shipment.payment)
        logistics_type = shipment.way.rawValue
        delivery_mode = shipment.isLastPart == nil ? 1 : 2
        is_all_delivered = shipment.isLastPart
        shipping_list = shipment.parcels.map {
            Parcel(
                tracking_no: $0.trackingNumber,
                express_company: $0.carrier,
                item_desc: $0.goods,
                contact: $0.receiver.map(Parcel.Contact.init)
            )
        }
        upload_time = CivilZone.china.rfc3339(at: shipment.at)
        payer = Payer(openid: shipment.openid.text)
    }
}
