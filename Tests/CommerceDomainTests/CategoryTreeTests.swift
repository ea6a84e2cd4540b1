import Basics
import CommerceDomain
import Testing

@Suite struct CategoryTreeTests {
    private static func category(
        _ id: Int64,
        under parent: Int64? = nil,
        isOn: Bool = true
    ) -> CommerceDomain.Category {
        CommerceDomain.Category(
            id: ID(id),
            ref: "c\(id)",
            parent: parent.map { ID($0) },
            name: "\(id)",
            icon: "",
            place: 0,
            isOn: isOn
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

    /// One that is off is listed nowhere, nor is what hangs below it.
    @Test func listed() {
        let all = CategoryTree([Self.category(1), Self.category(2, under: 1), Self.category(3)])
        #expect(all.listed(under: nil) == nil)
        #expect(all.listed(under: ID(1)) == [ID(1), ID(2)])
        #expect(all.listed(under: ID(7)) == [])
        let some = CategoryTree([
            Self.category(1), Self.category(2, under: 1, isOn: false), Self.category(3, under: 2),
            Self.category(4, under: 1), Self.category(5, isOn: false),
        ])
        #expect(some.listed(under: nil) == [ID(1), ID(4)])
        #expect(some.listed(under: ID(1)) == [ID(1), ID(4)])
        for id in [2, 3, 5] as [Int64] { #expect(some.listed(under: ID(id)) == []) }
    }
}
