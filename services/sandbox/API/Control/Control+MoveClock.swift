import Basics
import ServiceKit

extension ControlAPI {
    /// `POST /sandbox/clock`: moves the time of the sandbox and of every process, or puts it back;
    /// answered when all that run have it.
    enum MoveClock: ControlCall {
        static let route = RawRoute.post("/sandbox/clock")
        static let members = ["advance_seconds", "reset"]

        /// Ten years at a time.
        private static let maximumSeconds: Int64 = 10 * 366 * 86_400

        struct Output: Encodable {
            /// Seconds since 1970.
            let now: Int64
            let offset_milliseconds: Int64
            /// These will ask for the time when they start.
            let not_running: [String]
        }

        static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> Output {
            let advance = try input.optionalInteger("advance_seconds", in: 0...maximumSeconds)
            let resets = try input.optionalBool("reset") ?? false
            guard resets != (advance != nil) else {
                throw ControlError.bad("Either advance_seconds or \"reset\": true.")
            }
            let absent = try await sandbox.moveClock(byMilliseconds: advance.map { $0 * 1000 })
            return Output(
                now: sandbox.clock.now.seconds,
                offset_milliseconds: sandbox.clock.offsetMilliseconds,
                not_running: absent
            )
        }
    }
}
