import Basics
import Contracts
import HTTP
import Media
import ServiceKit

extension PointsAPI {
    /// `POST /api/upload/`: keeps a picture, for its owner and the auditors alone.
    enum Upload: PointsEndpoint {
        static let route = PointsRoutes.upload
        static var malformed: Code? { Code(-3, "上传文件失败：请选择图片文件") }
        static var fault: Code? { Code(-3, "上传文件失败") }

        static func spool(of points: PointsService) -> (any FileSpool)? { points.uploads.folder }

        struct Input: EndpointInput {
            private static let image = Field.file("image", "JPEG, PNG, GIF or WebP.")

            let openid: ExternalID
            let image: UploadedFile

            init(_ fields: FieldReader) throws(ParameterProblem) {
                openid = try fields.read(PointsFields.openid)
                image = try fields.read(Self.image)
                guard image.count > 0 else { throw .missing("image") }
            }
        }

        struct Output: Payload {
            let id: Int64
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity>,
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
            case .tooManyPixels: Code(-3, "上传文件失败：图片不能超过2500万像素")
            case .damaged: Code(-3, "上传文件失败：图片已损坏")
            case .tooManyToday: Code(-3, "上传文件失败：今天上传的图片过多")
            case .tooMuch: Code(-3, "上传文件失败：上传空间已用完")
            }
        }
    }
}
