import Basics
import HTTP
import HTTPClient
import ServiceKit
import Storage
import WeChat

extension ControlAPI {
    /// `POST /sandbox/push`: where an app's back end takes message pushes, with the token and the
    /// key that they are signed and encrypted with. An empty URL means the auth of this stack; an
    /// empty key means in the clear.
    enum SetPush: ControlEndpoint {
        static let route = ControlRoutes.setPush
        static let refuses: [ControlRefusal] = [.appUnknown("wx0"), .pushKeyUnusable]

        struct Input: EndpointInput {
            private static let url = Field.text(
                "url",
                "Where pushes go; empty: to the auth of this stack.",
                octets: 0...1024
            )
            .map(
                example: "http://127.0.0.1:9000/push",
                expecting: "an absolute http or https URL"
            ) { $0.isEmpty || ClientRequest(url: $0) != nil ? $0 : nil }
            private static let token = Field.text(
                "token",
                "What they are signed with.",
                octets: 3...32,
                example: "TOKEN"
            )
            private static let key = Field.text(
                "encoding_aes_key",
                "What they are encrypted with; empty: they are not.",
                octets: 0...43,
                example: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
            )

            let appid: String?
            private let url: String?
            private let token: String?
            private let key: String?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                appid = try fields.readIfPresent(ControlFields.appid)
                url = try fields.readIfPresent(Self.url)
                token = try fields.readIfPresent(Self.token)
                key = try fields.readIfPresent(Self.key)
            }

            func change(_ target: inout PushTarget) {
                target.url = url ?? target.url
                target.token = token ?? target.token
                target.aesKey = key ?? target.aesKey
            }
        }

        struct Output: Payload {
            let appid: String
            let url: String
            let token: String
            let encoding_aes_key: String
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> Output {
            try await sandbox.attempt {
                try await sandbox.database.write { connection in
                    let app = try Subject.app(input.appid, connection)
                    let store = PushStore(connection)
                    guard var target = try store.target(of: app.id) else {
                        throw BrokenFile("an app without a target for pushes")
                    }
                    input.change(&target)
                    guard target.isUsable(for: app) else { throw ControlRefusal.pushKeyUnusable }
                    try store.set(target, of: app.id)
                    return Output(
                        appid: app.appid,
                        url: target.url,
                        token: target.token,
                        encoding_aes_key: target.aesKey
                    )
                }
            }
        }
    }
}

extension PushTarget {
    fileprivate func isUsable(for app: DemoApp) -> Bool {
        aesKey.isEmpty
            || MessagePush(appid: app.appid, token: token, encodingAESKey: aesKey) != nil
    }
}
