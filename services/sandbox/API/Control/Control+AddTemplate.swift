import Basics
import Contracts
import HTTP
import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/templates`: a template for subscribe messages in an app's console.
    enum AddTemplate: ControlEndpoint {
        static let route = ControlRoutes.addTemplate
        static let refuses: [ControlRefusal] = [.appUnknown("wx0")]

        struct Input: EndpointInput {
            let appid: String?
            let template: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                appid = try fields.readIfPresent(ControlFields.appid)
                template = try fields.read(ControlFields.template)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> NoData {
            try await sandbox.attempt {
                try await sandbox.database.write { connection in
                    let app = try Subject.app(input.appid, connection)
                    try MessageStore(connection).addTemplate(input.template, app)
                }
                return NoData()
            }
        }
    }
}
