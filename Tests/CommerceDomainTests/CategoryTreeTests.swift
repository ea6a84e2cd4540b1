import Basics
import CommerceDomain
import Testing

@Suite struct CategoryTreeTests {
    private static func category(_ id: Int64, under parent: Int64? = nil) -> CommerceDomain.Category
    {
        CommerceDomain.Category(
            id: ID(id),
            ref: "c\(id)",
            parent: parent.map { ID($0) },
            name: "\(id)",
            icon: "",
            place: 0,
            isOn: true
        )
    }

    private let tree = CategoryTree([
        category(1), category(2), category(3, under: 1), category(4, under: 1),
        category(5, under: 3), category(9, under: 8),
    ])

    @Test func families() {
        #expect(tree.family(of: ID(1)) == [ID(1), ID(3), ID(4), ID(5)])
        #expect(tree.family(of: ID(2)) == [ID(2)])
        #expect(tree.family(of: ID(7)) == [ID(7)])
    }

    @Test func levels() {
        #expect([1, 3, 5].map { tree.level(of: ID($0)) } == [1, 2, 3])
        #expect([1, 3, 5].map { tree.height(of: ID($0)) } == [3, 2, 1])
    }

    /// What hangs under one that is not there is not shown.
    @Test func order() {
        #expect(tree.inOrder.map(\.id.rawValue) == [1, 3, 5, 4, 2])
    }
}
