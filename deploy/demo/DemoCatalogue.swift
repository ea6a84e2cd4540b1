import Basics

/// What the demo's operator imports: tables as they come out of a spreadsheet.
struct DemoCatalogue: Sendable {
    struct Shop: Sendable {
        let ref: String
        let trade: DemoTrades.Trade
        let city: DemoCity
        let brand: String
        /// On a Chinese map, in millionths of a degree.
        let lng: Int64
        let lat: Int64
        let oper: Int64
        let road: String
        let contact: String
        let phone: String
    }

    /// A good that somebody can buy.
    struct Item: Sendable {
        let ref: String
        let shop: Int
        /// The day of the week after which it has run out; nil for one that is good for long.
        let lastDay: Int?
    }

    /// The first day of the week that is played.
    let firstDay: Day
    let shops: [Shop]
    let items: [Item]

    /// So many goods each has.
    static let goodsOfShop = 5
    static let days = 7

    /// The same for the same size and day.
    init(perCity: Int, from firstDay: Day) {
        self.firstDay = firstDay
        var seed = SplitMix64(seed: 20_260_115)
        var shops: [Shop] = []
        for (place, city) in DemoCity.all.enumerated() {
            for number in 0..<perCity {
                // Every trade is there, however few a city has.
                let trade = DemoTrades.all[(number + place * perCity) % DemoTrades.all.count]
                let east = Int64(seed.below(2 * DemoCity.reach.lng) - DemoCity.reach.lng)
                let north = Int64(seed.below(2 * DemoCity.reach.lat) - DemoCity.reach.lat)
                shops.append(
                    Shop(
                        ref: "demo-\(city.code)-\(trade.ref)",
                        trade: trade,
                        city: city,
                        brand: trade.brands[place % trade.brands.count],
                        lng: city.lng + east,
                        lat: city.lat + north,
                        oper: (place + number) % 3 == 2 ? 2 : 1,
                        road: "\(seed.one(of: DemoCity.roads))\(1 + seed.below(300))号",
                        contact: seed.one(of: DemoCity.contacts),
                        phone: "\(city.dial)-8\(1_000_000 + seed.below(8_999_999))"
                    )
                )
            }
        }
        self.shops = shops
        items = shops.indices.flatMap { shop in
            (0..<Self.goodsOfShop).map { place in
                // The last good of a few runs out within the week, on each day that of two.
                let isShort = place == Self.goodsOfShop - 1 && shop < 2 * Self.days
                return Item(
                    ref: "\(shops[shop].ref)-\(place + 1)",
                    shop: shop,
                    lastDay: isShort ? shop % Self.days : nil
                )
            }
        }
    }

    // MARK: Tables

    func categories(_ icon: (DemoTile.Motif) -> String) -> Bytes {
        var table = Self.table(["ref", "parent", "name", "icon", "place", "status"])
        for (place, root) in DemoTrades.roots.enumerated() {
            Self.add(
                ["demo-\(root.ref)", "", root.name, icon(root.motif), "\(place)", "1"],
                &table
            )
        }
        for (place, trade) in DemoTrades.all.enumerated() {
            let root = DemoTrades.roots[trade.root]
            Self.add(
                [
                    "demo-\(trade.ref)", "demo-\(root.ref)", trade.name, icon(root.motif),
                    "\(place)", "1",
                ],
                &table
            )
        }
        return table
    }

    /// `areas` are the names of the counties that they lie in.
    func merchants(areas: [String], _ picture: (DemoTile.Motif, Int) -> String) -> Bytes {
        var table = Self.table([
            "ref", "oper_id", "category", "name", "brand", "address", "lng", "lat", "opens",
            "closes", "logo", "desc_pic", "desc", "contacter", "contacter_phone", "status",
        ])
        for (number, (shop, area)) in zip(shops, areas).enumerated() {
            let motif = DemoTrades.roots[shop.trade.root].motif
            Self.add(
                [
                    shop.ref, "\(shop.oper)", "demo-\(shop.trade.ref)",
                    "\(shop.brand)\(shop.trade.suffix)（\(area)店）", shop.brand,
                    "\(area)\(shop.road)", Self.degrees(shop.lng), Self.degrees(shop.lat),
                    shop.trade.hours.opens, shop.trade.hours.closes, picture(motif, 0),
                    picture(motif, number), "\(shop.city.name)人喜欢的\(shop.trade.name)，到店出示核销码即可使用。",
                    shop.contact, shop.phone, "1",
                ],
                &table
            )
        }
        return table
    }

    func goods(_ picture: (DemoTile.Motif, Int) -> String) -> Bytes {
        var table = Self.table([
            "ref", "merchant", "name", "desc", "market_price", "price", "start_date", "end_date",
            "opens", "closes", "pic", "pic_list", "buy_info", "stock", "per_user", "status",
        ])
        var seed = SplitMix64(seed: 7)
        for (number, item) in items.enumerated() {
            let shop = shops[item.shop]
            let good = shop.trade.goods[number % Self.goodsOfShop]
            let motif = DemoTrades.roots[shop.trade.root].motif
            let last = firstDay.adding(days: Int64(item.lastDay ?? 180))
            let (own, other) = (picture(motif, number), picture(motif, number + 1))
            Self.add(
                [
                    item.ref, shop.ref, good.name, "\(shop.brand)\(good.name)，每人每次一份。",
                    "\(good.yuan * 13 / 10 + 1).00",
                    "\(good.yuan - 1).\(seed.one(of: ["80", "90"]))",
                    firstDay.adding(days: -30).text, last.text, shop.trade.hours.opens,
                    shop.trade.hours.closes, own, "\(own)|\(other)",
                    "请提前一小时预约；过期未使用自动退款。", number % 4 == 1 ? "\(50 + seed.below(200))" : "",
                    number % 10 == 7 ? "20" : "", "1",
                ],
                &table
            )
        }
        return table
    }

    private static func table(_ head: [String]) -> Bytes {
        var table = CSV.byteOrderMark
        add(head, &table)
        return table
    }

    private static func add(_ cells: [String], _ table: inout Bytes) {
        CSV.append(cells.map { .text($0) }, to: &table)
    }

    private static func degrees(_ value: Int64) -> String {
        let digits = "00000\(value % 1_000_000)".suffix(6)
        return "\(value / 1_000_000).\(digits)"
    }
}
