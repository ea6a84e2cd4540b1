import Basics
import HTTP
import ServiceKit
import Storage

extension ControlAPI {
    /// `GET /sandbox/transfers?package_info=…`: what `wx.requestMerchantTransfer` shows before the
    /// user accepts.
    enum FindTransfer: ControlEndpoint {
        static let route = ControlRoutes.findTransfer
        static let refuses: [ControlRefusal] = [.transferUnknown("D1")]

        struct Input: EndpointInput {
            private static let package = Field.text(
                "package_info",
                "What the merchant was given for the phone.",
                octets: 1...512,
                example: "affffddafdfafddffda"
            )

            let package: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                package = try fields.read(Self.package)
            }
        }

        struct Output: Payload {
            let out_bill_no: String
            let transfer_bill_no: String
            let mchid: String
            let appid: String
            /// Whom it is for.
            let user: String?
            let amount: Int64
            let remark: String
            let state: String
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> Output {
            try await sandbox.attempt {
                try await sandbox.database.read { connection in
                    let found = try PayTransferStore(connection)
                        .transfer(packageInfo: input.package)
                    guard let found else { throw ControlRefusal.transferUnknown(input.package) }
                    return Output(
                        out_bill_no: found.terms.outBillNo,
                        transfer_bill_no: found.transferBillNo,
                        mchid: found.terms.mchid,
                        appid: found.terms.appid,
                        user: try receiver(of: found, connection),
                        amount: found.terms.amount.fen,
                        remark: found.terms.remark,
                        state: found.state.rawValue
                    )
                }
            }
        }

        private static func receiver(
            of transfer: PayTransfer,
            _ connection: Connection
        ) throws -> String? {
            guard let app = try AppStore(connection).app(transfer.terms.appid) else { return nil }
            return try PersonStore(connection).person(openid: transfer.terms.openid, in: app)?.name
        }
    }
}
