import Contracts
import Crypto
import HTTP
import ServiceKit

/// The merchant's keys as the files that SDKs read, under the names that WeChat Pay gives them:
/// `GET /sandbox/merchant/apiclient_key.pem?mchid=`.
enum MerchantFiles {
    static let names = [
        "apiclient_key.pem", "apiclient_cert.pem", "pub_key.pem", "wechatpay_cert.pem",
    ]

    static func add(to definition: inout ServiceDefinition, by sandbox: Sandbox) {
        for name in names {
            definition.handle(.get("/sandbox/merchant/\(name)")) { call in
                await respond(to: call.request, name, by: sandbox)
            }
        }
    }

    private static func respond(
        to request: Request,
        _ name: String,
        by sandbox: Sandbox
    ) async -> Response {
        if let refusal = ControlGuard(isPublic: sandbox.isPublic).refusal(of: request) {
            return Self.refusal(refusal)
        }
        let query = try? await Parameters.read(request, limit: 0)
        let mchid = (try? query?.optionalText("mchid")) ?? PayMerchant.firstID
        do {
            let merchant = try await sandbox.payMerchant(mchid)
            let keys = try await sandbox.payKeys(mchid)
            return file(text(name, merchant, keys))
        } catch let refusal as ControlRefusal {
            return Self.refusal(refusal)
        } catch {
            sandbox.log.error("the sandbox's own fault", ["cause": .text("\(error)")])
            return .text("Internal Server Error", status: .internalServerError)
        }
    }

    private static func text(_ name: String, _ merchant: PayMerchant, _ keys: PayKeys) -> String {
        switch name {
        case "apiclient_key.pem": merchant.privateKey
        case "apiclient_cert.pem": merchant.certificate
        case "pub_key.pem": keys.publicKey.key.publicKey.pem
        default: keys.certificates.first?.certificate?.pem ?? ""
        }
    }

    static func file(_ text: String) -> Response {
        Response(
            .ok,
            headers: HeaderFields([
                ("Content-Type", "application/x-pem-file"), ("Cache-Control", "no-store"),
            ]),
            body: .bytes(Array(text.utf8))
        )
    }

    static func refusal(_ refusal: ControlRefusal) -> Response {
        let code = refusal.code
        return .text(code.text + "\n", status: Status(code: code.number))
    }
}
