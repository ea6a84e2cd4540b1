import Basics
import Contracts
import HTTP
import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/reset`: everything as in a new file, but for apps, their secrets, the
    /// merchant's keys and the time. With `{seed}`, openids, codes, keys and nonces come out the
    /// same each time from here on.
    enum Reset: ControlEndpoint {
        static let route = ControlRoutes.reset
        static let refuses: [ControlRefusal] = [.serviceNotDone("points")]
        static let seeds: ClosedRange<Int64> = 0...9_007_199_254_740_991

        struct Input: EndpointInput {
            private static let seed = Field.integer(
                "seed",
                "What chance follows from here on.",
                in: seeds
            )

            let seed: Int64?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                seed = try fields.readIfPresent(Self.seed)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> NoData {
            try await sandbox.attempt {
                try await sandbox.clearFaults()
                try await sandbox.database.write { connection in
                    try sandbox.restartChance(with: input.seed, connection)
                    try sandbox.reset(connection)
                }
                sandbox.requests.clear()
                return NoData()
            }
        }
    }
}
