import Basics
import Contracts
import HTTP
import PointsDomain
import ServiceKit

extension AdminAPI {
    /// `POST /admin/points/adjust {openid, app?, point, reason, ref?}`: gives points, or takes them when negative, for a reason.
    enum Adjust: AdminEndpoint {
        static let route = Route.post("/admin/points/adjust")

        struct Input: WireInput {
            let adjustment: Adjustment

            init(_ wire: Parameters) throws(ParameterProblem) {
                adjustment = try AdjustmentWire.ofOffice(.adjust, wire)
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
