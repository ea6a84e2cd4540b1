import Basics
import Contracts
import ServiceKit
import TreasureDomain

extension TreasureAPI {
    /// `GET /api/treasure/getTaskWinners`, ours: who has won in a task of the caller's, and where the
    /// prizes are to be sent. 50 a page.
    enum GetTaskWinners: TreasureEndpoint {
        static let route = TreasureRoutes.getTaskWinners

        struct Output: Payload {
            let data: [Winner]
        }

        struct Winner: Codable {
            /// Which prize, from 1.
            let number: Int64
            let wxname: String
            let wxheadpic: String
            let is_draw: Int64
            /// `undrawn`, `drawing`, `drawn`, `lapsed`, `refunded`.
            let state: String
            let won_at: String
            /// By post, once the winner has given them; else empty.
            let name: String
            let phone: String
            let address: String

            init(_ winner: TreasureService.Winner) {
                number = winner.number
                wxname = TreasureAPI.name(of: winner.face)
                wxheadpic = winner.face.avatar
                is_draw = winner.state == .drawn ? 1 : 0
                state = winner.state.rawValue
                won_at = CivilZone.china.text(at: winner.wonAt)
                name = winner.address?.name ?? ""
                phone = winner.address?.phone ?? ""
                address = winner.address?.address ?? ""
            }
        }

        static func answer(
            _ input: TaskPageInput,
            to caller: Caller<Identity>,
            by service: TreasureService
        ) async throws(Failure<LookRefusal>) -> Output {
            let player = try TreasureAPI.player(input.unionid, of: caller, LookRefusal.init)
            let winners = try await service.winners(of: input.code, input.page, for: player)
            return Output(data: winners.map(Winner.init))
        }

        static func code(for refusal: LookRefusal) -> Code { TreasureAPI.code(for: refusal) }
    }
}
