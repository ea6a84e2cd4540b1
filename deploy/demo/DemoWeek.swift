import Basics
import JSON

/// A week of orders, played day by day as the sandbox's time is moved.
struct DemoWeek {
    /// What becomes of an order.
    enum Fate: Sendable, CaseIterable {
        /// Paid, and all of it handed over; one of two pieces; one, and taken back.
        case redeemed, partly, undone
        /// Paid, and nothing more.
        case waiting
        /// Given back by its buyer; one piece of two by the back office, after the other was handed
        /// over.
        case givenBack, officeRefund
        /// Never paid: by its buyer's word, or in time.
        case cancelled, lapsed
        /// Paid, and run out before anybody came.
        case expires

        var pieces: Int {
            switch self {
            case .partly, .officeRefund: 2
            default: 1
            }
        }
    }

    /// What happens to an order later in its day.
    private struct Later {
        let fate: Fate
        let number: String
        let shopper: Int
        /// After so many further orders.
        var turns: Int
    }

    /// An order whose end others bring about.
    private struct Awaited {
        let number: String
        let shopper: Int
        let state: Int64
    }

    private let stage: DemoStage
    private let market: DemoMarket
    private let size: DemoSize
    private var shoppers: [DemoShopper] = []
    private var later: [Later] = []
    private var awaited: [Awaited] = []

    init(on stage: DemoStage, at market: DemoMarket, _ size: DemoSize) {
        self.stage = stage
        self.market = market
        self.size = size
    }

    /// From nine in the morning on.
    private static let opening: Int64 = 9 * 3_600
    /// So many seconds until ten at night.
    private static let openFor = 13 * 3_600

    /// Plays a day, 0 being the first.
    mutating func play(day: Int) async throws(DemoProblem) {
        let date = market.catalogue.firstDay.adding(days: Int64(day))
        let morning = CivilZone.china.start(of: date).adding(seconds: Self.opening)
        try await stage.moveClock(to: morning)
        // Yesterday's tokens would do; but they end before the week does.
        shoppers = try await stage.shoppers()
        try await awaitOthers()
        var seed = SplitMix64(seed: 1_000 + UInt64(day))
        var fates = size.fatesOfDay
        let pause = Self.openFor / fates.count
        while !fates.isEmpty {
            try await begin(fates.remove(at: seed.below(fates.count)), day, &seed)
            try await stage.moveClock(bySeconds: pause / 2 + seed.below(pause / 2))
            try await goOn { turns in turns <= 0 }
        }
        try await goOn { _ in true }
    }

    /// Waits until whatever lapses, runs out or goes back has done so.
    mutating func awaitOthers() async throws(DemoProblem) {
        for order in awaited {
            try await shoppers[order.shopper].awaitState(order.state, of: order.number)
        }
        awaited = []
    }

    // MARK: Orders

    private mutating func begin(
        _ fate: Fate,
        _ day: Int,
        _ seed: inout SplitMix64
    ) async throws(DemoProblem) {
        let item = try item(for: fate, day, &seed)
        let oper = market.catalogue.shops[market.catalogue.items[item].shop].oper
        let shopper = seed.one(of: shoppers.indices.filter { DemoShopper.isAt(oper, $0) })
        let pieces = max(fate.pieces, fate == .redeemed ? 1 + seed.below(3) : 1)
        let (number, pay) = try await shoppers[shopper].buy(market.goods[item], pieces)
        let turns = 1 + seed.below(3)
        switch fate {
        case .lapsed: awaited.append(Awaited(number: number, shopper: shopper, state: 3))
        case .cancelled: try await shoppers[shopper].cancel(number)
        case .expires:
            try await shoppers[shopper].pay(pay, for: number)
            awaited.append(Awaited(number: number, shopper: shopper, state: 6))
        case .redeemed, .partly, .undone, .waiting, .givenBack, .officeRefund:
            try await shoppers[shopper].pay(pay, for: number)
            later.append(Later(fate: fate, number: number, shopper: shopper, turns: turns))
        }
    }

