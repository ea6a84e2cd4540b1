import Basics
import Contracts
import HTTP
import PointsDomain
import ServiceKit

extension InternalAPI {
    /// `POST /internal/points/adjust {iid, point, reason, ref}`: gives points, or takes them when negative, for a reason; once for each `ref`.
    enum Adjust: InternalEndpoint {
        static let route = Route.post("/internal/points/adjust")

        struct Input: WireInput {
            let adjustment: Adjustment

            init(_ wire: Parameters) throws(ParameterProblem) {
                adjustment = try AdjustmentWire.ofService(.adjust, wire)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by points: PointsService
        ) async throws(Failure<Adjustment.Refusal>) -> AdjustmentWire.Output {
            AdjustmentWire.Output(try await points.execute(input.adjustment))
        }

        static func code(for refusal: Adjustment.Refusal) -> Code {
            AdjustmentWire.code(for: refusal)
        }
    }
}
