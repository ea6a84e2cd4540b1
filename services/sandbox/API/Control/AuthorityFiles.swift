import HTTP
import ServiceKit

/// What has to be trusted, and what a server in front of the sandbox shows: `GET /sandbox/ca.pem`,
/// `/sandbox/tls/server.pem`, `/sandbox/tls/server_key.pem`.
enum AuthorityFiles {
    static let paths = [
        "/sandbox/ca.pem", "/sandbox/tls/server.pem", "/sandbox/tls/server_key.pem",
    ]

    static func add(to definition: inout ServiceDefinition, by sandbox: Sandbox) {
        for path in paths {
            definition.handle(.get(path)) { call in
                await respond(to: call.request, path, by: sandbox)
            }
        }
    }

    private static func respond(
        to request: Request,
        _ path: String,
        by sandbox: Sandbox
    ) async -> Response {
        if let refusal = ControlGuard(isPublic: sandbox.isPublic).refusal(of: request) {
            return MerchantFiles.refusal(refusal)
        }
        do {
            let authority = try await sandbox.tlsAuthority()
            switch path {
            case "/sandbox/ca.pem": return MerchantFiles.file(authority.certificate)
            case "/sandbox/tls/server.pem": return MerchantFiles.file(authority.serverCertificate)
            default: return MerchantFiles.file(authority.serverKey)
            }
        } catch {
            sandbox.log.error("the sandbox's own fault", ["cause": .text("\(error)")])
            return .text("Internal Server Error", status: .internalServerError)
        }
    }
}
