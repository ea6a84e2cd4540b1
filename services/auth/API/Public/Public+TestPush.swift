import Basics
import Contracts
import HTTP
import ServiceKit
import WeChat

extension PublicAPI {
    /// `GET /callbacks/wechat/{app_id}`: the console's test of the address; answers the `echostr`,
    /// if WeChat has signed it.
    enum TestPush: PushEndpoint {
        static let route = PublicRoutes.testPush

        struct Input: EndpointInput {
            private static let echo = Field.text("echostr", "What WeChat wants to hear.")

            let app: ID<App>
            let query: PushQuery
            let echo: String?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                app = try fields.read(PathFields.app)
                query = try PushQuery(fields)
                echo = try fields.readIfPresent(Self.echo)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by auth: AuthService
        ) async throws(Failure<PushRefusal>) -> Download {
            let secrets = try await secrets(of: input.app, auth)
            guard secrets.isSigned(input.query), let echo = input.echo else {
                throw .refused(.forged)
            }
            return word(echo)
        }

        static let refusals: [PushRefusal] = [.appUnknown, .forged]
    }
}
