import Basics
import CommerceDomain
import ServiceKit
import Storage

extension CatalogueDesk {
    private var merchants: MerchantStore { MerchantStore(connection: connection) }

    /// Makes a merchant, or changes this one.
    func put(
        _ form: MerchantForm,
        at existing: MerchantStore.Record?
    ) throws -> Outcome<Merchant> {
        guard let existing else { return try add(form) }
        let changed = try record(
            form,
            over: existing.merchant.details,
            id: existing.merchant.id,
            oper: existing.merchant.oper,
            isOn: existing.merchant.isOn
        )
        guard changed != existing else { return .unchanged(existing.merchant.id) }
        try merchants.change(existing, to: changed, initials, at: unit.now)
        try record(
            "commerce.merchant.change",
            on: "merchant:\(existing.merchant.id)",
            from: cells(of: existing),
            to: cells(of: changed)
        )
        return .changed(existing.merchant.id)
    }

    private func add(_ form: MerchantForm) throws -> Outcome<Merchant> {
        guard scope == nil else { throw CatalogueProblem.unknown }
        guard let name = form.name, !name.isEmpty, let address = form.address,
            let point = form.point, let category = form.category, let oper = form.oper
        else { throw CatalogueProblem.incomplete }
        let id: ID<Merchant> = try connection.nextID()
        let details = Merchant.Details(
            ref: ref(form.ref, id),
            category: try self.category(category),
            name: name,
            address: address,
            point: point
        )
        let made = try record(form, over: details, id: id, oper: oper, isOn: true)
        guard try merchants.add(made, initials, at: unit.now) else {
            throw CatalogueProblem.refTaken
        }
        try record(
            "commerce.merchant.add",
            on: "merchant:\(id)",
            from: [],
            to: cells(of: made)
        )
        return .created(id)
    }

    private func record(
        _ form: MerchantForm,
        over old: Merchant.Details,
        id: ID<Merchant>,
        oper: Int64,
        isOn: Bool
    ) throws -> MerchantStore.Record {
        var details = old
        if let category = form.category { details.category = try self.category(category) }
        if let name = form.name { details.name = name }
        details.brand = form.brand ?? old.brand
        details.region = form.region ?? old.region
        details.address = form.address ?? old.address
        details.point = form.point ?? old.point
        let opens = form.opens ?? old.hours.opens
        let closes = form.closes ?? old.hours.closes
        details.hours = OpeningHours(opens: opens, closes: closes) ?? old.hours
        details.logo = try file(form.logo, else: old.logo)
        details.picture = try file(form.picture, else: old.picture)
        details.description = form.description ?? old.description
        details.contact = form.contact ?? old.contact
        details.phone = form.phone ?? old.phone
        let centre = form.oper ?? oper
        if form.oper != nil, !centres.contains(centre) { throw CatalogueProblem.centreUnknown }
        guard !details.name.isEmpty else { throw CatalogueProblem.incomplete }
        let place = try place(of: details)
        return MerchantStore.Record(
            merchant: Merchant(id: id, oper: centre, isOn: form.isOn ?? isOn, details: details),
            county: place?.county.code ?? 0,
            city: place?.city.code ?? 0
        )
    }

    /// The area is found, never said: so city and distance cannot contradict each other.
    private func place(of details: Merchant.Details) throws -> AreaPlace? {
        guard Merchant.isInChina(region: details.region) else { return nil }
        guard let place = areas.place(at: GCJ02.wgs84(details.point)) else {
            throw CatalogueProblem.abroad
        }
        return place
    }

    private func category(_ name: MerchantForm.CategoryName) throws -> ID<Category> {
        let store = CategoryStore(connection: connection)
        let category =
            switch name {
            case .id(let id): try store.category(id)
            case .ref(let ref): try store.category(ref: ref)
            }
        guard let category else { throw CatalogueProblem.categoryUnknown }
        return category.id
    }

    private func cells(of record: MerchantStore.Record) throws -> [CatalogueCell] {
        let category = try CategoryStore(connection: connection)
            .category(record.merchant.details.category)
        return CatalogueRows.cells(of: record.merchant, category: category)
    }
}
