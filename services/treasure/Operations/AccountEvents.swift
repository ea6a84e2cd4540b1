import Basics
import Events
import Jobs
import Media
import ServiceKit
import Storage
import TreasureDomain

/// What auth tells of accounts: names and pictures, two that have become one, and those that are
/// deleted.
struct AccountEvents {
    let course: Course
    let jobs: JobQueue

    func add(to events: inout EventReceiver) {
        People.follow(by: &events, merged: merge, deleted: delete)
    }

    /// Tasks, prizes, digs belong to the one that is left.
    private func merge(_ gone: ID<User>, _ left: ID<User>, in unit: UnitOfWork) throws {
        try AccountStore(unit.connection).move(gone, to: left)
    }

    /// Their tasks end, and their money goes back; nothing that says who they were is left. The rows
    /// about money stay.
    private func delete(_ uid: ID<User>, at time: UnixTime, in unit: UnitOfWork) throws {
        let store = AccountStore(unit.connection)
        for task in try store.openTasks(of: uid) { try course.end(task, .deleted, in: unit) }
        try store.anonymise(uid)
        try MediaLibrary.removeAll(of: MediaOwner(uid), jobs, in: unit)
        for former in try PeopleStore(unit.connection).former(of: uid) {
            try MediaLibrary.removeAll(of: MediaOwner(former), jobs, in: unit)
        }
    }
}
