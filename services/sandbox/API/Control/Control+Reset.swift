import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/reset`: everything as in a new file, but for apps, their secrets, the
    /// merchant's keys and the time. With `{seed}`, openids, codes, keys and nonces come out the
    /// same each time from here on.
    enum Reset: ControlCall {
        static let route = RawRoute.post("/sandbox/reset")
        static let members = ["seed"]
        static let seeds: ClosedRange<Int64> = 0...9_007_199_254_740_991

        static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> Done {
            let seed = try input.optionalInteger("seed", in: seeds)
            try await sandbox.clearFaults()
            try await sandbox.database.write { connection in
                try sandbox.restartChance(with: seed, connection)
                try sandbox.reset(connection)
            }
            return Done()
        }
    }
}
