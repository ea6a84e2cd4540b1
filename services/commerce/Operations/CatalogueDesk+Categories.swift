import Basics
import CommerceDomain
import ServiceKit
import Storage

extension CatalogueDesk {
    private var categories: CategoryStore { CategoryStore(connection: connection) }

    /// Makes a category, or changes this one.
    func put(_ form: CategoryForm, at existing: Category?) throws -> Outcome<Category> {
        let tree = try categories.tree(onlyInService: false)
        guard let existing else { return try add(form, tree) }
        let changed = Category(
            id: existing.id,
            ref: existing.ref,
            parent: try parent(form.parent, else: existing.parent, tree),
            name: form.name ?? existing.name,
            icon: try file(form.icon, else: existing.icon),
            place: form.place ?? existing.place,
            isOn: form.isOn ?? existing.isOn
        )
        guard !changed.name.isEmpty else { throw CatalogueProblem.incomplete }
        guard changed != existing else { return .unchanged(existing.id) }
        if let parent = changed.parent {
            let isCircle = tree.family(of: existing.id).contains(parent)
            let levels = tree.level(of: parent) + tree.height(of: existing.id)
            guard !isCircle, levels <= Category.mostLevels else { throw CatalogueProblem.tooDeep }
        }
        try categories.change(changed, at: unit.now)
        try record(
            "commerce.category.change",
            on: "category:\(existing.id)",
            from: cells(of: existing, tree),
            to: cells(of: changed, tree)
        )
        return .changed(existing.id)
    }

    private func add(_ form: CategoryForm, _ tree: CategoryTree) throws -> Outcome<Category> {
        guard let name = form.name, !name.isEmpty else { throw CatalogueProblem.incomplete }
        guard try categories.count() < Category.mostCategories else {
            throw CatalogueProblem.tooMany
        }
        let id: ID<Category> = try connection.nextID()
        let category = Category(
            id: id,
            ref: ref(form.ref, id),
            parent: try parent(form.parent, else: nil, tree),
            name: name,
            icon: try file(form.icon, else: ""),
            place: form.place ?? 0,
            isOn: form.isOn ?? true
        )
        if let parent = category.parent {
            guard tree.level(of: parent) < Category.mostLevels else {
                throw CatalogueProblem.tooDeep
            }
        }
        guard try categories.add(category, at: unit.now) else { throw CatalogueProblem.refTaken }
        try record(
            "commerce.category.add",
            on: "category:\(id)",
            from: [],
            to: cells(of: category, tree)
        )
        return .created(id)
    }

    private func parent(
        _ parent: CategoryForm.Parent?,
        else old: ID<Category>?,
        _ tree: CategoryTree
    ) throws -> ID<Category>? {
        switch parent {
        case nil: return old
        case .top?: return nil
        case .id(let id)?:
            guard tree[id] != nil else { throw CatalogueProblem.categoryUnknown }
            return id
        case .ref(let ref)?:
            guard let category = try categories.category(ref: ref) else {
                throw CatalogueProblem.categoryUnknown
            }
            return category.id
        }
    }

    private func cells(of category: Category, _ tree: CategoryTree) -> [CatalogueCell] {
        CatalogueRows.cells(of: category, parent: category.parent.flatMap { tree[$0] })
    }
}
