import Basics
import Crypto
import HTTP
import ServiceKit
import Storage

extension ControlAPI {
    /// `PUT /sandbox/merchant {mchid, private_key?, certificate?, …}`: a merchant with a number, keys
    /// and a certificate of one's own. What is not given is made, or stays as it is.
    enum SaveMerchant: ControlEndpoint {
        static let route = ControlRoutes.saveMerchant
        static let refuses: [ControlRefusal] = [
            .keyUnusable("private_key is no RSA key in PEM (PKCS#8).")
        ]

        struct Input: EndpointInput {
            private static let number = Field.text(
                "mchid",
                "The merchant's number.",
                octets: 8...10
            )
            .map(example: "1900000001", expecting: "8 to 10 digits") { text in
                text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? text : nil
            }
            private static let key = Field.text(
                "private_key",
                "The key that requests are signed with, apiclient_key.pem.",
                octets: 1...8192,
                example: "-----BEGIN PRIVATE KEY-----…"
            )
            private static let certificate = Field.text(
                "certificate",
                "Its certificate, apiclient_cert.pem.",
                octets: 1...8192,
                example: "-----BEGIN CERTIFICATE-----…"
            )
            private static let serial = Field.text("serial_no", "Its number.", octets: 8...64)
                .map(
                    example: "5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
                    expecting: "8 to 64 hexadecimal digits"
                ) { Hex.decode($0) == nil ? nil : $0.uppercased() }
            private static let apiKey = Field.text("apiv3_key", "The APIv3 key.", octets: 32...32)
                .map(
                    example: "0123456789abcdef0123456789abcdef",
                    expecting: "32 letters and digits"
                ) { AppField.isWord($0) ? $0 : nil }

            let mchid: String
            let key: String?
            let certificate: String?
            let serial: String?
            let apiKey: String?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                mchid = try fields.read(Self.number)
                key = try fields.readIfPresent(Self.key)
                certificate = try fields.readIfPresent(Self.certificate)
                serial = try fields.readIfPresent(Self.serial)
                apiKey = try fields.readIfPresent(Self.apiKey)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> MerchantOutput {
            try await sandbox.attempt {
                let own = try OwnMerchantKeys(
                    key: input.key,
                    certificate: input.certificate,
                    serial: input.serial,
                    apiV3Key: input.apiKey
                )
                try await sandbox.savePayMerchant(input.mchid, own)
                return MerchantOutput(
                    try await sandbox.payMerchant(input.mchid),
                    try await sandbox.payKeys(input.mchid)
                )
            }
        }
    }
}
