import Admin
import Basics
import Events
import Media
import ServiceKit
import Storage
import TreasureDomain

extension TreasureService {
    /// Which tasks the back office looks for.
    enum TaskSearch: Sendable {
        case state(TreasureTask.State)
        case publisher(ID<User>)
        case all
    }

    /// What the back office does with a task.
    enum TaskStep: String, Sendable {
        case approve, refuse, block, end
    }

    enum OfficeRefusal: Error, Sendable, CaseIterable {
        case taskUnknown
        /// It was so, or it is too late.
        case unchanged
    }

    func tasks(
        _ search: TaskSearch,
        before id: Int64,
        upTo limit: Int64
    ) async throws(Failure<Never>) -> [OfficeStore.TaskRow] {
        try await database.read(refusing: Never.self) { connection in
            let store = OfficeStore(connection)
            switch search {
            case .state(let state): return try store.tasks(in: state, before: id, upTo: limit)
            case .publisher(let uid):
                let uid = try PeopleStore(connection).account(uid)
                return try store.tasks(of: uid, before: id, upTo: limit)
            case .all: return try store.tasks(before: id, upTo: limit)
            }
        }
    }

    func task(_ code: TaskCode?) async throws(Failure<OfficeRefusal>) -> OfficeStore.TaskRow {
        try await database.read(refusing: OfficeRefusal.self) { connection in
            guard let code, let row = try OfficeStore(connection).task(code) else {
                throw OfficeRefusal.taskUnknown
            }
            return row
        }
    }

    /// The prizes of a task behind a number, from above.
    func prizes(
        of code: TaskCode?,
        after number: Int64,
        upTo limit: Int64
    ) async throws(Failure<OfficeRefusal>) -> [OfficeStore.PrizeRow] {
        try await database.read(refusing: OfficeRefusal.self) { connection in
            guard let code, let task = try TaskStore(connection).task(code) else {
                throw OfficeRefusal.taskUnknown
            }
            return try OfficeStore(connection).prizes(of: task.id, after: number, upTo: limit)
        }
    }

    /// Does it, with its row in the trail, and gives how the task stands then.
    func take(
        _ step: TaskStep,
        with code: TaskCode?,
        by action: AdminAction
    ) async throws(Failure<OfficeRefusal>) -> OfficeStore.TaskRow {
        try await database.write(refusing: OfficeRefusal.self) { [course] unit in
            let store = OfficeStore(unit.connection)
            guard let code, let before = try store.task(code) else {
                throw OfficeRefusal.taskUnknown
            }
            let id = before.task.id
            let office = TaskOffice(unit: unit, course: course)
            let isChanged =
                switch step {
                case .approve: try office.approve(id)
                case .refuse: try office.refuse(id)
                case .block: try office.block(id)
                case .end: try office.end(id)
                }
            guard isChanged, let after = try store.task(code) else {
                throw OfficeRefusal.unchanged
            }
            let entry = TrailEntry(
                action,
                "task.\(step.rawValue)",
                on: "task:\(id)",
                before: before.task.standing,
                after: after.task.standing
            )
            try unit.record(entry)
            return after
        }
    }
}

extension TreasureTask {
    /// How it stands, for the trail.
    fileprivate var standing: String {
        "\(state.rawValue), \(content.rawValue)\(isBlocked ? ", blocked" : "")"
    }
}
