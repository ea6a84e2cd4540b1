import HTTP

/// The back office of commerce: the catalogue. That of orders: ``CommerceOrderAdminRoutes``.
public enum CommerceAdminRoutes {
    static let group = AdminRouteGroup(.commerce)
    /// Of a whole import.
    public static let importBytes = 4 << 20

    public static let listCategories = group.route(
        .get,
        to: "categories",
        for: .owner,
        .editor,
        .support,
        .finance,
        .viewer,
        .manager,
        summary: "All categories, in service or not, parents before their children."
    )
    public static let addCategory = group.route(
        .post,
        to: "categories",
        for: .owner,
        .editor,
        summary: "Makes a category."
    )
    public static let changeCategory = group.route(
        .patch,
        to: "categories/{id}",
        for: .owner,
        .editor,
        summary: "Changes a category, or takes it off."
    )
    public static let listMerchants = group.route(
        .get,
        to: "merchants",
        for: .owner,
        .editor,
        .support,
        .finance,
        .viewer,
        .manager,
        summary: "Merchants, in service or not, in parts; for a manager their own."
    )
    public static let showMerchant = group.route(
        .get,
        to: "merchants/{id}",
        for: .owner,
        .editor,
        .support,
        .finance,
        .viewer,
        .manager,
        summary: "One merchant."
    )
    public static let addMerchant = group.route(
        .post,
        to: "merchants",
        for: .owner,
        .editor,
        summary: "Makes a merchant."
    )
    public static let changeMerchant = group.route(
        .patch,
        to: "merchants/{id}",
        for: .owner,
        .editor,
        summary: "Changes a merchant, or takes it off."
    )
    public static let listGoods = group.route(
        .get,
        to: "goods",
        for: .owner,
        .editor,
        .support,
        .finance,
        .viewer,
        .manager,
        summary: "Goods, on sale or not, in parts; for a manager those of one own merchant."
    )
    public static let showGoods = group.route(
        .get,
        to: "goods/{id}",
        for: .owner,
        .editor,
        .support,
        .finance,
        .viewer,
        .manager,
        summary: "One good."
    )
    public static let addGoods = group.route(
        .post,
        to: "goods",
        for: .owner,
        .editor,
        .manager,
        summary: "Makes a good of a merchant."
    )
    public static let changeGoods = group.route(
        .patch,
        to: "goods/{id}",
        for: .owner,
        .editor,
        .manager,
        summary: "Changes a good, or takes it off."
    )
    public static let listStock = group.route(
        .get,
        to: "goods/{id}/stock",
        for: .owner,
        .editor,
        .support,
        .finance,
        .viewer,
        .manager,
        summary: "The journal of a good's stock, oldest first, in parts."
    )
    public static let changeStock = group.route(
        .post,
        to: "goods/{id}/stock",
        for: .owner,
        .editor,
        .manager,
        summary: "Adds to a stock, takes from it, begins or ends to count; for a reason."
    )
    public static let addPicture = group.route(
        .post,
        to: "pictures",
        for: .owner,
        .editor,
        .manager,
        summary: "Keeps a picture for categories, merchants and goods, for everybody to see.",
        bodyLimit: 10 << 20
    )
    public static let export = group.route(
        .get,
        to: "export/{kind}",
        for: .owner,
        .editor,
        .finance,
        summary: "All categories, merchants or goods, as import takes them: CSV, or JSON."
    )
    public static let `import` = group.route(
        .post,
        to: "import/{kind}",
        for: .owner,
        .editor,
        summary: "Makes and changes categories, merchants or goods by a file of CSV or JSON.",
        bodyLimit: importBytes
    )
    public static let listTrail = group.route(
        .get,
        to: "trail",
        for: .owner,
        .operator,
        summary: "What operators have done here, newest first."
    )

    /// Work that has to happen.
    public static let jobs = JobAdminRoutes(group)
    /// Events that could not be applied.
    public static let events = EventAdminRoutes(group)

    static let all =
        jobs.all + events.all + [
            listCategories, addCategory, changeCategory, listMerchants, showMerchant, addMerchant,
            changeMerchant, listGoods, showGoods, addGoods, changeGoods, listStock, changeStock,
            addPicture, export, `import`, listTrail,
        ]
}
