import Basics
import ServiceKit
import Storage
import WeChat

/// Why WeChat draws no mini-program code, or does not look at a text or picture.
enum WeChatCallRefusal: Error, Sendable, Equatable {
    case appUnknown
    case identityUnknown
    /// Too long, or of characters that WeChat does not take.
    case sceneMalformed
    /// A page that the released version does not have.
    case pageUnknown
    /// Too long for WeChat.
    case textTooLong
    /// No http address.
    case imageMalformed
    /// The app is out of service, or WeChat does not accept it: its secret, its rights, our address.
    case appUnconfigured
    /// WeChat does not answer, or asks to come again later.
    case weChatAway
}

extension AuthService {
    /// A mini-program code for a scene, as WeChat draws it.
    func codeImage(
        of scene: String,
        page: String?,
        checksPage: Bool,
        in app: ID<App>
    ) async throws(Failure<WeChatCallRefusal>) -> CodeImage {
        guard Self.isScene(scene) else { throw .refused(.sceneMalformed) }
        let app = try await weChatApp(app)
        let order = CodeOrder(.scene(scene, page: page, checksPage: checksPage))
        return try await asked("no mini-program code") { () async throws(WeChatFailure) in
            try await weChat.withAccessToken(of: app) { token throws(WeChatFailure) in
                try await weChat.codeImage(token, order)
            }
        }
    }

    /// The app as WeChat knows it.
    func weChatApp(_ app: ID<App>) async throws(Failure<WeChatCallRefusal>) -> WeChatApp {
        let row = try await database.read(refusing: WeChatCallRefusal.self) { connection in
            guard let row = try AuthStore(connection: connection).app(app) else {
                throw WeChatCallRefusal.appUnknown
            }
            return row
        }
        guard row.isEnabled, let known = try? weChatApp(row) else {
            throw .refused(.appUnconfigured)
        }
        return known
    }

    /// What WeChat answers, or what its failure means.
    func asked<Value>(
        _ what: StaticString,
        _ call: () async throws(WeChatFailure) -> Value
    ) async throws(Failure<WeChatCallRefusal>) -> Value {
        do throws(WeChatFailure) {
            return try await call()
        } catch {
            log.notice(what, ["cause": .text("\(error)")])
            throw .refused(WeChatCallRefusal(error))
        }
    }

    /// Up to 32 of the characters that WeChat takes.
    private static func isScene(_ text: String) -> Bool {
        let others = "!#$&'()*+,/:;=?@-._~".utf8
        return (1...32).contains(text.utf8.count)
            && text.utf8.allSatisfy { octet in
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet)
                    || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(octet)
                    || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(octet)
                    || others.contains(octet)
            }
    }
}

extension WeChatCallRefusal {
    /// What a failure of WeChat's means to another process of ours.
    init(_ failure: WeChatFailure) {
        guard case .refused(let refusal) = failure, failure.remedy != .retryLater else {
            self = .weChatAway
            return
        }
        self =
            switch refusal.kind {
            case .sceneInvalid: .sceneMalformed
            case .pageInvalid: .pageUnknown
            case .tokenInvalid: .weChatAway
            default: .appUnconfigured
            }
    }
}
