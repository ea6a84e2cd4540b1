import Basics
import Contracts
import HTTP
import PointsDomain
import ServiceKit

extension InternalAPI {
    /// `POST /internal/points/adjust {iid, point, reason, ref}`: gives points, or takes them when negative, for a reason; once for each `ref`.
    enum Adjust: Interface {
        static let route = Route.post("/internal/points/adjust")

        struct Input: WireInput {
            let order: Order

            init(_ wire: Parameters) throws(ParameterProblem) {
                order = try OrderWire.ofService(.adjust, wire)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by points: PointsService
        ) async throws(Failure<Order.Refusal>) -> OrderWire.Output {
            OrderWire.Output(try await points.execute(input.order))
        }

        static func code(for refusal: Order.Refusal) -> Code {
            OrderWire.code(for: refusal)
        }
    }
}
