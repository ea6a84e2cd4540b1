import Basics
import Contracts
import HTTP
import Media
import PointsDomain
import ServiceKit

extension PointsAPI {
    /// `GET /api/query_upload/`, ours: links to a picture of one's own that work for five minutes.
    enum QueryUpload: PointsEndpoint {
        static let route = Route.get("/api/query_upload/")

        struct Input: WireInput {
            let openid: ExternalID
            let id: ID<Media.Upload>

            init(_ wire: Parameters) throws(ParameterProblem) {
                openid = ExternalID(try wire.text("openid"))
                id = ID(try wire.integer("id"))
            }
        }

        struct Output: Encodable {
            let id: Int64
            let width: Int
            let height: Int
            let url: String
            let thumbnail: String
            let expires_in: Int64
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by points: PointsService
        ) async throws(Failure<PictureRefusal>) -> Output {
            let participant = try PointsAPI.participant(
                input.openid,
                of: caller,
                orElse: PictureRefusal.participantUnknown
            )
            let upload = try await points.upload(input.id, of: participant)
            let links = points.uploads.links
            return Output(
                id: upload.id.rawValue,
                width: upload.width,
                height: upload.height,
                url: links.link(to: upload.file, for: .owner),
                thumbnail: links.link(to: upload.thumbnail, for: .owner),
                expires_in: MediaLinks.seconds
            )
        }

        static func code(for refusal: PictureRefusal) -> Code {
            switch refusal {
            case .participantUnknown: Code(-2, "错误的openid")
            case .unknown: Code(-3, "文件不存在")
            }
        }
    }
}
