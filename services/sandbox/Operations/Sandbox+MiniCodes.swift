import Loops
import ServiceKit
import JSON
import Basics
import Images
import Storage

extension Sandbox {
    /// A code for a page with parameters.
    func makeCode(
        _ kind: MiniCode.Kind,
        _ call: WeChatCall,
        maximumPath: Int,
        version: String,
        _ style: CodeStyle
    ) async throws -> CodePicture {
        let token = call.token
        let target = call.json["path"]?.string ?? ""
        let now = clock.now
        let code = try await database.write { connection in
            let app = try app(of: token, connection)
            guard (1...maximumPath).contains(target.utf8.count) else {
                throw WeChatError.pathLength
            }
            guard let page = MiniPage.name(in: target) else { throw WeChatError.pageInvalid }
            try checkPage(page, of: app, isReleased: false, connection)
            try count(Quota.codes, for: app, connection)
            let code = MiniCode(
                appid: app.appid,
                kind: kind.rawValue,
                scene: "",
                page: target,
                env_version: version,
                at: now.seconds
            )
            try MiniCodeStore(connection).add(code)
            return code
        }
        return try await draw(code, style)
    }

    /// A page has to be one, and where it has to be released and it was said which are, one of
    /// those.
    func checkPage(
        _ page: String,
        of app: DemoApp,
        isReleased: Bool,
        _ connection: Connection
    ) throws {
        guard MiniPage.isName(page) else { throw WeChatError.pageInvalid }
        guard isReleased else { return }
        let released = try MiniCodeStore(connection).pages(of: app)
        guard released.isEmpty || released.contains(page) else { throw WeChatError.pageInvalid }
    }

    /// The picture, drawn off the loop: JPEG, or PNG where the ground is to be left out.
    func draw(_ code: MiniCode, _ style: CodeStyle) async throws -> CodePicture {
        let text = code.text
        return try await workers.run {
            let code = try QRCode(text, correction: text.utf8.count > 300 ? .low : .medium)
            let picture = try code.picture(
                width: Int(style.width),
                color: style.color,
                background: style.isTransparent ? .clear : .white
            )
            return style.isTransparent
                ? CodePicture(bytes: try picture.png(), contentType: "image/png")
                : CodePicture(bytes: try picture.jpeg(quality: 95), contentType: "image/jpeg")
        }
    }
}
