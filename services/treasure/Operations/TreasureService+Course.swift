import Jobs
import ServiceKit
import Storage
import TreasureDomain

extension TreasureService {
    /// Has tasks end whose time is over, and those that nobody has paid.
    func addCourse() throws(CompositionError) {
        try jobs.on(Course.timeOut) { job in
            try await database.write { [course] unit in
                try course.end(job.payload.id, .time, in: unit)
                try job.finish(in: unit.connection)
            }
            return .done
        }
        try jobs.on(Course.payment) { job in
            try await database.write { [course] unit in
                let task = try TaskStore(unit.connection).task(job.payload.id)
                if task?.state == .awaitingPayment {
                    try course.end(job.payload.id, .unpaid, in: unit)
                }
                try job.finish(in: unit.connection)
            }
            return .done
        }
    }
}
