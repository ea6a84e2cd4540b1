import Basics
import ServiceKit
import Storage

extension ControlAPI {
    /// `GET /sandbox/status`: the time, the seed, and how much there is.
    enum ReadStatus: ControlEndpoint {
        static let route = ControlRoutes.readStatus

        struct Output: Payload {
            let now: Int64
            let offset_milliseconds: Int64
            let seed: Int64?
            let users: Int64
            let faults: Int64
        }

        static func answer(
            _ input: NoInput,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> Output {
            try await sandbox.attempt {
                try await sandbox.database.read { connection in
                    Output(
                        now: sandbox.clock.now.seconds,
                        offset_milliseconds: sandbox.clock.offsetMilliseconds,
                        seed: try sandbox.presentSeed(connection),
                        users: try PersonStore(connection).count(),
                        faults: try FaultStore(connection).count()
                    )
                }
            }
        }
    }
}
