public import Basics

/// All categories, as they hang under each other.
public struct CategoryTree: Sendable {
    private let known: [ID<Category>: Category]
    private let below: [ID<Category>: [Category]]
    /// Those at the top, in their order.
    public let roots: [Category]

    /// Of all that there are, in the order in which siblings stand.
    public init(_ categories: [Category]) {
        known = Dictionary(categories.map { ($0.id, $0) }) { first, _ in first }
        var below: [ID<Category>: [Category]] = [:]
        for category in categories {
            if let parent = category.parent { below[parent, default: []].append(category) }
        }
        self.below = below
        roots = categories.filter { $0.parent == nil }
    }

    /// Nil where there is none.
    public subscript(_ id: ID<Category>) -> Category? { known[id] }

    /// Those right below one.
    public func children(of id: ID<Category>) -> [Category] { below[id] ?? [] }

    /// One with all that is below it.
    public func family(of id: ID<Category>) -> Set<ID<Category>> {
        var family: Set<ID<Category>> = [id]
        for child in children(of: id) { family.formUnion(self.family(of: child.id)) }
        return family
    }

    /// Those that are shown: in service, and whatever stands above them as well.
    public var shown: Set<ID<Category>> {
        var shown: Set<ID<Category>> = []
        var next = roots
        while let category = next.popLast() {
            guard category.isOn else { continue }
            shown.insert(category.id)
            next += children(of: category.id)
        }
        return shown
    }

    /// The categories whose merchants are listed under one, or anywhere; nil for any.
    public func listed(under id: ID<Category>?) -> Set<ID<Category>>? {
        let shown = shown
        guard let id else { return shown.count == known.count ? nil : shown }
        return family(of: id).intersection(shown)
    }

    /// How many stand above it, itself counted.
    public func level(of id: ID<Category>) -> Int {
        var (level, next) = (0, Optional(id))
        while let id = next, level <= Category.mostLevels {
            level += 1
            next = known[id]?.parent
        }
        return level
    }

    /// How many levels it and what is below it take.
    public func height(of id: ID<Category>) -> Int {
        1 + (children(of: id).map { height(of: $0.id) }.max() ?? 0)
    }
}
