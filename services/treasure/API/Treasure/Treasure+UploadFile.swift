import Basics
import Contracts
import HTTP
import Media
import ServiceKit
import TreasureDomain

extension TreasureAPI {
    /// `POST /api/treasure/uploadFile`: keeps a picture for a task. Others see it once WeChat has
    /// passed it; until then `url` is a link for the caller, good for five minutes. Both addresses
    /// are taken by `postTask`, whenever.
    enum UploadFile: TreasureEndpoint {
        static let route = TreasureRoutes.uploadFile
        static var malformed: Code? { Code(2, "请选择图片文件") }

        static func spool(of service: TreasureService) -> (any FileSpool)? {
            service.uploads.folder
        }

        struct Input: EndpointInput {
            private static let file = Field.file("file", "JPEG, PNG, GIF or WebP.")

            let unionid: ExternalID?
            let file: UploadedFile

            init(_ fields: FieldReader) throws(ParameterProblem) {
                unionid = try fields.readIfPresent(TreasureFields.unionid)
                file = try fields.read(Self.file)
                guard file.count > 0 else { throw .missing("file") }
            }
        }

        struct Output: Payload {
            let file_id: Int64
            let url: String
        }

        enum Refusal: Error, Sendable, CaseIterable {
            case player(Player.Refusal)
            case upload(Media.Upload.Refusal)

            static var allCases: [Refusal] {
                Player.Refusal.allCases.map(Self.player)
                    + Media.Upload.Refusal.allCases.map(Self.upload)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity>,
            by service: TreasureService
        ) async throws(Failure<Refusal>) -> Output {
            let player = try TreasureAPI.player(input.unionid, of: caller, Refusal.player)
            let upload: Media.Upload
            do throws(Failure<Media.Upload.Refusal>) {
                upload = try await service.upload(input.file, by: player)
            } catch {
                throw error.map(Refusal.upload)
            }
            return Output(file_id: upload.id.rawValue, url: service.address(of: upload))
        }

        static func code(for refusal: Refusal) -> Code {
            switch refusal {
            case .player(.unknown): Code(3, TreasureAPI.unionidWrong)
            case .player(.unregistered): Code(4, TreasureAPI.unregistered)
            case .upload(.ownerUnknown): Code(5, "您的账号已被限制上传")
            case .upload(.kindUnknown): Code(6, "只支持JPEG、PNG、GIF和WebP图片")
            case .upload(.tooManyBytes): Code(7, "文件过大")
            case .upload(.tooManyPixels): Code(8, "图片尺寸过大")
            case .upload(.damaged): Code(9, "图片已损坏")
            case .upload(.tooManyToday): Code(10, "今天上传的图片过多")
            case .upload(.tooMuch): Code(11, "上传空间已用完")
            }
        }
    }
}
