import Basics
import Contracts
import HTTP

extension InternalAPI {
    /// `POST /internal/clock`: moves the domain's time; in the sandbox environment alone.
    enum MoveClock: Endpoint {
        typealias Wire = InternalContract

        static let route = Route.post("/internal/clock")

        struct Input: WireInput {
            let offsetMilliseconds: Int64

            init(_ wire: Parameters) throws(ParameterProblem) {
                offsetMilliseconds = try wire.integer("offset_milliseconds")
            }
        }

        struct Output: Encodable {
            let offset_milliseconds: Int64
        }

        enum Refusal: Error {
            case tooFar
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by operations: Operations
        ) async throws(Failure<Refusal>) -> Output {
            guard operations.clock.move(toOffsetMilliseconds: input.offsetMilliseconds) else {
                throw .refused(.tooFar)
            }
            operations.log.notice(
                "the clock was moved",
                ["offset_milliseconds": .integer(input.offsetMilliseconds)]
            )
            return Output(offset_milliseconds: input.offsetMilliseconds)
        }

        static func code(for refusal: Refusal) -> Code {
            switch refusal {
            case .tooFar: Code(400, "The clock cannot be moved so far.", name: "too_far")
            }
        }
    }
}
