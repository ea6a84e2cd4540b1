import Basics
import Contracts
import HTTP
import PointsDomain
import ServiceKit

extension InternalAPI {
    /// `POST /internal/points/redeem {iid, point, reason, ref}`: takes points that somebody spends; once for each `ref`.
    enum Redeem: Interface {
        static let route = Route.post("/internal/points/redeem")

        struct Input: WireInput {
            let order: Order

            init(_ wire: Parameters) throws(ParameterProblem) {
                order = try OrderWire.ofService(.redeem, wire)
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
