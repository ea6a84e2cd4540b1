import Basics
import Contracts
import JSON
import PointsDomain
import ServiceKit

extension PointsAPI {
    /// `GET /api/query_balance/`: the caller's balance, how many take part, and the mean balance.
    enum QueryBalance: PointsEndpoint {
        static let route = PointsRoutes.queryBalance

        struct Output: Payload, JSONWritable {
            let balance: Int64
            let p_num: Int64
            let avg_balance: Double

            func write(to writer: inout JSONWriter) {
                writer.beginObject()
                writer.key("balance")
                writer.integer(balance)
                writer.key("p_num")
                writer.integer(p_num)
                writer.key("avg_balance")
                writer.double(avg_balance)
                writer.endObject()
            }
        }

        static func answer(
            _ input: OpenidInput,
            to caller: Caller<Identity>,
            by points: PointsService
        ) async throws(Failure<Participant.Refusal>) -> Output {
            let participant = try PointsAPI.participant(
                input.openid,
                of: caller,
                orElse: Participant.Refusal.unknown
            )
            let standing = try await points.standing(of: participant)
            return Output(
                balance: standing.balance.count,
                p_num: standing.participants,
                avg_balance: Double(standing.meanHundredths) / 100
            )
        }

        static func code(for refusal: Participant.Refusal) -> Code {
            switch refusal {
            case .unknown: Code(-2, "错误的openid")
            }
        }
    }
}
