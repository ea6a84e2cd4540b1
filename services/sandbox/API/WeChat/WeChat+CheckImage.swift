import Basics
import HTTP
import Images
import Storage

extension WeChatAPI {
    /// `POST /wxa/img_sec_check`: a small picture, looked at at once. It knows no "review": what a
    /// person should decide passes.
    enum CheckImage: WeChatEndpoint {
        static let path = "/wxa/img_sec_check"
        static let methods: [Method] = [.post]
        static let input = WeChatInput.file(limit: maximumBytes)

        private static let maximumBytes = 1 << 20
        private static let maximumSides = (750, 1334)

        static func answer(_ call: WeChatCall, by sandbox: Sandbox) async throws -> WeChatDone {
            try await sandbox.database.write { connection in
                let app = try sandbox.app(of: call.token, connection)
                try sandbox.count(path, for: app, connection)
            }
            guard let media = call.parameters.file("media"), media.count > 0 else {
                throw WeChatError.mediaMissing
            }
            guard media.count <= maximumBytes else { throw WeChatError.mediaTooLarge }
            // Never spooled: nobody gave the parameters a place for it.
            let octets = try media.read()
            guard let head = try? ImageHead(octets) else { throw WeChatError.mediaTypeInvalid }
            let (shorter, longer) = (min(head.width, head.height), max(head.width, head.height))
            guard shorter <= maximumSides.0, longer <= maximumSides.1 else {
                throw WeChatError.mediaTooLarge
            }
            guard let verdict = await sandbox.verdict(onImage: octets) else {
                throw WeChatError.mediaTypeInvalid
            }
            guard verdict != .risky else { throw WeChatError.risky }
            return WeChatDone()
        }
    }
}
