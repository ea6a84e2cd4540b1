import Basics
import Contracts
import ServiceKit
import TreasureDomain

extension TreasureAPI {
    /// `POST /api/treasure/getSharePic`: a poster of a task, whose code leads back to it and to whoever
    /// shares it.
    enum GetSharePic: TreasureEndpoint {
        static let route = TreasureRoutes.getSharePic

        struct Output: Payload {
            let pic: String
        }

        static func answer(
            _ input: TaskInput,
            to caller: Caller<Identity>,
            by service: TreasureService
        ) async throws(Failure<PosterRefusal>) -> Output {
            let player = try TreasureAPI.player(input.unionid, of: caller, PosterRefusal.init)
            return Output(pic: try await service.poster(of: input.code, for: player))
        }

        static func code(for refusal: PosterRefusal) -> Code {
            let text =
                switch refusal {
                case .playerUnknown: unionidWrong
                case .playerUnregistered: unregistered
                case .taskUnknown: taskUnknown
                case .notPublished: "任务还未公开，暂时不能分享"
                case .noCode: "小程序码生成失败，请联系客服"
                }
            return Code(refused, text)
        }
    }
}

extension PosterRefusal {
    init(_ refusal: Player.Refusal) {
        switch refusal {
        case .unknown: self = .playerUnknown
        case .unregistered: self = .playerUnregistered
        }
    }
}
