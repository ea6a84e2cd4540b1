import Basics
import Contracts
import HTTP
import ServiceKit
import WeChat

/// `GET|POST /callbacks/wechat/{app_id}`: WeChat's message push for one of our mini-programs.
///
/// What is not signed with the app's token is refused. WeChat sends again what is not answered
/// `success` within five seconds.
enum WeChatPush {
    static let test = Route.get("/callbacks/wechat/{app_id}")
    static let message = Route.post("/callbacks/wechat/{app_id}")

    /// The console's test: the `echostr`, if WeChat has signed it.
    static func answerTest(_ call: RawCall, by auth: AuthService) async -> Response {
        guard let wire = try? await Parameters.read(call.request, limit: 1 << 16),
            let push = await push(call, auth)
        else { return InternalContract.response(.routeUnknown) }
        guard push.secrets.isSigned(PushQuery(wire)), let echo = try? wire.text("echostr")
        else { return InternalContract.response(.forbidden) }
        return plain(echo)
    }

    static func answer(_ call: RawCall, by auth: AuthService) async -> Response {
        var request = call.request
        guard let push = await push(call, auth) else {
            return InternalContract.response(.routeUnknown)
        }
        guard let body = try? await request.body.collect(upTo: MessagePush.maximumBytes) else {
            return InternalContract.response(.bodyTooLarge)
        }
        // The query alone: the body is the message.
        request.body = .empty
        guard let wire = try? await Parameters.read(request, limit: 0) else {
            return InternalContract.response(.unreadable)
        }
        do throws(MessagePushFailure) {
            let message = try push.secrets.open(body, PushQuery(wire))
            return await take(message, of: push.app, by: auth)
        } catch {
            auth.log.notice(
                "a message push is refused",
                ["app": .integer(push.app.rawValue), "cause": .text("\(error)")]
            )
            return InternalContract.response(error == .malformed ? .unreadable : .forbidden)
        }
    }

    private static func take(
        _ message: PushMessage,
        of app: ID<App>,
        by auth: AuthService
    ) async -> Response {
        guard case .mediaCheck(let verdict) = message.event else { return plain("success") }
        do throws(Failure<Never>) {
            try await auth.take(verdict, of: app)
            return plain("success")
        } catch {
            return InternalContract.response(.unavailable, retryAfterSeconds: 1)
        }
    }

    private static func push(
        _ call: RawCall,
        _ auth: AuthService
    ) async -> (app: ID<App>, secrets: MessagePush)? {
        guard let number = call.caller.number("app_id") else { return nil }
        let app = ID<App>(number)
        guard let secrets = (try? await auth.push(of: app)) ?? nil else { return nil }
        return (app, secrets)
    }

    private static func plain(_ text: String) -> Response {
        var response = Response(.ok, body: .bytes(Bytes(text.utf8)))
        response.headers.set("Content-Type", "text/plain; charset=utf-8")
        return response
    }
}

extension PushQuery {
    /// What stands in the query of a message push.
    init(_ wire: Parameters) {
        self.init(
            signature: try? wire.optionalText("signature"),
            timestamp: (try? wire.optionalText("timestamp")) ?? "",
            nonce: (try? wire.optionalText("nonce")) ?? "",
            messageSignature: try? wire.optionalText("msg_signature")
        )
    }
}
