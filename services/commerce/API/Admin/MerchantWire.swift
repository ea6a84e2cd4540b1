import Basics
import CommerceDomain
import HTTP
import Media
import ServiceKit

/// A merchant in the back office.
struct MerchantRow: Payload {
    let id: Int64
    let ref: String
    let oper_id: Int64
    let category_id: Int64
    let name: String
    let brand: String
    let region: Int64
    let address: String
    let area_id: Int64
    let area: String
    let lng: Double
    let lat: Double
    let opens: String
    let closes: String
    let logo: String
    let logo_url: String
    let desc_pic: String
    let desc_pic_url: String
    let desc: String
    let contacter: String
    let contacter_phone: String
    let status: Int64

    init(_ record: MerchantStore.Record, _ commerce: CommerceService) {
        let (merchant, details) = (record.merchant, record.merchant.details)
        let place = commerce.areas.place(ofCounty: record.county)
        let links = commerce.uploads.links
        id = merchant.id.rawValue
        ref = details.ref
        oper_id = merchant.oper
        category_id = details.category.rawValue
        name = details.name
        brand = details.brand
        region = details.region
        address = details.address
        area_id = record.county
        area = place.map { "\($0.province.name)/\($0.city.name)/\($0.county.name)" } ?? ""
        lng = Double(details.point.lng) / 1e6
        lat = Double(details.point.lat) / 1e6
        opens = OpeningHours.text(details.hours.opens)
        closes = OpeningHours.text(details.hours.closes)
        logo = details.logo
        logo_url = links.picture(details.logo)
        desc_pic = details.picture
        desc_pic_url = links.picture(details.picture)
        desc = details.description
        contacter = details.contact
        contacter_phone = details.phone
        status = merchant.isOn ? 1 : 2
    }
}

extension MerchantForm {
    private static let oper = Field.id("oper_id", "The operating centre that it belongs to.")
    private static let categoryID = Field.id("category_id", "Its category.")
    private static let categoryRef = Field.text(
        "category",
        "The ref of its category.",
        maximum: 64,
        example: "food"
    )
    private static let brand = Field.text("brand", "Its brand.", maximum: 60)
    private static let region = Field.integer(
        "region",
        "1 China, 2 the United States, 3 Korea, 4 Hong Kong.",
        in: 1...4
    )
    private static let address = Field.text("address", "Street and number.", maximum: 200)
    private static let logo = CatalogueFields.picture("logo", "The file of its logo.")
    private static let picture = CatalogueFields.picture("desc_pic", "The file of its picture.")
    private static let contact = Field.text("contacter", "Whom to ask for.", maximum: 40)
    private static let phone = Field.text(
        "contacter_phone",
        "Their telephone.",
        maximum: 30,
        example: "028-12345678"
    )

    /// Of a request that changes one.
    init(_ fields: FieldReader) throws(ParameterProblem) {
        try self.init(common: fields)
        category = try fields.readIfPresent(Self.categoryID).map { .id(ID($0)) }
    }

    /// Of a request that makes one.
    init(new fields: FieldReader) throws(ParameterProblem) {
        try self.init(fields)
        ref = try fields.readIfPresent(CatalogueFields.ref)
        category = .id(ID(try fields.read(Self.categoryID)))
        oper = try fields.read(Self.oper)
        name = try fields.read(CatalogueFields.name)
        address = try fields.read(Self.address)
        _ = try fields.read(MerchantsFields.lng)
        _ = try fields.read(MerchantsFields.lat)
    }

    /// Of a line of an import.
    init(line fields: FieldReader) throws(ParameterProblem) {
        try self.init(common: fields)
        ref = try fields.readIfPresent(CatalogueFields.ref)
        category = try fields.readIfPresent(Self.categoryRef).map { .ref($0) }
    }

    private init(common fields: FieldReader) throws(ParameterProblem) {
        oper = try fields.readIfPresent(Self.oper)
        name = try fields.readIfPresent(CatalogueFields.name)
        brand = try fields.readIfPresent(Self.brand)
        region = try fields.readIfPresent(Self.region)
        address = try fields.readIfPresent(Self.address)
        point = try MerchantsFields.point(fields)
        opens = try fields.readIfPresent(CatalogueFields.opens)
        closes = try fields.readIfPresent(CatalogueFields.closes)
        logo = try fields.readIfPresent(Self.logo)
        picture = try fields.readIfPresent(Self.picture)
        description = try fields.readIfPresent(CatalogueFields.text)
        contact = try fields.readIfPresent(Self.contact)
        phone = try fields.readIfPresent(Self.phone)
        isOn = try fields.readIfPresent(CatalogueFields.status)
    }
}
