import Basics
import Contracts
import JSON
import PointsDomain
import ServiceKit

extension PointsAPI {
    /// `GET /api/query_point_record/`: a page of the caller's ledger, newest first.
    enum QueryPointRecord: PointsEndpoint {
        static let route = PointsRoutes.queryPointRecord

        struct Line: Payload, JSONWritable {
            let name: String
            let c_time: String
            let point: Int64

            func write(to writer: inout JSONWriter) {
                writer.beginObject()
                writer.key("name")
                writer.string(name)
                writer.key("c_time")
                writer.string(c_time)
                writer.key("point")
                writer.integer(point)
                writer.endObject()
            }
        }

        static func answer(
            _ input: PageInput,
            to caller: Caller<Identity>,
            by points: PointsService
        ) async throws(Failure<Participant.Refusal>) -> [Line] {
            let participant = try PointsAPI.participant(
                input.openid,
                of: caller,
                orElse: Participant.Refusal.unknown
            )
            return try await points.lines(input.page, of: participant)
                .map { line in
                    Line(
                        name: name(of: line.task),
                        c_time: CivilZone.china.text(at: line.at),
                        point: line.points.count
                    )
                }
        }

        static func code(for refusal: Participant.Refusal) -> Code {
            switch refusal {
            case .unknown: Code(-2, "错误的openid")
            }
        }

        private static func name(of task: PointsTask) -> String {
            switch task {
            case .signIn: "每日签到"
            case .streak: "连续签到奖励"
            case .invite: "邀请好友"
            case .invitee: "接受好友邀请"
            case .wxRun: "微信运动授权"
            case .wxPhone: "手机认证"
            case .eye: "眼底片上传"
            case .adjust: "积分调整"
            case .redeem: "积分兑换"
            case .close: "账号注销"
            }
        }
    }
}
