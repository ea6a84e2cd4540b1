import ServiceKit
import JSON
import Basics
import HTTP
import Storage

extension WeChatAPI {
    /// `POST /wxa/getwxacodeunlimit`: a code with a scene of at most 32 characters.
    enum UnlimitedCode: CodeImageEndpoint {
        static let path = "/wxa/getwxacodeunlimit"

        private static let maximumScene = 32
        /// Keys that WeChat adds itself when the code is scanned.
        private static let reserved = "scancode_time"

        static func answer(_ call: WeChatCall, by sandbox: Sandbox) async throws -> CodePicture {
            let app = try await sandbox.database.read { try sandbox.app(of: call.token, $0) }
            let scene = try scene(call)
            let page = call.text("page")
            guard let checksPage = try? call.parameters.optionalBool("check_path") ?? true else {
                throw WeChatError.argumentInvalid
            }
            let style = try CodeStyle(call, widthError: .argumentInvalid)
            let code = MiniCode(
                appid: app.appid,
                kind: MiniCode.Kind.unlimited.rawValue,
                scene: scene,
                page: page.isEmpty ? MiniPage.home : page,
                env_version: try call.version(),
                at: sandbox.clock.now.seconds
            )
            try await sandbox.database.write { connection in
                try sandbox.checkPage(code.page, of: app, isReleased: checksPage, connection)
                try sandbox.count(path, for: app, connection)
                try MiniCodeStore(connection).add(code)
            }
            return try await sandbox.draw(code, style)
        }

        /// Digits, letters and some signs; no `%`, so nothing can be hidden in it.
        private static func scene(_ call: WeChatCall) throws -> String {
            guard let scene = call.json["scene"]?.string else { throw WeChatError.sceneInvalid }
            let octets = Array(scene.utf8)
            guard
                (1...maximumScene).contains(octets.count),
                octets.allSatisfy(isSceneOctet)
            else { throw WeChatError.sceneInvalid }
            guard !scene.contains(reserved) else { throw WeChatError.pageReserved }
            return scene
        }

        private static func isSceneOctet(_ octet: UInt8) -> Bool {
            switch octet {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"):
                true
            default: "!#$&'()*+,/:;=?@-._~".utf8.contains(octet)
            }
        }
    }
}

extension WeChatCall {
    /// `env_version`, released where nothing is said.
    func version() throws -> String {
        let version = text("env_version")
        guard ["", "release", "trial", "develop"].contains(version) else {
            throw WeChatError.argumentInvalid
        }
        return version.isEmpty ? "release" : version
    }
}
