import Basics
import CommerceDomain

/// Lines of exports and imports: the same columns both ways, so that what was exported changes nothing
/// when it is imported.
enum CatalogueRows {
    static let categoryColumns = ["ref", "parent", "name", "icon", "place", "status"]

    static func cells(of category: Category, parent: Category?) -> [CatalogueCell] {
        [
            CatalogueCell("ref", category.ref),
            CatalogueCell("parent", parent?.ref ?? ""),
            CatalogueCell("name", category.name),
            CatalogueCell("icon", category.icon),
            CatalogueCell("place", "\(category.place)"),
            CatalogueCell("status", category.isOn ? "1" : "2"),
        ]
    }

    static let merchantColumns = [
        "ref", "oper_id", "category", "name", "brand", "region", "address", "lng", "lat", "opens",
        "closes", "logo", "desc_pic", "desc", "contacter", "contacter_phone", "status",
    ]

    static func cells(of merchant: Merchant, category: Category?) -> [CatalogueCell] {
        let details = merchant.details
        return [
            CatalogueCell("ref", details.ref),
            CatalogueCell("oper_id", "\(merchant.oper)"),
            CatalogueCell("category", category?.ref ?? ""),
            CatalogueCell("name", details.name),
            CatalogueCell("brand", details.brand),
            CatalogueCell("region", "\(details.region)"),
            CatalogueCell("address", details.address),
            CatalogueCell("lng", GeoPoint.text(details.point.lng)),
            CatalogueCell("lat", GeoPoint.text(details.point.lat)),
            CatalogueCell("opens", OpeningHours.text(details.hours.opens)),
            CatalogueCell("closes", OpeningHours.text(details.hours.closes)),
            CatalogueCell("logo", details.logo),
            CatalogueCell("desc_pic", details.picture),
            CatalogueCell("desc", details.description),
            CatalogueCell("contacter", details.contact),
            CatalogueCell("contacter_phone", details.phone),
            CatalogueCell("status", merchant.isOn ? "1" : "2"),
        ]
    }

    static let goodsColumns = [
        "ref", "merchant", "name", "desc", "market_price", "price", "start_date", "end_date",
        "opens", "closes", "pic", "pic_list", "buy_info", "stock", "per_user", "refund_expired",
        "status",
    ]

    static func cells(of goods: Goods, merchantRef: String) -> [CatalogueCell] {
        let details = goods.details
        return [
            CatalogueCell("ref", details.ref),
            CatalogueCell("merchant", merchantRef),
            CatalogueCell("name", details.name),
            CatalogueCell("desc", details.description),
            CatalogueCell("market_price", details.marketPrice.yuan),
            CatalogueCell("price", details.price.yuan),
            CatalogueCell("start_date", details.startsOn.text),
            CatalogueCell("end_date", details.endsOn.text),
            CatalogueCell("opens", OpeningHours.text(details.hours.opens)),
            CatalogueCell("closes", OpeningHours.text(details.hours.closes)),
            CatalogueCell("pic", details.picture),
            CatalogueCell("pic_list", details.pictures.joined(separator: "|")),
            CatalogueCell("buy_info", details.buyInfo),
            CatalogueCell("stock", goods.stock.map { "\($0)" } ?? ""),
            CatalogueCell("per_user", details.perUser.map { "\($0)" } ?? ""),
            CatalogueCell("refund_expired", details.refundsExpired ? "1" : "0"),
            CatalogueCell("status", goods.isOn ? "1" : "2"),
        ]
    }
}
