import Basics
import Crypto
import HTTP
import ServiceKit

extension PayAPI {
    /// `GET /v3/certificates`: the platform's certificates, encrypted under the APIv3 key; the
    /// newest first.
    enum Certificates: PayEndpoint {
        static let route = RawRoute.get("/v3/certificates")

        struct Output: Encodable {
            struct Item: Encodable {
                let serial_no: String
                let effective_time: String
                let expire_time: String
                let encrypt_certificate: Sealed
            }

            struct Sealed: Encodable {
                let algorithm = "AEAD_AES_256_GCM"
                let nonce: String
                let associated_data: String
                let ciphertext: String
            }

            let data: [Item]
        }

        private static let associated = "certificate"

        static func answer(_ call: PayCall, by sandbox: Sandbox) async throws -> PayAnswer {
            // There are none of SM2 here, and one of another kind is no answer to that.
            let kind = (try? call.query.optionalText("algorithm_type")) ?? "RSA"
            let merchant = try await sandbox.payMerchant(call.keys.mchid)
            guard merchant.settings.hasCertificates, kind == "RSA" || kind == "ALL" else {
                throw PayError.noCertificates
            }
            let certificates = call.keys.certificates.compactMap(\.certificate)
            return try .json(
                Output(data: certificates.map { try item($0, call.keys, sandbox.payNumbers) })
            )
        }

        private static func item(
            _ certificate: Certificate,
            _ keys: PayKeys,
            _ numbers: PayNumbers
        ) throws -> Output.Item {
            let nonce = numbers.resourceNonce
            let sealed = try AES.sealGCM(
                key: keys.apiV3Key,
                nonce: Bytes(nonce.utf8),
                aad: Bytes(associated.utf8),
                Bytes(certificate.pem.utf8)
            )
            return Output.Item(
                serial_no: certificate.serialNumber,
                effective_time: CivilZone.china.rfc3339(at: certificate.notBefore),
                expire_time: CivilZone.china.rfc3339(at: certificate.notAfter),
                encrypt_certificate: Output.Sealed(
                    nonce: nonce,
                    associated_data: associated,
                    ciphertext: Base64.encode(sealed)
                )
            )
        }
    }
}
