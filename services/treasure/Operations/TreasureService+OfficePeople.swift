import Admin
import Basics
import Events
import ServiceKit
import Storage
import TreasureDomain

extension TreasureService {
    /// Everything of one account here.
    struct PersonSheet: Sendable {
        /// Under which it is known now: accounts become one.
        let uid: ID<User>
        let person: Person?
        let totals: PlayerTotals
        let listed: OfficeStore.Listed?
        /// The newest of each.
        let tasks: [OfficeStore.TaskRow]
        let digs: [OfficeStore.DigRow]
        let prizes: [OfficeStore.PrizeRow]
    }

    enum BlacklistRefusal: Error, Sendable, CaseIterable {
        /// It stands there, or does not.
        case unchanged
    }

    private static let newest: Int64 = 20

    func sheet(of uid: ID<User>) async throws(Failure<Never>) -> PersonSheet {
        try await database.read(refusing: Never.self) { connection in
            let uid = try PeopleStore(connection).account(uid)
            let store = OfficeStore(connection)
            return PersonSheet(
                uid: uid,
                person: try PeopleStore(connection).person(uid),
                totals: try PlayerStore(connection).totals(of: uid),
                listed: try store.listed(uid),
                tasks: try store.tasks(of: uid, before: .max, upTo: Self.newest),
                digs: try store.digs(of: uid, before: .max, upTo: Self.newest),
                prizes: try store.prizes(wonBy: uid, before: .max, upTo: Self.newest)
            )
        }
    }

    func digs(
        of uid: ID<User>,
        before place: Int64,
        upTo limit: Int64
    ) async throws(Failure<Never>) -> [OfficeStore.DigRow] {
        try await database.read(refusing: Never.self) { connection in
            let uid = try PeopleStore(connection).account(uid)
            return try OfficeStore(connection).digs(of: uid, before: place, upTo: limit)
        }
    }

    func prizes(
        wonBy uid: ID<User>,
        before place: Int64,
        upTo limit: Int64
    ) async throws(Failure<Never>) -> [OfficeStore.PrizeRow] {
        try await database.read(refusing: Never.self) { connection in
            let uid = try PeopleStore(connection).account(uid)
            return try OfficeStore(connection).prizes(wonBy: uid, before: place, upTo: limit)
        }
    }

    /// Keeps an account from publishing and digging, or does so no more.
    func setListed(
        _ isListed: Bool,
        _ uid: ID<User>,
        by action: AdminAction
    ) async throws(Failure<BlacklistRefusal>) {
        try await database.write(refusing: BlacklistRefusal.self) { unit in
            let uid = try PeopleStore(unit.connection).account(uid)
            let rules = RuleStore(unit.connection)
            let isChanged =
                isListed
                ? try rules.blacklist(
                    uid,
                    action.reason,
                    by: action.operatorName,
                    at: unit.now
                )
                : try rules.unblacklist(uid)
            guard isChanged else { throw BlacklistRefusal.unchanged }
            let what = isListed ? "blacklist.add" : "blacklist.remove"
            try unit.record(TrailEntry(action, what, on: "uid:\(uid)"))
        }
    }
}
