import Basics
import Contracts
import HTTP
import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/sms/templates`: what a template says, with `{1}` (Tencent Cloud) or `${name}`
    /// (Aliyun) where values go. Of one that nobody described the values are shown alone.
    enum SetSMSTemplate: ControlEndpoint {
        static let route = ControlRoutes.setSMSTemplate

        struct Input: EndpointInput {
            private static let provider = Field<SMSProvider>.choice("provider", "Whose template.")
            private static let text = Field.text(
                "text",
                "What it says, with {1} or ${name} where values go.",
                octets: 1...1024,
                example: "验证码{1}"
            )

            let provider: SMSProvider
            let template: String
            let text: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                provider = try fields.read(Self.provider)
                template = try fields.read(ControlFields.template)
                text = try fields.read(Self.text)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> NoData {
            try await sandbox.attempt {
                try await sandbox.database.write {
                    try SMSStore($0).setTemplate(input.template, of: input.provider, input.text)
                }
                return NoData()
            }
        }
    }
}
