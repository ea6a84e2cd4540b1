import Admin
import Basics
import Payments
import ServiceKit
import Storage
import TreasureDomain

extension TreasureService {
    /// Most days of figures at once, and furthest back that what was held is counted.
    static let mostDays: Int64 = 400

    /// Figures of every day from the first to the last.
    func figures(from first: Day, to last: Day) async throws(Failure<Never>) -> [Figures] {
        let desk = PayoutDesk(redPackets)
        let today = CivilZone.china.day(at: clock.now)
        // Counted back from what is held now, so up to today wherever the range ends.
        let isRecent = today.number - first.number < Self.mostDays
        let end = isRecent ? max(last, today) : last
        let money = try await desk.days(from: first, to: end)
        let rows = try await database.read(refusing: Never.self) {
            try OfficeStore($0).days(from: first, to: last)
        }
        var days = money.map { day in
            Figures(
                day: day.day,
                paidIn: day.paidIn,
                refunded: day.refunded,
                paidOut: day.paidOut
            )
        }
        for row in rows {
            let index = Int(row.day.number - first.number)
            days[index].tasks = row.tasks
            days[index].digs = row.digs
            days[index].prizes = row.prizes
        }
        if isRecent {
            var held = try await desk.heldNow()
            for index in days.indices.reversed() {
                days[index].held = held
                let day = days[index]
                held = Money(
                    fen: held.fen - day.paidIn.fen + day.refunded.fen + day.paidOut.fen
                )
            }
        }
        return days.filter { $0.day <= last }
    }

    /// Where a task's money is; nil for one that nobody has paid for.
    func money(of task: TreasureTask) async throws(Failure<OfficeRefusal>) -> MoneyReport? {
        guard task.terms.kind == .redPacket else { return nil }
        do throws(Failure<Never>) {
            return try await PayoutDesk(redPackets).report(of: task.id)
        } catch {
            switch error {
            case .unavailable(let seconds): throw .unavailable(retryAfterSeconds: seconds)
            case .fault: throw .fault
            }
        }
    }

    /// Holds the red packets of a task back, or no more, and gives how it stands then.
    func setPayoutsStopped(
        _ isStopped: Bool,
        _ code: TaskCode?,
        by action: AdminAction
    ) async throws(Failure<OfficeRefusal>) -> OfficeStore.TaskRow {
        let row = try await task(code)
        do throws(Failure<PayoutDesk.Refusal>) {
            try await PayoutDesk(redPackets).setStopped(isStopped, task: row.task.id, by: action)
        } catch {
            switch error {
            case .refused(.unchanged), .refused(.stateForbids): throw .refused(.unchanged)
            // Goods have none.
            case .refused(.unknown): throw .refused(.unchanged)
            case .unavailable(let seconds): throw .unavailable(retryAfterSeconds: seconds)
            case .fault: throw .fault
            }
        }
        return try await task(code)
    }
}
