import Admin
import Basics
import CommerceDomain
import Media
import ServiceKit
import Storage

extension CatalogueDesk {
    private var goods: GoodsStore { GoodsStore(connection: connection) }

    /// Makes a good, or changes this one.
    func put(_ form: GoodsForm, at existing: Goods?) throws -> Outcome<Goods> {
        guard let existing else { return try add(form) }
        guard isInScope(existing.merchant) else { throw CatalogueProblem.unknown }
        let details = try details(form, over: existing.details)
        let changed = existing.with(details: details, isOn: form.isOn)
        guard changed != existing else { return .unchanged(existing.id) }
        try goods.change(changed, at: unit.now)
        try record(
            "commerce.goods.change",
            on: "goods:\(existing.id)",
            from: cells(of: existing),
            to: cells(of: changed)
        )
        return .changed(existing.id)
    }

    /// Whether the operator may touch what is a merchant's.
    func isInScope(_ merchant: ID<Merchant>) -> Bool {
        scope?.contains(merchant) ?? true
    }

    private func add(_ form: GoodsForm) throws -> Outcome<Goods> {
        guard let name = form.name, !name.isEmpty, let price = form.price,
            let startsOn = form.startsOn, let endsOn = form.endsOn, let seller = form.merchant
        else { throw CatalogueProblem.incomplete }
        let merchant = try self.merchant(seller)
        let id: ID<Goods> = try connection.nextID()
        let bare = Goods.Details(
            ref: ref(form.ref, id),
            name: name,
            price: price,
            startsOn: startsOn,
            endsOn: endsOn
        )
        let made = Goods(
            id: id,
            merchant: merchant,
            isOn: form.isOn ?? true,
            stock: nil,
            sold: 0,
            details: try details(form, over: bare)
        )
        guard try goods.add(made, at: unit.now) else { throw CatalogueProblem.refTaken }
        if let stock = form.stock {
            try StockStore(connection: connection).set(
                id,
                to: stock,
                cause: "office:add",
                reason: action.reason,
                at: unit.now
            )
        }
        try record("commerce.goods.add", on: "goods:\(id)", from: [], to: cells(of: made))
        return .created(id)
    }

    private func details(_ form: GoodsForm, over old: Goods.Details) throws -> Goods.Details {
        var details = old
        details.name = form.name ?? old.name
        details.description = form.description ?? old.description
        details.price = form.price ?? old.price
        details.marketPrice = form.marketPrice ?? old.marketPrice
        details.startsOn = form.startsOn ?? old.startsOn
        details.endsOn = form.endsOn ?? old.endsOn
        let opens = form.opens ?? old.hours.opens
        let closes = form.closes ?? old.hours.closes
        details.hours = OpeningHours(opens: opens, closes: closes) ?? old.hours
        if let name = form.picture, name != old.picture {
            let picture = try picture(name)
            details.picture = picture?.file ?? ""
            details.thumbnail = picture?.thumbnail ?? ""
        }
        if let names = form.pictures, names != old.pictures {
            details.pictures = try names.compactMap { try picture($0)?.file }
        }
        details.buyInfo = form.buyInfo ?? old.buyInfo
        if let perUser = form.perUser { details.perUser = perUser.value }
        details.refundsExpired = form.refundsExpired ?? old.refundsExpired
        guard details.endsOn >= details.startsOn else { throw CatalogueProblem.datesReversed }
        guard !details.name.isEmpty else { throw CatalogueProblem.incomplete }
        return details
    }

    private func merchant(_ name: GoodsForm.MerchantName) throws -> ID<Merchant> {
        let store = MerchantStore(connection: connection)
        let record =
            switch name {
            case .id(let id): try store.record(id)
            case .ref(let ref): try store.record(ref: ref)
            }
        guard let record, isInScope(record.merchant.id) else {
            throw CatalogueProblem.merchantUnknown
        }
        return record.merchant.id
    }

    private func cells(of goods: Goods) throws -> [CatalogueCell] {
        let merchant = try MerchantStore(connection: connection).record(goods.merchant)
        return CatalogueRows.cells(of: goods, merchantRef: merchant?.merchant.details.ref ?? "")
    }
}
