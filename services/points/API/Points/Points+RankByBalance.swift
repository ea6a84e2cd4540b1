import Basics
import Contracts
import JSON
import PointsDomain
import ServiceKit

extension PointsAPI {
    /// `GET /api/rank_by_balance/`: the ten with most points, and the caller's own place. The
    /// contract names no method, so `POST` is taken as well.
    enum RankByBalance: PointsEndpoint {
        static let route = PointsRoutes.rankByBalance

        /// `[place, nickname, avatar, points]`.
        struct Line: ShapedPayload, JSONWritable {
            static let schema = Schema.tuple([.integer(), .text(), .text(), .integer()])

            let place: Int64
            let line: Ranking.Line

            func write(to writer: inout JSONWriter) {
                writer.beginArray()
                writer.integer(place)
                writer.string(line.nickname)
                writer.string(line.avatar)
                writer.integer(line.points.count)
                writer.endArray()
            }

            func encode(to encoder: any Encoder) throws {
                var elements = encoder.unkeyedContainer()
                try elements.encode(place)
                try elements.encode(line.nickname)
                try elements.encode(line.avatar)
                try elements.encode(line.points.count)
            }
        }

        /// The two stand beside each other.
        struct Output: ShapedPayload, JSONWritable, BesideEnvelope {
            static let schema = Schema.object([
                SchemaMember("data", .list(Line.schema, maximum: 10)),
                SchemaMember("rank", .integer()),
            ])

            let data: [Line]
            let rank: Int64

            func write(to writer: inout JSONWriter) {
                writer.beginObject()
                writer.key("data")
                data.write(to: &writer)
                writer.key("rank")
                writer.integer(rank)
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
            let ranking = try await points.ranking(for: participant)
            let lines = ranking.best.enumerated().map { Line(place: Int64($0) + 1, line: $1) }
            return Output(data: lines, rank: ranking.own)
        }

        /// The contract's table has no line for it.
        static func code(for refusal: Participant.Refusal) -> Code {
            switch refusal {
            case .unknown: PointsContract.code(for: .forbidden)
            }
        }

        static func failure(for refusal: Participant.Refusal) -> TransportFailure? {
            switch refusal {
            case .unknown: .forbidden
            }
        }
    }
}
