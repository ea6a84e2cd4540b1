import Basics
import Contracts
import HTTP
import ServiceKit
import WeChat

/// `POST /internal/wxacode {app, scene, page?, check_path?}`: a mini-program code, as the picture
/// itself. The page has to be in the released version unless `check_path` is 0.
enum CodePicture {
    static let route = Route.post("/internal/wxacode")

    private struct Wish {
        let app: ID<App>
        let scene: String
        let page: String?
        let checksPage: Bool

        init(_ wire: Parameters) throws(ParameterProblem) {
            app = ID(try wire.integer("app"))
            scene = try wire.text("scene")
            page = try wire.optionalText("page")
            checksPage = try wire.optionalBool("check_path") ?? true
        }
    }

    static func answer(_ call: RawCall, by auth: AuthService) async -> Response {
        do throws(Failure<WeChatCallRefusal>) {
            guard let wish = try? Wish(try await Parameters.read(call.request, limit: 1 << 16))
            else { return InternalContract.response(.unreadable) }
            let image = try await auth.codeImage(
                of: wish.scene,
                page: wish.page,
                checksPage: wish.checksPage,
                in: wish.app
            )
            var response = Response(.ok, body: .bytes(image.bytes))
            response.headers.set("Content-Type", image.contentType)
            return response
        } catch {
            return Self.response(to: error)
        }
    }

    private static func response(to failure: Failure<WeChatCallRefusal>) -> Response {
        switch failure {
        case .refused(let refusal):
            var response = InternalContract.response(Code(refusal))
            if refusal == .weChatAway { response.headers.set("Retry-After", "1") }
            return response
        case .unavailable(let seconds):
            return InternalContract.response(.unavailable, retryAfterSeconds: seconds)
        case .fault: return InternalContract.response(.internalFault)
        }
    }
}

extension Code {
    /// The line for a call to WeChat that gave nothing.
    init(_ refusal: WeChatCallRefusal) {
        let code = refusal.code
        self.init(code.number, code.text, name: code.name)
    }
}
