public import Basics

/// Which merchants somebody asks for; what is nil is no condition.
public struct MerchantQuery: Sendable {
    /// So many make a page.
    public static let pageSize = 20
    /// Further pages are empty, so that nobody has the whole country sorted; `total` counts all.
    public static let mostPages: Int64 = 500

    public var city: Int64?
    public var category: ID<Category>?
    public var keyword: Keyword?
    /// Where they are, in GCJ-02: sorts by distance.
    public var point: GeoPoint?
    /// How far off at most, in metres; counts only with a point.
    public var radius: Int64?
    /// From 1.
    public var page: Int64

    /// The first page of all.
    public init() {
        page = 1
    }

    /// How many come before the page.
    public var skipped: Int { Int(page - 1) * Self.pageSize }
    /// How many are needed to know the page.
    public var needed: Int { skipped + Self.pageSize }

    /// The same from its beginning.
    public var firstPage: MerchantQuery {
        var query = self
        query.page = 1
        return query
    }
}