    /// Something on sale; for what is to run out, something that does today.
    private func item(
        for fate: Fate,
        _ day: Int,
        _ seed: inout SplitMix64
    ) throws(DemoProblem) -> Int {
        let lastDay = fate == .expires ? day : nil
        let items = market.catalogue.items.indices.filter {
            market.catalogue.items[$0].lastDay == lastDay
        }
        guard !items.isEmpty else { throw DemoProblem("nothing runs out on day \(day + 1)") }
        return seed.one(of: items)
    }

    private mutating func goOn(
        _ isDue: (_ turns: Int) -> Bool
    ) async throws(DemoProblem) {
        for index in later.indices { later[index].turns -= 1 }
        let due = later.filter { isDue($0.turns) }
        later.removeAll { isDue($0.turns) }
        for order in due { try await goOn(order) }
    }

    private mutating func goOn(_ order: Later) async throws(DemoProblem) {
        let shopper = shoppers[order.shopper]
        switch order.fate {
        case .redeemed:
            for code in try await shopper.vouchers(of: order.number) {
                try await stage.redeem(code)
            }
            try await shopper.awaitState(7, of: order.number)
        case .partly, .undone, .officeRefund:
            guard let code = try await shopper.vouchers(of: order.number).first else {
                throw DemoProblem("\(order.number) has no voucher")
            }
            try await stage.redeem(code)
            if order.fate == .undone { try await stage.undo(code) }
            guard order.fate == .officeRefund else { return }
            try await stage.refundOnePiece(of: order.number)
            awaited.append(Awaited(number: order.number, shopper: order.shopper, state: 7))
        case .givenBack:
            try await shopper.giveBack(order.number)
            awaited.append(Awaited(number: order.number, shopper: order.shopper, state: 6))
        case .waiting, .cancelled, .lapsed, .expires: break
        }
    }
}

/// What the sandbox's time and the counter are asked for.
extension DemoStage {
    /// All shoppers, logged in now.
    func shoppers() async throws(DemoProblem) -> [DemoShopper] {
        var shoppers: [DemoShopper] = []
        for number in 0..<DemoShopper.count {
            shoppers.append(try await DemoShopper(number, gateway: gateway, sandbox: sandbox))
        }
        return shoppers
    }

    /// What time it is, and how far that is from the real time.
    func time() async throws(DemoProblem) -> (now: UnixTime, offsetSeconds: Int64) {
        let status = try await sandbox.get("/sandbox/status")
        guard let now = status["now"]?.integer, let offset = status["offset_milliseconds"]?.integer
        else { throw DemoProblem("the sandbox does not say what time it is") }
        return (UnixTime(seconds: now), offset / 1_000)
    }

    func moveClock(to time: UnixTime) async throws(DemoProblem) {
        let seconds = time.seconds - (try await self.time().now.seconds)
        if seconds > 0 { try await moveClock(bySeconds: Int(seconds)) }
    }

    func moveClock(bySeconds seconds: Int) async throws(DemoProblem) {
        let step = JSONObject([("advance_seconds", .integer(Int64(seconds)))])
        try await sandbox.post("/sandbox/clock", json: .object(step))
    }

    /// The real time again.
    func resetClock() async throws(DemoProblem) {
        try await sandbox.post(
            "/sandbox/clock",
            json: .object(JSONObject([("reset", .bool(true))]))
        )
    }

    fileprivate func redeem(_ code: String) async throws(DemoProblem) {
        try await gateway.post(
            "/admin/commerce/vouchers/redeem",
            ["verify_code": code],
            token: adminKey
        )
    }

    fileprivate func undo(_ code: String) async throws(DemoProblem) {
        try await gateway.post(
            "/admin/commerce/vouchers/undo",
            ["verify_code": code, "reason": "顾客改天再来"],
            token: adminKey
        )
    }

    fileprivate func refundOnePiece(of number: String) async throws(DemoProblem) {
        try await gateway.post(
            "/admin/commerce/orders/\(number)/refund",
            ["pieces": "1", "reason": "有一份没做好"],
            token: adminKey
        )
    }
}
