/// How much the demo plays.
enum DemoSize: String, Sendable {
    case full
    /// A tenth of it, for tests: some of everything.
    case small

    /// Merchants in each of the ten cities.
    var merchantsOfCity: Int { self == .full ? 20 : 2 }

    /// What becomes of the orders of a day.
    var fatesOfDay: [DemoWeek.Fate] {
        guard self == .full else { return DemoWeek.Fate.allCases }
        let more: [DemoWeek.Fate] = [.waiting, .waiting, .givenBack, .lapsed]
        return DemoWeek.Fate.allCases + more + Array(repeating: .redeemed, count: 7)
    }

    /// Treasure's tasks.
    var plays: [DemoPlay] {
        guard self == .small else { return DemoPlays.all }
        return stride(from: 0, to: DemoPlays.all.count, by: 3).map { DemoPlays.all[$0] }
    }
}
