import Basics
import PointsDomain
import Storage

extension PointsStore {
    /// Pays a task by the rules, once for each `ref` of this participant, in the unit that makes
    /// it due. Makes the row of somebody seen for the first time.
    func award(
        _ task: PointsTask,
        to participant: Participant,
        ref: String,
        under rules: Rules,
        at time: UnixTime
    ) throws -> AppendResult {
        if let booking = try award(task, to: participant.id, ref: ref, under: rules, at: time) {
            return booking
        }
        try register(participant, at: time)
        let booking = try award(task, to: participant.id, ref: ref, under: rules, at: time)
        guard let booking else {
            throw StorageError.misuse("a participant that was just made is missing")
        }
        return booking
    }

    /// The same for somebody whose row is there; nil if it is not.
    func award(
        _ task: PointsTask,
        to id: ID<WeChatIdentity>,
        ref: String,
        under rules: Rules,
        at time: UnixTime
    ) throws -> AppendResult? {
        try award(rules.points(for: task), for: task, to: id, ref: ref, under: rules, at: time)
    }

    /// Pays so many points, multiplied and capped as the rules say.
    func award(
        _ worth: Points,
        for task: PointsTask,
        to id: ID<WeChatIdentity>,
        ref: String,
        under rules: Rules,
        at time: UnixTime
    ) throws -> AppendResult? {
        guard let account = try account(of: id) else { return nil }
        let multiplier = rules.multiplier(invitations: account.invited)
        let caps = DayEarnings(connection, of: id, on: CivilZone.china.day(at: time))
        var points = Points(worth.count * multiplier)
        if rules.isCapped(task) { points = try caps.capped(points, for: task, under: rules) }
        let entry = LedgerEntry(
            ref: ref,
            task: task,
            points: points,
            ruleVersion: rules.version,
            multiplier: multiplier,
            at: time
        )
        let booking = try append(entry, to: id, standing: account)
        if rules.isCapped(task), case .done = booking { try caps.add(points, for: task) }
        return booking
    }
}
