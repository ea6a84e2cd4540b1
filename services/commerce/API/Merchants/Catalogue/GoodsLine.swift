import Basics
import CommerceDomain
import JSON
import Media
import ServiceKit

/// A good as the contract shows it, and beside it what is left and how many one may buy.
struct GoodsLine: Payload, JSONWritable {
    let id: Int64
    let oper_id: Int64
    let merchant_id: Int64
    let name: String
    let desc: String
    let market_price: String
    let price: String
    let start_date: String
    let end_date: String
    let business_time: [String]
    let thumb_url: String
    let pic: String
    let pic_list: [String]
    let buy_info: String
    let status: Int64
    let sell_number: Int64
    /// Not there where nobody counts.
    let stock: Int64?
    /// Not there where one may buy any number.
    let per_user: Int64?
    let isOperSelf: Int64

    init(_ view: GoodsView, _ showing: CatalogueShowing) {
        let (goods, details) = (view.goods, view.goods.details)
        let links = showing.links
        id = goods.id.rawValue
        oper_id = view.oper
        merchant_id = goods.merchant.rawValue
        name = details.name
        desc = details.description
        market_price = details.marketPrice.yuan
        price = details.price.yuan
        start_date = details.startsOn.text
        end_date = details.endsOn.text
        business_time = details.hours.wire
        thumb_url = links.picture(details.thumbnail)
        pic = links.picture(details.picture)
        pic_list = details.pictures.map(links.picture)
        buy_info = details.buyInfo
        status = goods.isOn ? 1 : 2
        sell_number = goods.sold
        stock = goods.stock
        per_user = details.perUser
        isOperSelf = view.oper == showing.oper ? 1 : 0
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.write("id", id)
        writer.write("oper_id", oper_id)
        writer.write("merchant_id", merchant_id)
        writer.write("name", name)
        writer.write("desc", desc)
        writer.write("market_price", market_price)
        writer.write("price", price)
        writer.write("start_date", start_date)
        writer.write("end_date", end_date)
        writer.write("business_time", business_time)
        writer.write("thumb_url", thumb_url)
        writer.write("pic", pic)
        writer.write("pic_list", pic_list)
        writer.write("buy_info", buy_info)
        writer.write("status", status)
        writer.write("sell_number", sell_number)
        if let stock { writer.write("stock", stock) }
        if let per_user { writer.write("per_user", per_user) }
        writer.write("isOperSelf", isOperSelf)
        writer.endObject()
    }
}
