import Basics
import Images
import JSON

/// The merchants and goods of the demo as they stand in the stack: pictures uploaded, tables imported,
/// by the back office's own ways.
struct DemoMarket: Sendable {
    let catalogue: DemoCatalogue
    /// The number of each good, in the catalogue's order.
    let goods: [Int64]

    /// Brings them in; what is there already stays as it is.
    static func open(
        _ catalogue: DemoCatalogue,
        on stage: DemoStage,
        shoppers: [DemoShopper]
    ) async throws(DemoProblem) -> DemoMarket {
        var files: [String: String] = [:]
        for root in DemoTrades.roots {
            for number in 0..<DemoTile.kinds {
                files["\(root.motif) \(number)"] = try await stage.upload(root.motif, number)
            }
        }
        let pictures = files
        func picture(_ motif: DemoTile.Motif, _ number: Int) -> String {
            pictures["\(motif) \(number % DemoTile.kinds)"] ?? ""
        }
        _ = try await stage.importTable("categories", catalogue.categories { picture($0, 0) })
        // Where each lies is looked up, so that no address contradicts its place.
        var areas: [String] = []
        for (number, shop) in catalogue.shops.enumerated() {
            areas.append(try await shoppers[number % shoppers.count].area(of: shop))
        }
        _ = try await stage.importTable(
            "merchants",
            catalogue.merchants(areas: areas, picture)
        )
        let goods = try await stage.importTable("goods", catalogue.goods(picture))
        return DemoMarket(catalogue: catalogue, goods: goods)
    }
}

extension DemoStage {
    /// A picture of the house's, by its file.
    fileprivate func upload(
        _ motif: DemoTile.Motif,
        _ number: Int
    ) async throws(DemoProblem) -> String {
        let picture: Bytes
        do throws(ImageFailure) {
            picture = try await ImageWorker.shared.run { () throws(ImageFailure) in
                try DemoTile.draw(motif, number: number)
            }
        } catch {
            throw DemoProblem("a picture cannot be drawn: \(error)")
        }
        let kept = try await gateway.upload(
            picture,
            as: "image",
            to: "/admin/commerce/pictures",
            token: adminKey
        )
        guard let file = kept["file"]?.string else { throw DemoProblem("pictures: \(kept)") }
        return file
    }

    /// Imports a table; the numbers of its lines' rows.
    fileprivate func importTable(
        _ kind: String,
        _ table: Bytes
    ) async throws(DemoProblem) -> [Int64] {
        let path = "/admin/commerce/import/\(kind)"
        let report = try await gateway.post(path, table, "text/csv", adminKey)
        guard report["written"] == .bool(true), let lines = report["lines"]?.array else {
            let refused = report["lines"]?.array?.first { $0["result"]?.string == "refused" }
            throw DemoProblem("import of \(kind): \(refused?["problem"]?.string ?? "refused")")
        }
        return lines.compactMap { $0["id"]?.integer }
    }
}
