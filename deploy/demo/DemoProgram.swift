import Basics
import Loops

/// The demo's steps: the catalogue, a week of orders, back to the present, and treasure's tasks.
struct DemoProgram {
    private let stage: DemoStage
    private let settings: DemoSettings
    private let plays: [DemoPlay]
    private var progress: DemoProgress
    private var week: DemoWeek?
    private var failed = 0

    init(on stage: DemoStage, _ settings: DemoSettings) {
        self.stage = stage
        self.settings = settings
        plays = settings.size.plays
        let noted = (try? SmallFile.read(settings.progressFile)).flatMap { DemoProgress($0) }
        progress = noted ?? DemoProgress(total: 2 + DemoCatalogue.days + plays.count)
    }

    private static let mostFailures = 3
    private static let present = 1 + DemoCatalogue.days

    /// Goes on where it was broken off: what was half way through stays as it is, but for the catalogue,
    /// which is brought in anew. A step that fails does not keep the others from being played.
    mutating func perform() async throws(DemoProblem) {
        let first = progress.begun
        guard first < progress.total else { return }
        guard progress.total == 2 + DemoCatalogue.days + plays.count else {
            throw DemoProblem("it was begun in another size")
        }
        for step in first..<progress.total {
            if step > 0 { try note(step + 1) }
            do throws(DemoProblem) {
                let title = try await perform(step)
                OwnProcess.say("demo: \(step + 1)/\(progress.total) \(title)\n")
            } catch {
                OwnProcess.say("demo: \(step + 1)/\(progress.total) \(error)\n")
                failed += 1
                guard failed < Self.mostFailures, step > 0 else { throw error }
            }
            if step == 0 { try note(1) }
        }
        if failed > 0 { throw DemoProblem("\(failed) of \(progress.total) went wrong") }
        OwnProcess.say("demo: all is in; a new home is the reset\n")
    }

    private mutating func perform(_ step: Int) async throws(DemoProblem) -> String {
        switch step {
        case 0:
            progress.firstDay = try await beginning()
            let market = try await openMarket()
            let counts = (market.catalogue.shops.count, market.catalogue.items.count)
            return "\(counts.0) merchants with \(counts.1) goods in \(DemoCity.all.count) cities"
        case Self.present:
            try await stage.resetClock()
            try await week?.awaitOthers()
            return "the clock shows the present again"
        case 1..<Self.present:
            if week == nil { _ = try await openMarket() }
            try await week?.play(day: step - 1)
            let day = progress.firstDay?.adding(days: Int64(step - 1)).text ?? ""
            return "\(settings.size.fatesOfDay.count) orders on \(day)"
        default:
            let number = step - Self.present - 1
            try await stage.perform(plays[number], number: number)
            return plays[number].title
        }
    }

    /// The first day that begins from now on: the time of a new home begins so long ago that the week
    /// is over before the present.
    private func beginning() async throws(DemoProblem) -> Day {
        let (now, offset) = try await stage.time()
        guard offset <= -Int64(DemoCatalogue.days + 1) * 86_400 else {
            throw DemoProblem("the sandbox's time has to begin \(DemoCatalogue.days + 1) days ago")
        }
        let today = CivilZone.china.day(at: now)
        let morning = CivilZone.china.start(of: today).adding(seconds: 9 * 3_600)
        return now < morning ? today : today.adding(days: 1)
    }

    private mutating func openMarket() async throws(DemoProblem) -> DemoMarket {
        guard let firstDay = progress.firstDay else { throw DemoProblem("its week is not known") }
        let market = try await DemoMarket.open(
            DemoCatalogue(perCity: settings.size.merchantsOfCity, from: firstDay),
            on: stage,
            shoppers: try await stage.shoppers()
        )
        week = DemoWeek(on: stage, at: market, settings.size)
        return market
    }

    private mutating func note(_ begun: Int) throws(DemoProblem) {
        progress.begun = begun
        do {
            try StoredFile.write(progress.octets, to: settings.progressFile)
        } catch {
            throw DemoProblem("\(error)")
        }
    }
}
