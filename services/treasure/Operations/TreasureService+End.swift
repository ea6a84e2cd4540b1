import Basics
import Events
import ServiceKit
import Storage
import TreasureDomain

extension TreasureService {
    /// A publisher ends a task before its time: nobody digs any more, and money that nobody has won
    /// goes back.
    func end(_ code: TaskCode?, by player: Player) async throws(Failure<EndRefusal>) {
        guard let code else { throw .refused(.taskUnknown) }
        try await database.write(refusing: EndRefusal.self) { [course] unit in
            let uid = try PeopleStore(unit.connection).account(player.uid)
            let task = try TaskStore(unit.connection).task(code)
            guard let task, task.publisher == uid else { throw EndRefusal.taskUnknown }
            guard try course.end(task.id, .publisher, in: unit) else {
                throw EndRefusal.alreadyEnded
            }
        }
    }
}
