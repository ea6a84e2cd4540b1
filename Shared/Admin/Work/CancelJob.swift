public import Basics
public import Contracts
import Jobs
public import ServiceKit

/// `POST /admin/<service>/jobs/{id}/cancel {reason?}`: it is taken away for good. What a run at the moment
/// does in its last unit is taken back.
public enum CancelJob<Service: JobsOffice>: Endpoint {
    public typealias Wire = InternalContract

    public static var route: Route { Service.jobRoutes.cancel }

    public static func answer(
        _ input: JobInput,
        to caller: Caller<Operator>,
        by service: Service
    ) async throws(Failure<JobRefusal>) -> JobAnswer {
        let action = AdminAction(caller, reason: input.reason)
        try await service.database.write(refusing: JobRefusal.self) { unit in
            let store = JobStore(unit.connection)
            guard let job = try store.record(input.id), try store.cancel(input.id) else {
                throw JobRefusal.unknown
            }
            try unit.record(
                TrailEntry(
                    action,
                    "job.cancel",
                    on: "job:\(job.kind):\(job.key)",
                    before: job.state.rawValue
                )
            )
        }
        return JobAnswer(input.id)
    }

    public static var refusals: [JobRefusal] { [.unknown] }
    public static func code(for refusal: JobRefusal) -> Code { refusal.code }
}
