extension CategoryTree {
    /// All of them, parents before their children.
    public var inOrder: [Category] {
        roots.flatMap { [$0] + below($0) }
    }

    private func below(_ category: Category) -> [Category] {
        children(of: category.id).flatMap { [$0] + below($0) }
    }
}
