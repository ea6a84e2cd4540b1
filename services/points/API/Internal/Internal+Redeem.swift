import Basics
import InternalMessages
import PointsDomain
import ServiceKit

extension InternalAPI {
    /// `POST /internal/points/redeem`: takes points that somebody spends. Once for each `ref`.
    enum Redeem: InternalEndpoint {
        typealias Call = RedeemPointsCall

        static func answer(
            _ input: Call.Request,
            to caller: Caller<OwnProcessCaller>,
            by points: PointsService
        ) async throws(Failure<Adjustment.Refusal>) -> PointsReceipt {
            let order = Adjustment(input.change, .redeem, Points(-input.change.point))
            return PointsReceipt(try await points.execute(order))
        }

        static func reason(for refusal: Adjustment.Refusal) -> PointsRefusal {
            PointsRefusal(refusal)
        }
    }
}
