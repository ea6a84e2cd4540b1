import Basics
import CommerceDomain
import Storage

/// All SQL of the table `category`.
struct CategoryStore {
    let connection: Connection

    // MARK: Reading

    /// All of them: those in service alone, or all that there are. One whose parent is not among
    /// them hangs nowhere, and is not shown.
    func tree(onlyInService: Bool) throws -> CategoryTree {
        let categories = try connection.all(
            """
            SELECT id, ref, parent, name, icon, place, is_on FROM category
            WHERE is_on >= ?1 ORDER BY place, id LIMIT ?2
            """,
            onlyInService,
            Category.mostCategories,
            row: Self.category
        )
        return CategoryTree(categories)
    }

    /// Whether one of them is out of service.
    func isAnyOff() throws -> Bool {
        try connection.first(
            "SELECT 1 FROM category WHERE is_on = 0 LIMIT 1",
            row: { try $0.integer(0) }
        ) != nil
    }

    /// What all of them are called, those out of service too.
    func names() throws -> [ID<Category>: String] {
        var names: [ID<Category>: String] = [:]
        try connection.each(
            "SELECT id, name FROM category LIMIT ?1",
            Category.mostCategories
        ) { row in
            let id: ID<Category> = try row.id(0)
            names[id] = try row.text(1)
        }
        return names
    }

    func category(_ id: ID<Category>) throws -> Category? {
        try connection.first(
            "SELECT id, ref, parent, name, icon, place, is_on FROM category WHERE id = ?1",
            id,
            row: Self.category
        )
    }

    func category(ref: String) throws -> Category? {
        try connection.first(
            "SELECT id, ref, parent, name, icon, place, is_on FROM category WHERE ref = ?1",
            ref,
            row: Self.category
        )
    }

    func count() throws -> Int64 {
        try connection.first("SELECT count(*) FROM category", row: { try $0.integer(0) }) ?? 0
    }

    // MARK: Writing

    /// A new one; false if its `ref` is taken.
    func add(_ category: Category, at time: UnixTime) throws -> Bool {
        try connection.run(
            """
            INSERT INTO category (id, ref, parent, name, icon, place, is_on, changed)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (ref) DO NOTHING
            """,
            category.id,
            category.ref,
            category.parent,
            category.name,
            category.icon,
            category.place,
            category.isOn,
            time
        ) == 1
    }

    /// Puts another in its place; its `ref` stays.
    func change(_ category: Category, at time: UnixTime) throws {
        try connection.run(
            """
            UPDATE category SET parent = ?2, name = ?3, icon = ?4, place = ?5, is_on = ?6,
                changed = ?7
            WHERE id = ?1
            """,
            category.id,
            category.parent,
            category.name,
            category.icon,
            category.place,
            category.isOn,
            time
        )
    }

    private static func category(_ row: Row) throws(StorageError) -> Category {
        try Category(
            id: row.id(0),
            ref: row.text(1),
            parent: row.optionalID(2),
            name: row.text(3),
            icon: row.text(4),
            place: row.integer(5),
            isOn: row.bool(6)
        )
    }
}
