import Basics
import Contracts
import HTTP
import Storage

extension InternalAPI {
    /// `POST /internal/faults`: makes the next commits fail; in the sandbox environment alone.
    enum FailCommits: Endpoint {
        typealias Wire = InternalContract

        static let route = InternalRoutes.failCommits
        private static let maximumTimes: Int64 = 1_000_000
        private static let times = Field.integer("times", "How many commits.")
        private static let kind = Field.text("kind", "`full` or `io`.", example: "full")

        struct Input: EndpointInput {
            let times: Int64
            let kind: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                times = try fields.read(FailCommits.times)
                kind = try fields.read(FailCommits.kind)
            }
        }

        enum Refusal: Error, CaseIterable {
            case noDatabase
            case kindUnknown
        }

        static func answer(
            _ input: Input,
            to caller: Caller<OwnProcessCaller>,
            by operations: Operations
        ) async throws(Failure<Refusal>) -> NoData {
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

        static func code(for refusal: Refusal) -> Code {
            switch refusal {
            case .noDatabase: Code(404, "This process has no database.", name: "no_database")
            case .kindUnknown:
                Code(400, "The kind is full or io, times 0 to 1000000.", name: "fault_unknown")
            }
        }
    }
}
