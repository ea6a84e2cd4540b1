import Basics
import Contracts
import HTTP
import ServiceKit
import TreasureDomain

extension TreasureAPI {
    /// `GET /api/treasure/getTaskDetails`: a task as the caller sees it, and the newest fifty who
    /// have dug there. `is_share` notes who has brought the caller.
    enum GetTaskDetails: TreasureEndpoint {
        static let route = TreasureRoutes.getTaskDetails

        struct Input: EndpointInput {
            private static let scene = Field.text(
                "scene",
                "What a poster's code carries; stands for code and from_unionid.",
                maximum: 32,
                example: "1a2b3c"
            )
            private static let isShare = Field.flag(
                "is_share",
                "Whether the caller comes by what somebody has shared.",
                default: false
            )
            private static let from = Field.externalID(
                "from_unionid",
                "Who has shared it; only recorded."
            )
            /// WeChat's own have 28 octets.
            private static let longestUnionid = 128

            let unionid: ExternalID?
            let pointer: TreasureService.Pointer
            /// Who has brought the caller, as the client says.
            let sharer: ExternalID?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                unionid = try fields.readIfPresent(TreasureFields.unionid)
                let isShare = try fields.read(Self.isShare)
                let from = try fields.readIfPresent(Self.from)
                if let scene = try fields.readIfPresent(Self.scene) {
                    pointer = .scene(SceneNumber(scene)?.number)
                    sharer = nil
                } else {
                    pointer = .code(try fields.read(TreasureFields.code))
                    let isNamed = from.map { $0.bytes.count <= Self.longestUnionid } ?? false
                    sharer = isShare && isNamed ? from : nil
                }
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity>,
            by service: TreasureService
        ) async throws(Failure<LookRefusal>) -> DetailsWire {
            let player = try TreasureAPI.player(input.unionid, of: caller, LookRefusal.init)
            var users = ListWriter<ParticipantWire>()
            let sight = try await service.details(
                input.pointer,
                for: player,
                broughtBy: input.sharer
            ) { users.add(ParticipantWire($0)) }
            return DetailsWire(sight, users.finish(), by: service)
        }

        static func code(for refusal: LookRefusal) -> Code { TreasureAPI.code(for: refusal) }
    }
}
