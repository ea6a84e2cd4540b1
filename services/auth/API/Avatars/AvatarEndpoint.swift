import Basics
import Contracts
import HTTP
import Media
import ServiceKit

/// The picture that somebody has chosen for themselves: the same in each contract that has a
/// profile.
protocol AvatarEndpoint: Endpoint
where
    Service == AuthService, Principal == Identity, Refusal == Upload.Refusal, Input == AvatarInput,
    Output == AvatarOutput
{
    /// The contract's number for what is no picture, or too much of one.
    static var refused: Int { get }
}

/// A file of a multipart form, as `wx.uploadFile` sends it.
struct AvatarInput: EndpointInput {
    private static let image = Field.file("image", "JPEG, PNG, GIF or WebP.")

    let image: UploadedFile

    init(_ fields: FieldReader) throws(ParameterProblem) {
        image = try fields.read(Self.image)
        guard image.count > 0 else { throw .missing("image") }
    }
}

/// Where everybody finds it, once it was looked at.
struct AvatarOutput: Payload {
    let avatar: String
}

extension AvatarEndpoint {
    static func spool(of auth: AuthService) -> (any FileSpool)? { auth.avatars.folder }

    static var malformed: Code? { Code(refused, "请选择图片文件") }

    static func answer(
        _ input: AvatarInput,
        to caller: Caller<Identity>,
        by auth: AuthService
    ) async throws(Failure<Upload.Refusal>) -> AvatarOutput {
        AvatarOutput(avatar: try await auth.keepAvatar(input.image, of: caller.identity))
    }

    static var refusals: [Upload.Refusal] { [.kindUnknown, .tooManyBytes, .tooManyToday] }

    static func code(for refusal: Upload.Refusal) -> Code {
        switch refusal {
        case .ownerUnknown, .kindUnknown, .damaged: Code(refused, "请选择图片文件")
        case .tooManyBytes, .tooManyPixels: Code(refused, "图片过大")
        case .tooManyToday, .tooMuch: Code(refused, "上传的图片过多")
        }
    }
}

extension PointsAPI {
    /// `POST /api/upload_avatar/`
    enum UploadAvatar: AvatarEndpoint {
        typealias Wire = PointsContract
        static let route = PointsRoutes.uploadAvatar
        static let refused = -3
    }
}

extension WxAuthAPI {
    /// `POST /miniprog/wx_auth/upload_avatar`
    enum UploadAvatar: AvatarEndpoint {
        typealias Wire = WxAuthContract
        static let route = WxAuthRoutes.uploadAvatar
        static let refused = 16
    }
}

extension SmallAppAPI {
    /// `POST /api/smallapp/uploadAvatar`
    enum UploadAvatar: AvatarEndpoint {
        typealias Wire = SmallAppContract
        static let route = SmallAppRoutes.uploadAvatar
        static let refused = -3
    }
}

extension TreasureAPI {
    /// `POST /api/treasure/uploadAvatar`
    enum UploadAvatar: AvatarEndpoint {
        typealias Wire = TreasureContract
        static let route = TreasureRoutes.uploadAvatar
        static let refused = 8
    }
}
