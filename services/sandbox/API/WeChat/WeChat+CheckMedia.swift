import Jobs
import ServiceKit
import HTTP
import JSON
import Storage

extension WeChatAPI {
    /// `POST /wxa/media_check_async`: a picture or sound, fetched and looked at later; the verdict
    /// is pushed.
    enum CheckMedia: WeChatEndpoint {
        static let path = "/wxa/media_check_async"
        static let methods: [Method] = [.post]

        struct Output: Encodable {
            let errcode = 0
            let errmsg = "ok"
            let trace_id: String
        }

        static func answer(_ call: WeChatCall, by sandbox: Sandbox) async throws -> Output {
            let trace = sandbox.rid()
            let url = call.json["media_url"]?.string ?? ""
            let kind = call.json["media_type"]?.integer.flatMap(MediaKind.init)
            try await sandbox.database.write { connection in
                let app = try sandbox.app(of: call.token, connection)
                let author = try ContentAuthor(call)
                guard let kind, url.hasPrefix("http://") || url.hasPrefix("https://") else {
                    throw WeChatError.argumentInvalid
                }
                let place = try author.check(in: app, connection)
                try sandbox.count(path, for: app, connection)
                // From nowhere nothing can be fetched.
                let source = call.fault?.kind == .unfetched ? "" : url
                let media = Push.Media(trace: trace, url: source, kind: kind)
                try sandbox.enqueue(media, about: place, connection)
            }
            sandbox.jobs.queue.wake(Sandbox.Kind.pushes)
            return Output(trace_id: trace)
        }
    }
}
