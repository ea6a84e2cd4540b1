import Basics
import Contracts
import HTTP
import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/quotas`: how often an endpoint may be called in a minute or a day, or a code
    /// be made at all, instead of what WeChat allows.
    enum SetQuota: ControlEndpoint {
        static let route = ControlRoutes.setQuota

        struct Input: EndpointInput {
            private static let path = Field.text(
                "path",
                "The endpoint, or \(Quota.codes) for the codes that are limited for ever.",
                octets: ControlFields.octets
            )
            .map(
                example: Quota.codes,
                expecting: "one of WeChat's interfaces, or \(Quota.codes)"
            ) { path in
                let isKnown =
                    path == Quota.codes || WeChatAPI.endpoints.contains { $0.path == path }
                return isKnown ? path : nil
            }
            private static let span = Field<Quota.Span>.choice("span", "What is counted in.")
            private static let maximum = Field.integer(
                "maximum",
                "How often.",
                in: 0...1_000_000_000
            )

            let quota: Quota

            init(_ fields: FieldReader) throws(ParameterProblem) {
                quota = Quota(
                    name: try fields.read(Self.path),
                    span: try fields.read(Self.span),
                    maximum: try fields.read(Self.maximum)
                )
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> NoData {
            try await sandbox.attempt {
                try await sandbox.database.write { try QuotaStore($0).set(input.quota) }
                return NoData()
            }
        }
    }
}
