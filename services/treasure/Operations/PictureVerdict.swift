import Basics
import Media
import ServiceKit
import Storage
import TreasureDomain

/// What becomes of tasks when something is known of their picture.
struct PictureVerdict: Sendable {
    let course: Course

    /// Also for a picture of which nothing new is known: nothing happens then.
    func apply(_ upload: Upload, in unit: UnitOfWork) throws {
        guard upload.state != .pending else { return }
        let store = TaskStore(unit.connection)
        for task in try store.tasks(showing: upload.id.rawValue) where task.content == .pending {
            switch upload.state {
            case .pending: continue
            case .pass:
                let text = try store.text(of: task.id) ?? .review
                _ = try store.judge(task.id, text, from: .pending)
                try course.publishIfReady(task.id, in: unit)
            case .review:
                _ = try store.judge(task.id, .review, from: .pending)
            case .risky:
                _ = try store.judge(task.id, .risky, from: .pending)
                try course.end(task.id, .refused, in: unit)
            }
        }
    }
}
