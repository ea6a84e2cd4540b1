import Basics
import CommerceDomain
import JSON
import Media
import ServiceKit

/// A merchant as the contract shows it.
struct MerchantLine: Payload, JSONWritable {
    let id: Int64
    let oper_id: Int64
    let merchant_category_id: Int64
    let merchantCategoryName: String
    let name: String
    let brand: String
    let region: Int64
    let address: String
    let province: String
    let province_id: Int64
    let city: String
    let city_id: Int64
    let area: String
    let area_id: Int64
    let lng: Double
    let lat: Double
    let business_time: [String]
    /// 1 now, 0 not.
    let isOpen: Int64
    let logo: String
    let desc_pic: String
    let desc: String
    let contacter: String
    let contacter_phone: String
    let status: Int64
    /// Whole metres; only where somebody says where they are.
    let distance: Int64?
    let lowestAmount: String
    let isOperSelf: Int64

    init(_ view: MerchantView, _ showing: CatalogueShowing) {
        let (merchant, details) = (view.record.merchant, view.record.merchant.details)
        let place = showing.areas.place(ofCounty: view.record.county)
        let links = showing.links
        id = merchant.id.rawValue
        oper_id = merchant.oper
        merchant_category_id = details.category.rawValue
        merchantCategoryName = view.categoryName
        name = details.name
        brand = details.brand
        region = details.region
        address = details.address
        province = place?.province.name ?? ""
        province_id = place?.province.code ?? 0
        city = place?.city.name ?? ""
        city_id = place?.city.code ?? 0
        area = place?.county.name ?? ""
        area_id = place?.county.code ?? 0
        lng = Double(details.point.lng) / 1e6
        lat = Double(details.point.lat) / 1e6
        business_time = details.hours.wire
        isOpen = details.hours.isOpen(at: showing.now) ? 1 : 0
        logo = links.picture(details.logo)
        desc_pic = links.picture(details.picture)
        desc = details.description
        contacter = details.contact
        contacter_phone = details.phone
        status = merchant.isOn ? 1 : 2
        distance = view.metres.map { Int64($0.rounded()) }
        lowestAmount = (view.lowest ?? .zero).yuan
        isOperSelf = merchant.oper == showing.oper ? 1 : 0
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.write("id", id)
        writer.write("oper_id", oper_id)
        writer.write("merchant_category_id", merchant_category_id)
        writer.write("merchantCategoryName", merchantCategoryName)
        writer.write("name", name)
        writer.write("brand", brand)
        writer.write("region", region)
        writer.write("address", address)
        writer.write("province", province)
        writer.write("province_id", province_id)
        writer.write("city", city)
        writer.write("city_id", city_id)
        writer.write("area", area)
        writer.write("area_id", area_id)
        writer.key("lng")
        writer.double(lng)
        writer.key("lat")
        writer.double(lat)
        writer.write("business_time", business_time)
        writer.write("isOpen", isOpen)
        writer.write("logo", logo)
        writer.write("desc_pic", desc_pic)
        writer.write("desc", desc)
        writer.write("contacter", contacter)
        writer.write("contacter_phone", contacter_phone)
        writer.write("status", status)
        if let distance { writer.write("distance", distance) }
        writer.write("lowestAmount", lowestAmount)
        writer.write("isOperSelf", isOperSelf)
        writer.endObject()
    }
}

extension OpeningHours {
    /// `['10:30:00', '18:30:00']`; the end of a day is `24:00:00`.
    var wire: [String] {
        [Self.text(opens), closes == 0 ? "24:00:00" : Self.text(closes)]
    }
}
