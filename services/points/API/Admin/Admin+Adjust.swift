import Admin
import Basics
import Contracts
import HTTP
import PointsDomain
import ServiceKit

extension AdminAPI {
    /// `POST /admin/points/adjust {openid, app?, point, reason, ref?}`: gives points, or takes them when negative, for a reason.
    enum Adjust: AdminEndpoint {
        static let route = PointsAdminRoutes.adjust

        struct Input: EndpointInput {
            let adjustment: Adjustment

            init(_ fields: FieldReader) throws(ParameterProblem) {
                adjustment = try AdjustmentWire.ofOffice(.adjust, fields)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by points: PointsService
        ) async throws(Failure<Adjustment.Refusal>) -> AdjustmentWire.Output {
            let action = AdminAction(caller, reason: input.adjustment.reason)
            return AdjustmentWire.Output(try await points.execute(input.adjustment, by: action))
        }

        static func code(for refusal: Adjustment.Refusal) -> Code {
            AdjustmentWire.code(for: refusal)
        }
    }
}
