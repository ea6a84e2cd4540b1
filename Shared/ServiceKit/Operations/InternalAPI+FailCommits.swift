import Basics
import Contracts
import Storage

extension InternalAPI {
    /// `POST /internal/faults`: makes the next commits fail; in the sandbox environment alone.
    enum FailCommits: InternalEndpoint {
        typealias Call = FailCommitsCall

        private static let maximumTimes: Int64 = 1_000_000

        static func answer(
            _ input: Call.Request,
            to caller: Caller<OwnProcessCaller>,
            by operations: Operations
        ) async throws(Failure<Call.Refusal>) -> NoData {
            guard let database = operations.database else { throw .refused(.noDatabase) }
            guard let kind = StorageFault(rawValue: input.kind),
                (0...maximumTimes).contains(input.times)
            else { throw .refused(.kindUnknown) }
            database.failNextCommits(Int(input.times), kind: kind)
            operations.log.notice(
                "commits will fail",
                ["times": .integer(input.times), "kind": .text(kind.rawValue)]
            )
            return NoData()
        }
    }
}
