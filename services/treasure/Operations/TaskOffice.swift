import Basics
import Media
import ServiceKit
import Storage
import TreasureDomain

/// What the back office does with tasks, inside of the unit that writes the trail. Each answers
/// whether anything was changed.
struct TaskOffice {
    let unit: UnitOfWork
    let course: Course

    private var tasks: TaskStore { TaskStore(unit.connection) }

    /// A person has looked at its texts and its picture, and lets everybody see them.
    func approve(_ id: ID<TreasureTask>) throws -> Bool {
        guard let task = try tasks.task(id) else { return false }
        let isPassed =
            try tasks.judge(id, .pass, from: .review) || tasks.judge(id, .pass, from: .pending)
        guard isPassed else { return false }
        try tasks.passText(of: id)
        if let upload = try picture(of: task) {
            _ = try UploadStore(unit.connection).decide(upload.id, mayBeShown: true)
            try followPicture(upload.id)
        }
        try course.publishIfReady(id, in: unit)
        return true
    }

    /// A person has looked, and nobody is to see it: it ends, and money that came goes back.
    func refuse(_ id: ID<TreasureTask>) throws -> Bool {
        guard let task = try tasks.task(id) else { return false }
        let isRefused =
            try tasks.judge(id, .risky, from: .review)
            || tasks.judge(id, .risky, from: .pending) || tasks.judge(id, .risky, from: .pass)
        guard isRefused else { return false }
        // What waited for the same person is decided with it; what was passed may be shown elsewhere.
        if let upload = try picture(of: task), upload.state != .pass {
            _ = try UploadStore(unit.connection).decide(upload.id, mayBeShown: false)
            try followPicture(upload.id)
        }
        try PosterStore(unit.connection).hideAll(of: id)
        try course.end(id, .refused, in: unit)
        return true
    }

    /// Takes a task away from everybody, also one that is over; it ends, and money that nobody has
    /// won goes back. What was won can still be claimed.
    func block(_ id: ID<TreasureTask>) throws -> Bool {
        guard try tasks.block(id) else { return false }
        try PosterStore(unit.connection).hideAll(of: id)
        try course.end(id, .blocked, in: unit)
        return true
    }

    /// Ends a task before its time.
    func end(_ id: ID<TreasureTask>) throws -> Bool {
        try course.end(id, .office, in: unit)
    }

    /// Holds the red packets of one task back, or no more.
    func stopPayouts(of id: ID<TreasureTask>, _ isStopped: Bool) throws -> Bool {
        try tasks.stopPayouts(id, isStopped)
    }

    /// The picture of a task, unless it was taken away.
    private func picture(of task: TreasureTask) throws -> Upload? {
        guard !task.words.picture.isEmpty else { return nil }
        return try UploadStore(unit.connection).upload(withFile: task.words.picture)
    }

    private func followPicture(_ id: ID<Upload>) throws {
        guard let decided = try UploadStore(unit.connection).upload(id) else { return }
        try PictureVerdict(course: course).apply(decided, in: unit)
    }
}
