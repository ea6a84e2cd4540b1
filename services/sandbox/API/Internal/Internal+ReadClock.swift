import Basics
import Contracts
import ServiceKit

extension InternalAPI {
    /// `GET /internal/clock`: how far the domain's time is ahead of the real one. Every process asks
    /// before it says that it is ready.
    enum ReadClock: Endpoint {
        typealias Wire = InternalContract
        typealias Refusal = Never

        static let route = InternalRoutes.readClock

        struct Output: Payload {
            let offset_milliseconds: Int64
        }

        static func answer(
            _ input: NoInput,
            to caller: Caller<OwnProcessCaller>,
            by sandbox: Sandbox
        ) async throws(Failure<Never>) -> Output {
            Output(offset_milliseconds: sandbox.clock.offsetMilliseconds)
        }
    }
}
