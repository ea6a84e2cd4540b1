import Basics
import Contracts

extension InternalAPI {
    /// `POST /internal/clock`: moves the domain's time; in the sandbox environment alone.
    enum MoveClock: InternalEndpoint {
        typealias Call = MoveClockCall

        static func answer(
            _ input: Call.Request,
            to caller: Caller<OwnProcessCaller>,
            by operations: Operations
        ) async throws(Failure<Call.Refusal>) -> ClockOffset {
            guard operations.clock.move(toOffsetMilliseconds: input.offsetMilliseconds) else {
                throw .refused(.tooFar)
            }
            operations.log.notice(
                "the clock was moved",
                ["offset_milliseconds": .integer(input.offsetMilliseconds)]
            )
            return ClockOffset(milliseconds: input.offsetMilliseconds)
        }
    }
}
