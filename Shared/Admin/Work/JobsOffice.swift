import Basics
public import Contracts
public import Jobs
public import HTTP
public import ServiceKit

/// A service whose jobs the back office looks after.
public protocol JobsOffice: Sendable {
    /// The addresses.
    static var jobRoutes: JobAdminRoutes { get }
    /// Where the jobs lie.
    var database: ServiceDatabase { get }
    /// Who does them.
    var jobs: JobRunner { get }
}

extension JobsOffice {
    /// Listed with the other endpoints of the service's back office.
    public static var jobEndpoints: [any Endpoint<Self>.Type] {
        [ListJobs<Self>.self, RetryJob<Self>.self, CancelJob<Self>.self]
    }
}

/// Why nothing is done about a job.
public enum JobRefusal: Error, Sendable, CaseIterable {
    /// It is done, was cancelled, or never was.
    case unknown
    /// It is being done at the moment.
    case running

    var code: Code {
        switch self {
        case .unknown: Code(404, "There is no such job any more.", name: "job_unknown")
        case .running: Code(409, "The job is being done at the moment.", name: "job_running")
        }
    }
}

/// A job as the back office shows it.
public struct JobRow: Payload {
    let id: Int64
    let kind: String
    let key: String
    let state: String
    let due: String
    let tries: Int64
    let failures: Int64
    let last_error: String

    init(_ job: JobRecord) {
        id = job.id.rawValue
        kind = job.kind
        key = job.key
        state = job.state.rawValue
        due = adminTime(job.due)
        tries = Int64(job.tries)
        failures = Int64(job.failures)
        last_error = job.lastError
    }
}

/// Which job, and why.
public struct JobInput: EndpointInput {
    private static let id = Field.pathNumber("id", "The job.").map { ID<Job>($0) }

    let id: ID<Job>
    let reason: String

    public init(_ fields: FieldReader) throws(ParameterProblem) {
        id = try fields.read(Self.id)
        reason = try fields.read(AdminFields.optionalReason)
    }
}

/// What became of a job.
public struct JobAnswer: Payload {
    let id: Int64

    init(_ id: ID<Job>) {
        self.id = id.rawValue
    }
}
