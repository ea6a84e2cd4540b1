import Basics
import Events
import ServiceKit
import Storage
import TreasureDomain

extension TreasureService {
    /// A publisher hands a prize over on site, once, for the code that its winner shows. Answers who
    /// that is.
    func redeem(
        _ verifyCode: VerifyCode?,
        in code: TaskCode?,
        by player: Player
    ) async throws(Failure<Claim.RedeemRefusal>) -> Face {
        guard let code else { throw .refused(.taskUnknown) }
        return try await database.write(refusing: Claim.RedeemRefusal.self) { unit in
            let people = PeopleStore(unit.connection)
            let uid = try people.account(player.uid)
            let tasks = TaskStore(unit.connection)
            guard let task = try tasks.task(code), task.publisher == uid else {
                throw Claim.RedeemRefusal.taskUnknown
            }
            guard task.terms.kind == .goods, task.terms.handover == .onSite else {
                throw Claim.RedeemRefusal.notOnSite
            }
            let prizes = PrizeStore(unit.connection)
            guard let verifyCode,
                let claim = try ClaimStore(unit.connection).claim(verifyCode, in: task.id)
            else { throw Claim.RedeemRefusal.codeUnknown }
            guard try prizes.move(claim.prize, from: .drawing, to: .drawn, at: unit.now) else {
                let state = try prizes.prize(claim.prize)?.state
                throw state == .drawn ? Claim.RedeemRefusal.alreadyRedeemed : .lapsed
            }
            _ = try tasks.settle(task.id)
            let winner = try prizes.prize(claim.prize)?.winner.flatMap { try people.person($0) }
            return Face(name: winner?.nickname ?? "", avatar: winner?.avatar ?? "")
        }
    }

    /// A prize that was found, as the publisher of its task sees it.
    struct Winner: Sendable {
        let number: Int64
        let state: Prize.State
        let wonAt: UnixTime
        let face: Face
        /// Where it is to be sent; nil where that is not known.
        let address: Claim.Address?
    }

    /// The winners of a task, for its publisher alone, who sends the prizes.
    func winners(
        of code: TaskCode?,
        _ page: PageNumber,
        for player: Player
    ) async throws(Failure<LookRefusal>) -> [Winner] {
        guard let code else { throw .refused(.taskUnknown) }
        return try await database.read(refusing: LookRefusal.self) { connection in
            let uid = try PeopleStore(connection).account(player.uid)
            guard let task = try TaskStore(connection).task(code), task.publisher == uid else {
                throw LookRefusal.taskUnknown
            }
            let rows = try ClaimStore(connection).found(
                in: task.id,
                skipping: (page.number - 1) * PageNumber.participants,
                upTo: PageNumber.participants
            )
            return try rows.map { row in
                Winner(
                    number: row.number,
                    state: row.state,
                    wonAt: row.wonAt,
                    face: row.winner,
                    address: try row.address.map {
                        try ClaimDesk.open($0, of: row.prize, vault)
                    }
                )
            }
        }
    }
}
