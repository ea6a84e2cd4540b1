import Basics
import Events
import ServiceKit
import Storage
import TreasureDomain

extension TreasureService {
    /// Digs once. All of it is one unit, of which every step asks in its own statement whether it
    /// may: the hole gets one deeper, whoever digs has waited long enough, and if a prize lies there
    /// it is theirs. The one that finds the last prize ends the task.
    func dig(
        _ code: TaskCode?,
        by player: Player
    ) async throws(Failure<Dig.Refusal>) -> Dig.Outcome {
        guard let code else { throw .refused(.taskUnknown) }
        // What is not known now may be known in a moment; until then the app itself has to fit.
        let merchant = (try? await money.merchant(of: player.app)) ?? ""
        let outcome = try await database.write(refusing: Dig.Refusal.self) {
            [rules, course] unit in
            let people = PeopleStore(unit.connection)
            let digger = DigStore.Digger(
                uid: try people.account(player.uid),
                identity: player.identity,
                app: player.app,
                merchant: merchant,
                at: unit.now
            )
            let hasWon = try Self.dig(code, digger, player.unionid, rules, course, in: unit)
            let person = try people.person(digger.uid)
            return Dig.Outcome(
                hasWon: hasWon,
                digger: Face(name: person?.nickname ?? "", avatar: person?.avatar ?? "")
            )
        }
        metrics.digs.add()
        if outcome.hasWon { metrics.prizes.add() }
        return outcome
    }

    private static func dig(
        _ code: TaskCode,
        _ digger: DigStore.Digger,
        _ unionid: ExternalID,
        _ rules: TreasureRules,
        _ course: Course,
        in unit: UnitOfWork
    ) throws -> Bool {
        let store = DigStore(unit.connection)
        guard let hole = try store.deepen(code, by: digger) else {
            let obstacle = try store.obstacle(code, for: digger.uid)
            guard let obstacle else { throw Dig.Refusal.taskUnknown }
            // Nothing else is left that keeps somebody from digging.
            throw obstacle.refusal(for: digger.uid, at: unit.now) ?? .otherMerchant
        }
        let latest = rules.coolDown.latestDig(at: unit.now)
        guard let participation = try store.note(hole, by: digger, latest: latest) else {
            let hasWon = try store.obstacle(code, for: digger.uid)?.hasWon ?? false
            throw hasWon ? Dig.Refusal.hasWon : .coolingDown
        }
        let players = PlayerStore(unit.connection)
        let day = CivilZone.china.day(at: unit.now)
        let today = try players.countDig(
            of: digger.uid,
            called: unionid,
            isFirst: participation == .new,
            on: day
        )
        guard today <= rules.digsPerDay else { throw Dig.Refusal.tooManyToday }
        let prize = try store.find(in: hole, by: digger)
        try players.count(digs: 1, prizes: prize == nil ? 0 : 1, on: day)
        if prize != nil, hole.found + 1 == hole.prizes {
            try course.end(hole.task, .found, in: unit)
        }
        return prize != nil
    }
}
