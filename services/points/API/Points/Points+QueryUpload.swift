import Basics
import Contracts
import HTTP
import Media
import PointsDomain
import ServiceKit

extension PointsAPI {
    /// `GET /api/query_upload/`, ours: links to a picture of one's own that work for five minutes.
    enum QueryUpload: PointsEndpoint {
        static let route = PointsRoutes.queryUpload

        struct Input: EndpointInput {
            private static let id = Field.id("id", "What `upload` answered.")

            let openid: ExternalID
            let id: ID<Media.Upload>

            init(_ fields: FieldReader) throws(ParameterProblem) {
                openid = try fields.read(PointsFields.openid)
                id = ID(try fields.read(Self.id))
            }
        }

        struct Output: Payload {
            let id: Int64
            let width: Int
            let height: Int
            let url: String
            let thumbnail: String
            let expires_in: Int64
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity>,
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
