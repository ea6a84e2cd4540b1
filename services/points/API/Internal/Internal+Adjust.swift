import Basics
import InternalMessages
import PointsDomain
import ServiceKit

extension InternalAPI {
    /// `POST /internal/points/adjust`: gives points, or takes them when negative, for a reason. Once
    /// for each `ref`.
    enum Adjust: InternalEndpoint {
        typealias Call = AdjustPointsCall

        static func answer(
            _ input: Call.Request,
            to caller: Caller<OwnProcessCaller>,
            by points: PointsService
        ) async throws(Failure<Adjustment.Refusal>) -> PointsReceipt {
            let order = Adjustment(input.change, .adjust, Points(input.change.point))
            return PointsReceipt(try await points.execute(order))
        }

        static func reason(for refusal: Adjustment.Refusal) -> PointsRefusal {
            PointsRefusal(refusal)
        }
    }
}
