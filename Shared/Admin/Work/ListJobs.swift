public import Basics
public import Contracts
public import HTTP
import Jobs
public import ServiceKit

/// `GET /admin/<service>/jobs?kind=…&state=…`: work that has to happen, in the order in which it was
/// asked for.
public enum ListJobs<Service: JobsOffice>: Endpoint {
    public static var route: Route { Service.jobRoutes.list }

    public static func answer(
        _ input: JobFilter,
        to caller: Caller<Operator>,
        by service: Service
    ) async throws(Failure<Never>) -> AdminPage<JobRow> {
        let jobs = try await service.database.read(refusing: Never.self) { connection in
            try JobStore(connection).page(
                kind: input.kind,
                state: input.state,
                after: input.after.map { ID($0) },
                limit: Int(input.limit)
            )
        }
        return AdminPage(jobs, limit: input.limit, key: { $0.id.rawValue }, row: JobRow.init)
    }

    public typealias Wire = InternalContract
    public typealias Refusal = Never
}

/// Which jobs.
public struct JobFilter: EndpointInput {
    private static let kind = Field.text("kind", "Those of this kind.", example: "media.sweep")
    private static let state: Field<JobState> = .choice("state", "Those that stand so.")

    let kind: String?
    let state: JobState?
    let after: Int64?
    let limit: Int64

    public init(_ fields: FieldReader) throws(ParameterProblem) {
        kind = try fields.readIfPresent(Self.kind)
        state = try fields.readIfPresent(Self.state)
        after = try fields.readIfPresent(AdminFields.after)
        limit = try fields.read(AdminFields.limit)
    }
}
