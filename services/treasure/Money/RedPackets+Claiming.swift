import AuthCalls
import Basics
import Events
import Payments
import ServiceKit
import Storage
import TreasureDomain
import WeChatPay

extension RedPackets {
    /// Pays a winner, or says how that stands: the same claim again gets the same answer, and never
    /// a second transfer. One that came to nothing has made the prize claimable again; the next claim
    /// begins another transfer with another number.
    func payOut(
        _ prize: Prize,
        of task: TreasureTask,
        to player: Player
    ) async throws(Failure<Claim.Refusal>) -> Payout {
        let app: DirectoryApp?
        do throws(Failure<Never>) {
            app = try await apps.app(player.app)
        } catch {
            throw error.map { never -> Claim.Refusal in }
        }
        guard let app else { throw .refused(.otherMerchant) }
        let written: TransferRecord
        do {
            written = try await database.writeRepeatable { [self] unit in
                try claim(prize.id, by: player, in: app, unit)
            }
        } catch {
            if error as? Claim.Refusal == .dayLimit { metrics.refuse() }
            throw failure(error)
        }
        await noteDay()
        let present = await pushed(written)
        guard present.state.keepsMoney else { throw .refused(.notPayable) }
        return Payout(
            merchant: present.mchid,
            appid: present.request.appid,
            package: present.phoneArguments?.package ?? "",
            state: MoneyTexts.state(of: present),
            isDone: present.state == .paid
        )
    }

    /// In one unit: the claim is good, the money is set apart, the prize is on its way.
    private func claim(
        _ id: ID<Prize>,
        by player: Player,
        in app: DirectoryApp,
        _ unit: UnitOfWork
    ) throws -> TransferRecord {
        let prizes = PrizeStore(unit.connection)
        guard let prize = try prizes.prize(id),
            try prize.winner == PeopleStore(unit.connection).account(player.uid),
            let task = try TaskStore(unit.connection).task(prize.task)
        else { throw Claim.Refusal.nothingWon }
        let ref = MoneyRef.prize(id).text
        let known = try payments.transfer(of: ref, in: unit.connection)
        switch prize.state {
        case .drawing, .drawn:
            guard let known else { throw MoneyMismatch(ref) }
            return known
        case .undrawn: break
        case .lapsed, .refunded: throw Claim.Refusal.lapsed
        case .buried, .unwon: throw Claim.Refusal.nothingWon
        }
        guard app.mchid == task.merchant else { throw Claim.Refusal.otherMerchant }
        guard try !isHeldBack(task, unit.connection) else { throw Claim.Refusal.payoutsStopped }
        let request = TransferRequest(
            ref: ref,
            fund: MoneyRef.task(task.id).text,
            appid: app.appid,
            openid: player.openid.text,
            amount: task.terms.money,
            terms: MoneyTexts.transfer
        )
        switch try payments.transfer(request, in: unit) {
        case .written(let transfer):
            let isWithin = try PayoutDayStore(unit.connection)
                .take(
                    request.amount,
                    on: today(unit.now),
                    limit: settings.payoutsPerDay
                )
            guard isWithin else { throw Claim.Refusal.dayLimit }
            guard try prizes.move(id, from: .undrawn, to: .drawing, at: unit.now) else {
                throw StorageError.busy
            }
            return transfer
        case .known(let transfer): return transfer
        case .refused(let refusal):
            log.error(
                "a red packet cannot be paid out",
                ["prize": .integer(id.rawValue), "cause": .text("\(refusal)")]
            )
            throw Claim.Refusal.notPayable
        }
    }

    /// WeChat Pay is asked at once, so that the phone need not come again; it need not go well.
    private func pushed(_ transfer: TransferRecord) async -> TransferRecord {
        switch transfer.state {
        case .waiting, .asking, .processing:
            (try? await payments.push(transfer: transfer.id)) ?? transfer
        case .held, .confirming, .transferring, .cancelling, .paid, .failed, .cancelled: transfer
        }
    }

    /// What the day's payouts come to, for the alarm.
    func noteDay() async {
        let total = try? await database.read { connection in
            try PayoutDayStore(connection).total(on: today(clock.now))
        }
        if let total { metrics.set(total) }
    }

    /// The same as long as the process runs.
    func watchDay() async {
        repeat { await noteDay() } while await Pause.milliseconds(10_000)
    }

    private func failure(_ error: any Error) -> Failure<Claim.Refusal> {
        switch error {
        case let refusal as Claim.Refusal: return .refused(refusal)
        case let storage as StorageError where storage.isTransient:
            log.warning("the database did not take it", ["cause": .text("\(storage)")])
            return .unavailable(retryAfterSeconds: 1)
        default:
            log.error("a red packet cannot be claimed", ["cause": .text("\(error)")])
            return .fault
        }
    }
}
