import Basics
import Events
import ServiceKit
import Storage
import TreasureDomain

extension TreasureService {
    /// Digs once, in one unit: the hole gets one deeper where it may, whoever digs has waited long
    /// enough, and if a prize lies there it is theirs. The one that finds the last prize ends the
    /// task.
    func dig(
        _ code: TaskCode?,
        by player: Player
    ) async throws(Failure<Dig.Refusal>) -> Dig.Outcome {
        guard let code else { throw .refused(.taskUnknown) }
        let merchant: String?
        do throws(Failure<Never>) {
            merchant = try await money.merchant(of: player.app) ?? ""
        } catch {
            // Not known now; most digs go without.
            merchant = nil
        }
        let outcome: Dig.Outcome
        do throws(Failure<Dig.Refusal>) {
            outcome = try await dig(code, by: player, paidThrough: merchant ?? "")
        } catch {
            let isUnknown = merchant == nil && error == .refused(.otherMerchant)
            throw isUnknown ? .unavailable(retryAfterSeconds: 2) : error
        }
        metrics.digs.add()
        if outcome.hasWon { metrics.prizes.add() }
        return outcome
    }

    private func dig(
        _ code: TaskCode,
        by player: Player,
        paidThrough merchant: String
    ) async throws(Failure<Dig.Refusal>) -> Dig.Outcome {
        try await database.write(refusing: Dig.Refusal.self) { [rules, course] unit in
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
        guard let ground = try store.ground(code, for: digger) else {
            throw Dig.Refusal.taskUnknown
        }
        let limit = rules.digsPerDay
        if let refusal = ground.refusal(of: digger, rules.coolDown, digsPerDay: limit) {
            throw refusal
        }
        guard let hole = try store.deepen(ground, by: digger) else { throw Dig.Refusal.ended }
        guard try store.note(hole, ground, by: digger, after: rules.coolDown) else {
            throw Dig.Refusal.coolingDown
        }
        let players = PlayerStore(unit.connection)
        let today = try players.countDig(
            of: digger.uid,
            called: unionid,
            isFirst: ground.lastDig == nil,
            on: digger.day
        )
        guard today <= limit else { throw Dig.Refusal.tooManyToday }
        let hasWon = try store.find(in: hole, by: digger)
        try players.count(digs: 1, prizes: hasWon ? 1 : 0, on: digger.day)
        if hasWon, hole.found + 1 == hole.prizes {
            try course.end(hole.task, .found, in: unit)
        }
        return hasWon
    }
}
