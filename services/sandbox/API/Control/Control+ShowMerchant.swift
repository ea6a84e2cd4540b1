import Basics
import HTTP
import ServiceKit

extension ControlAPI {
    /// `GET /sandbox/merchant?mchid=`: all that a WeChat Pay SDK has to be told, and how the merchant
    /// is set up; the first one where none is named.
    enum ShowMerchant: ControlEndpoint {
        static let route = ControlRoutes.showMerchant
        static let refuses: [ControlRefusal] = [.merchantUnknown("1900000001")]

        struct Input: EndpointInput {
            let mchid: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                mchid = try fields.readIfPresent(ControlFields.mchid) ?? PayMerchant.firstID
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> MerchantOutput {
            try await sandbox.attempt {
                MerchantOutput(
                    try await sandbox.payMerchant(input.mchid),
                    try await sandbox.payKeys(input.mchid)
                )
            }
        }
    }
}
