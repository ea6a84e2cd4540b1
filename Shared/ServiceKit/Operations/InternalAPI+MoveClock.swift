import Basics
import Contracts
import HTTP

extension InternalAPI {
    /// `POST /internal/clock`: moves the domain's time; in the sandbox environment alone.
    enum MoveClock: Endpoint {
        typealias Wire = InternalContract

        static let route = InternalRoutes.moveClock
        private static let offset = Field.integer(
            "offset_milliseconds",
            "How far from the real time, in milliseconds."
        )

        struct Input: EndpointInput {
            let offsetMilliseconds: Int64

            init(_ fields: FieldReader) throws(ParameterProblem) {
                offsetMilliseconds = try fields.read(MoveClock.offset)
            }
        }

        struct Output: Payload {
            let offset_milliseconds: Int64
        }

        enum Refusal: Error, CaseIterable {
            case tooFar
        }

        static func answer(
            _ input: Input,
            to caller: Caller<OwnProcessCaller>,
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
