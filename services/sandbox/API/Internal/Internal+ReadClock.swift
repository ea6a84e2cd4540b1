import Basics
import ServiceKit

extension InternalAPI {
    /// `GET /internal/clock`: how far the domain's time is ahead of the real one. Every process asks
    /// before it says that it is ready.
    enum ReadClock: InternalEndpoint {
        typealias Call = ReadClockCall
        typealias Refusal = Never

        static func answer(
            _ input: NoInput,
            to caller: Caller<OwnProcessCaller>,
            by sandbox: Sandbox
        ) async throws(Failure<Never>) -> ClockOffset {
            ClockOffset(milliseconds: sandbox.clock.offsetMilliseconds)
        }
    }
}
