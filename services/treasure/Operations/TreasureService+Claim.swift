import Basics
import Events
import ServiceKit
import Storage
import TreasureDomain

extension TreasureService {
    /// What a claim was answered with: the same for the same claim.
    enum ClaimAnswer: Sendable {
        /// By post: it will be sent.
        case posted
        /// On site: what is to be shown there, and whether it was.
        case code(VerifyCode, isRedeemed: Bool)
        /// A red packet.
        case payout(Payout)
    }

    /// What stands before a claim.
    private enum Step: Sendable {
        case answered(ClaimAnswer)
        case payOut(Prize, TreasureTask)
    }

    /// Claims what somebody has won in a task.
    func claim(
        _ code: TaskCode?,
        by player: Player,
        to address: Claim.Address?
    ) async throws(Failure<Claim.Refusal>) -> ClaimAnswer {
        guard let code else { throw .refused(.taskUnknown) }
        if let address, !address.isWithinBounds { throw .refused(.addressTooLong) }
        let codes = (0..<4).map { _ in VerifyCode(random) }
        let step = try await database.write(refusing: Claim.Refusal.self) { [vault] unit in
            let (prize, task) = try Self.prize(code, of: player, in: unit.connection)
            guard task.terms.kind == .goods else { return Step.payOut(prize, task) }
            let desk = ClaimDesk(unit: unit, vault: vault, task: task)
            switch task.terms.handover {
            case .post:
                try desk.send(prize, to: address)
                return .answered(.posted)
            case .onSite:
                return .answered(try desk.handOut(prize, codes))
            }
        }
        switch step {
        case .answered(let answer): return answer
        case .payOut(let prize, let task):
            return .payout(try await money.payOut(prize, of: task, to: player))
        }
    }

    /// What a player has won in a task and can claim, or has claimed.
    private static func prize(
        _ code: TaskCode,
        of player: Player,
        in connection: Connection
    ) throws -> (Prize, TreasureTask) {
        let uid = try PeopleStore(connection).account(player.uid)
        guard let view = try SightStore(connection).view(code, by: uid), view.isShown(to: uid)
        else { throw Claim.Refusal.taskUnknown }
        let prizes = try PrizeStore(connection).prizes(of: view.task.id, wonBy: uid)
        guard let prize = prizes.first else { throw Claim.Refusal.nothingWon }
        switch prize.state {
        case .undrawn, .drawing, .drawn: return (prize, view.task)
        case .lapsed, .refunded: throw Claim.Refusal.lapsed
        // Not won by anybody.
        case .buried, .unwon: throw Claim.Refusal.nothingWon
        }
    }
}
