import Basics
import HTTP
import ServiceKit

extension ControlAPI {
    /// `POST /sandbox/clock`: moves the time of the sandbox and of every process, or puts it back;
    /// answered when all that run have it.
    enum MoveClock: ControlEndpoint {
        static let route = ControlRoutes.moveClock
        static let refuses: [ControlRefusal] = [.clockTooFar, .clockNotEverywhere(["points"])]

        struct Input: EndpointInput {
            private static let seconds = Field.integer(
                "advance_seconds",
                "How far forward: ten years at most at a time.",
                in: 0...10 * 366 * 86_400
            )
            private static let resets = Field.flag(
                "reset",
                "Back to the real time.",
                default: false
            )

            /// Nil puts the clock back.
            let milliseconds: Int64?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                let seconds = try fields.readIfPresent(Self.seconds)
                guard try fields.read(Self.resets) != (seconds != nil) else {
                    throw .explained("Either advance_seconds or \"reset\": true.")
                }
                milliseconds = seconds.map { $0 * 1000 }
            }
        }

        struct Output: Payload {
            /// Seconds since 1970.
            let now: Int64
            let offset_milliseconds: Int64
            /// These will ask for the time when they start.
            let not_running: [String]
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> Output {
            try await sandbox.attempt {
                let absent = try await sandbox.moveClock(byMilliseconds: input.milliseconds)
                return Output(
                    now: sandbox.clock.now.seconds,
                    offset_milliseconds: sandbox.clock.offsetMilliseconds,
                    not_running: absent
                )
            }
        }
    }
}
