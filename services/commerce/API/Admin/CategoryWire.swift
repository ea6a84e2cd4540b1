import Basics
import CommerceDomain
import HTTP
import Media
import ServiceKit

/// A category in the back office.
struct CategoryRow: Payload {
    let id: Int64
    let ref: String
    /// 0 at the top.
    let pid: Int64
    let name: String
    let icon: String
    let icon_url: String
    let place: Int64
    let status: Int64

    init(_ category: Category, _ commerce: CommerceService) {
        id = category.id.rawValue
        ref = category.ref
        pid = category.parent?.rawValue ?? 0
        name = category.name
        icon = category.icon
        icon_url = commerce.uploads.links.picture(category.icon)
        place = category.place
        status = category.isOn ? 1 : 2
    }
}

extension CategoryForm {
    private static let pid = Field.integer("pid", "What it hangs under; 0 for nothing.")
        .described(in: 0...Int64.max)
    private static let parentRef = Field.text(
        "parent",
        "The ref of what it hangs under.",
        maximum: 64,
        example: "food"
    )
    private static let icon = CatalogueFields.picture("icon", "The file of its picture.")
    private static let place = Field.integer(
        "place",
        "Smaller ones stand first.",
        in: -1_000_000...1_000_000
    )

    /// Of a request that makes one.
    init(new fields: FieldReader) throws(ParameterProblem) {
        try self.init(fields)
        ref = try fields.readIfPresent(CatalogueFields.ref)
        name = try fields.read(CatalogueFields.name)
    }

    /// Of a request that changes one.
    init(_ fields: FieldReader) throws(ParameterProblem) {
        try self.init(common: fields)
        parent = try fields.readIfPresent(Self.pid).map { $0 == 0 ? .top : .id(ID($0)) }
    }

    /// Of a line of an import.
    init(line fields: FieldReader) throws(ParameterProblem) {
        try self.init(common: fields)
        ref = try fields.readIfPresent(CatalogueFields.ref)
        parent = try fields.readIfPresent(Self.parentRef).map { .ref($0) }
    }

    private init(common fields: FieldReader) throws(ParameterProblem) {
        name = try fields.readIfPresent(CatalogueFields.name)
        icon = try fields.readIfPresent(Self.icon)
        place = try fields.readIfPresent(Self.place)
        isOn = try fields.readIfPresent(CatalogueFields.status)
    }
}
