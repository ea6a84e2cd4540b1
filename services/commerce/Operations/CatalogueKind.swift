/// What a file of an import or export is about.
enum CatalogueKind: String, Sendable, CaseIterable {
    case categories
    case merchants
    case goods

    var columns: [String] {
        switch self {
        case .categories: CatalogueRows.categoryColumns
        case .merchants: CatalogueRows.merchantColumns
        case .goods: CatalogueRows.goodsColumns
        }
    }
}
