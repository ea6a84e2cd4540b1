import Basics
import HTTP
import JSON
import Loops
import ServiceKit

/// The playground's addresses: `/play` and what is below it.
enum PlayRoutes {
    /// So many folders deep a mini-program's files are found.
    static let maximumDepth = 8

    static func add(to definition: inout ServiceDefinition, by sandbox: Sandbox) {
        let pages = [("/play", "index.html"), ("/play/phone", "phone.html")]
        for (path, name) in pages {
            definition.handle(.get(path)) { call in
                guarded(call, sandbox) { own(name, sandbox.play, isFramed: path != "/play") }
            }
        }
        definition.handle(.get("/play/lib/{name}")) { call in
            guarded(call, sandbox) { own(call.capture("name"), sandbox.play, isFramed: false) }
        }
        definition.handle(.get("/play/manifest")) { call in
            await apart(call, sandbox) { .json(PlayManifest.bytes(sandbox.play)) }
        }
        for depth in 1...maximumDepth {
            let parts = (1...depth).map { "p\($0)" }
            let pattern = parts.map { "{\($0)}" }.joined(separator: "/")
            definition.handle(.get("/play/app/\(pattern)")) { call in
                let name = parts.map(call.capture).joined(separator: "/")
                return await apart(call, sandbox) { file(name, sandbox.play) }
            }
        }
        definition.handle(.post("/play/forward")) { call in
            if let refusal = refusal(of: call, sandbox) { return refusal }
            return await PlayForwarder(sandbox).respond(to: call.request)
        }
    }

    private static func refusal(of call: RawCall, _ sandbox: Sandbox) -> Response? {
        ControlGuard(isPublic: sandbox.isPublic).refusal(of: call.request)
            .map(MerchantFiles.refusal)
    }

    private static func guarded(
        _ call: RawCall,
        _ sandbox: Sandbox,
        _ answer: () -> Response
    ) -> Response {
        refusal(of: call, sandbox) ?? answer()
    }

    /// Where a disk may be read: not on the loop.
    private static func apart(
        _ call: RawCall,
        _ sandbox: Sandbox,
        _ answer: @escaping @Sendable () -> Response
    ) async -> Response {
        if let refusal = refusal(of: call, sandbox) { return refusal }
        let response = try? await sandbox.workers.run(answer)
        return response ?? .text("Service Unavailable\n", status: .serviceUnavailable)
    }

    private static func own(_ name: String, _ play: Play, isFramed: Bool) -> Response {
        guard let bytes = PlayFiles.bytes(of: "runtime/\(name)") else { return notFound }
        return response(bytes, type(of: name), policy(play, isFramed: isFramed))
    }

    /// A script comes as a function, since a browser that forbids `eval` cannot make it one; its first
    /// line stays its first line.
    private static func file(_ name: String, _ play: Play) -> Response {
        guard let bytes = play.bytes(of: name) else { return notFound }
        guard name.hasSuffix(".js") else { return response(bytes, type(of: name), closed) }
        let start =
            "__define(\(PlayManifest.quoted(name)),function(require,module,exports,wx,App,"
            + "Page,Component,Behavior,getApp,getCurrentPages,Date){\"use strict\";"
        return response(Bytes(start.utf8) + bytes + Bytes("\n});\n".utf8), type(of: name), closed)
    }

    private static let notFound = Response.text("Not Found\n", status: .notFound)
    /// What is opened by itself can do nothing.
    private static let closed = "default-src 'none'; frame-ancestors 'none'"

    /// Nothing from elsewhere but pictures of the back ends, nothing inline; nobody but us may frame
    /// the phone, and nobody the page.
    private static func policy(_ play: Play, isFramed: Bool) -> String {
        let pictures = play.origins.map(\.text).joined(separator: " ")
        return "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "img-src 'self' blob: data: \(pictures); frame-src 'self'; base-uri 'none'; "
            + "form-action 'none'; frame-ancestors '\(isFramed ? "self" : "none")'"
    }

    private static func response(_ bytes: Bytes, _ type: String, _ policy: String) -> Response {
        Response(
            .ok,
            headers: HeaderFields([
                ("Content-Type", type), ("Content-Security-Policy", policy),
                ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"),
                ("Cache-Control", "no-cache"),
            ]),
            body: .bytes(bytes)
        )
    }

    private static func type(of name: String) -> String {
        switch name.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "json": "application/json"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "jpg", "jpeg": "image/jpeg"
        case "gif": "image/gif"
        case "webp": "image/webp"
        default: "text/plain; charset=utf-8"
        }
    }
}
