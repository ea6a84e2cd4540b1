public import Basics
public import Contracts
import Jobs
public import ServiceKit

/// `POST /admin/<service>/jobs/{id}/retry {reason?}`: it is done now, parked or not due yet; its failures
/// are forgotten.
public enum RetryJob<Service: JobsOffice>: Endpoint {
    public typealias Wire = InternalContract

    public static var route: Route { Service.jobRoutes.retry }

    public static func answer(
        _ input: JobInput,
        to caller: Caller<Operator>,
        by service: Service
    ) async throws(Failure<JobRefusal>) -> JobAnswer {
        let action = AdminAction(caller, reason: input.reason)
        try await service.database.write(refusing: JobRefusal.self) { unit in
            let store = JobStore(unit.connection)
            guard let job = try store.record(input.id) else { throw JobRefusal.unknown }
            guard try store.retry(input.id, at: unit.now) else { throw JobRefusal.running }
            try unit.record(
                TrailEntry(
                    action,
                    "job.retry",
                    on: "job:\(job.kind):\(job.key)",
                    before: job.state.rawValue,
                    after: JobState.waiting.rawValue
                )
            )
        }
        service.jobs.queue.wake()
        return JobAnswer(input.id)
    }

    public static func code(for refusal: JobRefusal) -> Code { refusal.code }
}
