import HTTP
import JSON
import Storage

extension WeChatAPI {
    /// `POST /wxa/msg_sec_check`: a text, looked at at once.
    enum CheckText: WeChatEndpoint {
        static let path = "/wxa/msg_sec_check"
        static let methods: [Method] = [.post]
        private static let maximumCharacters = 2500

        struct Output: Encodable {
            let errcode = 0
            let errmsg = "ok"
            /// The rest is of version 2.
            let detail: [VerdictOutput.Detail]?
            let trace_id: String?
            let result: VerdictOutput.Result?
        }

        static func answer(_ call: WeChatCall, by sandbox: Sandbox) async throws -> Output {
            let texts = ["content", "title", "nickname", "signature"].map {
                call.json[$0]?.string ?? ""
            }
            if ContentAuthor.version(call) == 1 {
                return try await first(texts[0], call, by: sandbox)
            }
            try await sandbox.database.write { connection in
                let app = try sandbox.app(of: call.token, connection)
                let author = try ContentAuthor(call)
                guard !texts[0].isEmpty else { throw WeChatError.bodyMissing }
                guard texts[0].unicodeScalars.count <= maximumCharacters else {
                    throw WeChatError.contentTooLong
                }
                // A signature is of a profile.
                guard texts[3].isEmpty || author.scene == 1 else {
                    throw WeChatError.argumentInvalid
                }
                _ = try author.check(in: app, connection)
                try sandbox.count(path, for: app, connection)
            }
            let verdict = VerdictOutput(Verdict(texts))
            return Output(
                detail: verdict.detail,
                trace_id: sandbox.rid(),
                result: verdict.result
            )
        }

        /// Version 1 knows a text and no user, and refuses instead of judging.
        private static func first(
            _ text: String,
            _ call: WeChatCall,
            by sandbox: Sandbox
        ) async throws -> Output {
            try await sandbox.database.write { connection in
                let app = try sandbox.app(of: call.token, connection)
                guard !text.isEmpty else { throw WeChatError.bodyMissing }
                guard text.unicodeScalars.count <= maximumCharacters else {
                    throw WeChatError.contentTooLong
                }
                try sandbox.count(path, for: app, connection)
            }
            guard Verdict([text]) != .risky else { throw WeChatError.risky }
            return Output(detail: nil, trace_id: nil, result: nil)
        }
    }
}
