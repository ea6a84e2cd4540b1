import Basics
import Events
import ServiceKit
import Storage
import TreasureDomain

extension TreasureService {
    /// A page of a list of tasks, newest first, one after the other; none past the end.
    func tasks(
        _ list: TaskListStore.List,
        _ page: PageNumber,
        for player: Player,
        _ use: (TaskLine) -> Void
    ) async throws(Failure<Player.Refusal>) {
        guard page.number <= PageMarks.pages else { return }
        try await database.read(refusing: Player.Refusal.self) { connection in
            let uid = try PeopleStore(connection).account(player.uid)
            let reader = PageMarks.Reader(uid: uid, list: .tasks(list))
            let store = TaskListStore(connection, for: uid)
            let start = marks.start(of: page, for: reader)
            var below = start.below
            if start.skippedPages > 0 {
                let rows = start.skippedPages * PageNumber.tasks
                guard let place = try store.place(list, below: below, rows: rows) else { return }
                below = place
            }
            var last: Int64?
            try store.lines(list, below: below, upTo: PageNumber.tasks) { line in
                use(line)
                last = line.place
            }
            if let last { marks.note(last, of: page, for: reader) }
        }
    }

    /// A page of those who have dug in a task, newest first, one after the other; none past the end.
    func participants(
        of code: TaskCode?,
        _ page: PageNumber,
        for player: Player,
        _ use: (ParticipantLine) -> Void
    ) async throws(Failure<LookRefusal>) {
        guard let code else { throw .refused(.taskUnknown) }
        try await database.read(refusing: LookRefusal.self) { connection in
            let uid = try PeopleStore(connection).account(player.uid)
            let store = SightStore(connection)
            guard let view = try store.view(code, by: uid), view.isShown(to: uid) else {
                throw LookRefusal.taskUnknown
            }
            try participants(of: view.task, page, for: uid, in: store, use)
        }
    }

    /// The numbers of the participants of a page are those below the number of participants that
    /// the reader was shown on the first one.
    func participants(
        of task: TreasureTask,
        _ page: PageNumber,
        for uid: ID<User>,
        in store: SightStore,
        _ use: (ParticipantLine) -> Void
    ) throws {
        let reader = PageMarks.Reader(uid: uid, list: .participants(task.id))
        let start = marks.start(of: page, for: reader)
        let size = PageNumber.participants
        let highest = min(start.below, task.participants + 1) - 1 - start.skippedPages * size
        guard highest >= 1 else { return }
        let lowest = max(highest - size + 1, 1)
        marks.note(lowest, of: page, for: reader)
        try store.participants(of: task.id, numbered: lowest...highest, use)
    }

    /// What somebody has done altogether; zeros for whoever has done nothing yet.
    func totals(of player: Player) async throws(Failure<Player.Refusal>) -> PlayerTotals {
        try await database.read(refusing: Player.Refusal.self) { connection in
            let uid = try PeopleStore(connection).account(player.uid)
            return try PlayerStore(connection).totals(of: uid)
        }
    }
}

extension SightStore.View {
    /// Whether somebody may see the task: everybody once it is published, before and after that
    /// only its publisher and whoever has dug there.
    func isShown(to uid: ID<User>) -> Bool {
        task.isPublished || task.publisher == uid || lastDig != nil
    }
}
