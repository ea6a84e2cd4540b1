import Basics
import CommerceDomain
import Media
import ServiceKit

/// A good in the back office; money is whole fen.
struct GoodsRow: Payload {
    let id: Int64
    let ref: String
    let merchant_id: Int64
    let name: String
    let desc: String
    let market_price: Int64
    let price: Int64
    let start_date: String
    let end_date: String
    let opens: String
    let closes: String
    let pic: String
    let pic_url: String
    let thumb_url: String
    let pic_list: [String]
    let buy_info: String
    /// Not there where nobody counts.
    let stock: Int64?
    /// Not there where one may buy any number.
    let per_user: Int64?
    let refund_expired: Bool
    let sell_number: Int64
    let status: Int64

    init(_ goods: Goods, _ commerce: CommerceService) {
        let details = goods.details
        let links = commerce.uploads.links
        id = goods.id.rawValue
        ref = details.ref
        merchant_id = goods.merchant.rawValue
        name = details.name
        desc = details.description
        market_price = details.marketPrice.fen
        price = details.price.fen
        start_date = details.startsOn.text
        end_date = details.endsOn.text
        opens = OpeningHours.text(details.hours.opens)
        closes = OpeningHours.text(details.hours.closes)
        pic = details.picture
        pic_url = links.picture(details.picture)
        thumb_url = links.picture(details.thumbnail)
        pic_list = details.pictures
        buy_info = details.buyInfo
        stock = goods.stock
        per_user = details.perUser
        refund_expired = details.refundsExpired
        sell_number = goods.sold
        status = goods.isOn ? 1 : 2
    }
}
