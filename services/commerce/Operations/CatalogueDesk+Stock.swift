import Admin
import Basics
import CommerceDomain
import ServiceKit
import Storage

/// What somebody does to a stock.
enum StockChange: Sendable {
    /// Puts in, or takes out what is below nothing.
    case by(Int64)
    /// Counts from now on.
    case to(Int64)
    /// Counts no more.
    case uncounted
}

extension CatalogueDesk {
    /// Changes the stock of a good by hand.
    func change(_ goods: Goods, _ change: StockChange) throws -> Goods {
        let store = StockStore(connection: connection)
        // A cause of its own: whoever sends again under one `Idempotency-Key` gets the first answer.
        let number: ID<Goods> = try connection.nextID()
        let cause = "office:\(number)"
        switch change {
        case .by(let pieces):
            guard goods.stock != nil,
                try store.change(
                    goods.id,
                    by: pieces,
                    cause: cause,
                    reason: action.reason,
                    at: unit.now
                )
            else { throw CatalogueProblem.stockTooLow }
        case .to(let stock):
            try store.set(
                goods.id,
                to: stock,
                cause: cause,
                reason: action.reason,
                at: unit.now
            )
        case .uncounted:
            try store.set(goods.id, to: nil, cause: cause, reason: action.reason, at: unit.now)
        }
        guard let changed = try GoodsStore(connection: connection).goods(goods.id) else {
            throw CatalogueProblem.unknown
        }
        if changed.stock != goods.stock {
            try record(
                "commerce.stock.change",
                on: "goods:\(goods.id)",
                from: [cell(goods)],
                to: [cell(changed)]
            )
        }
        return changed
    }

    private func cell(_ goods: Goods) -> CatalogueCell {
        CatalogueCell("stock", goods.stock.map { "\($0)" } ?? "uncounted")
    }
}
