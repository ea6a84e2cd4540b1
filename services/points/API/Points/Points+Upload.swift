import Basics
import Contracts
import HTTP
import Media
import ServiceKit

extension PointsAPI {
    /// `POST /api/upload/`: keeps a picture, for its owner and the auditors alone.
    enum Upload: PointsEndpoint {
        static let route = Route.post("/api/upload/")
        static let bodyLimit = 10 << 20
        static var malformed: Code? { Code(-3, "上传文件失败：请选择图片文件") }
        static var fault: Code? { Code(-3, "上传文件失败") }

        static func spool(of points: PointsService) -> (any FileSpool)? { points.uploads.folder }

        struct Input: WireInput {
            let openid: ExternalID
            let image: UploadedFile

            init(_ wire: Parameters) throws(ParameterProblem) {
                openid = ExternalID(try wire.text("openid"))
                guard wire.has("image") else { throw .missing("image") }
                guard let file = wire.file("image") else { throw .malformed("image") }
                guard file.count > 0 else { throw .missing("image") }
                image = file
            }
        }

        struct Output: Encodable {
            let id: Int64
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by points: PointsService
        ) async throws(Failure<Media.Upload.Refusal>) -> Output {
            let participant = try PointsAPI.participant(
                input.openid,
                of: caller,
                orElse: Media.Upload.Refusal.ownerUnknown
            )
            let upload = try await points.upload(input.image, by: participant)
            return Output(id: upload.id.rawValue)
        }

        static func code(for refusal: Media.Upload.Refusal) -> Code {
            switch refusal {
            case .ownerUnknown: Code(-2, "错误的openid")
            case .kindUnknown: Code(-3, "上传文件失败：只支持JPEG、PNG、GIF和WebP图片")
            case .tooManyBytes: Code(-3, "上传文件失败：文件过大")
            case .tooManyPixels: Code(-3, "上传文件失败：图片不能超过1200万像素")
            case .damaged: Code(-3, "上传文件失败：图片已损坏")
            case .tooManyToday: Code(-3, "上传文件失败：今天上传的图片过多")
            case .tooMuch: Code(-3, "上传文件失败：上传空间已用完")
            }
        }
    }
}
