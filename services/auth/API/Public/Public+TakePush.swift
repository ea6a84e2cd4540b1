import Basics
import Contracts
import HTTP
import ServiceKit
import WeChat

extension PublicAPI {
    /// `POST /callbacks/wechat/{app_id}`: WeChat's message push. WeChat sends again what is not
    /// answered `success` within five seconds.
    enum TakePush: PushEndpoint {
        static let route = PublicRoutes.takePush
        /// The query alone has parameters: the body is the message.
        static let body = BodyKind.raw

        struct Input: EndpointInput {
            let app: ID<App>
            let query: PushQuery
            let message: Bytes

            init(_ fields: FieldReader) throws(ParameterProblem) {
                app = try fields.read(PathFields.app)
                query = try PushQuery(fields)
                message = fields.rawBody
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by auth: AuthService
        ) async throws(Failure<PushRefusal>) -> Download {
            let secrets = try await secrets(of: input.app, auth)
            let message: PushMessage
            do throws(MessagePushFailure) {
                message = try secrets.open(input.message, input.query)
            } catch {
                auth.log.notice(
                    "a message push is refused",
                    ["app": .integer(input.app.rawValue), "cause": .text("\(error)")]
                )
                throw .refused(error == .malformed ? .unreadable : .forged)
            }
            if case .mediaCheck(let verdict) = message.event {
                do throws(Failure<Never>) {
                    try await auth.take(verdict, of: input.app)
                } catch {
                    throw .unavailable(retryAfterSeconds: 1)
                }
            }
            return word("success")
        }
    }
}
