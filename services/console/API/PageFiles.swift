import Basics
import ConsolePage
import Crypto
import HTTP

/// The console's page: the files of `Page/files`, which are part of the executable.
enum PageFiles {
    /// Nothing from elsewhere, nothing inline, and nobody may frame it. Pictures that were fetched
    /// with a right are shown out of memory.
    static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    /// Of answers that are no page.
    static let policyOfData = "default-src 'none'; frame-ancestors 'none'; sandbox"

    private struct File: Sendable {
        let bytes: Bytes
        let contentType: String
        let tag: String
    }

    /// By path.
    private static let files: [String: File] = {
        var files: [String: File] = [:]
        for index in 0..<console_page_count() {
            let name = unsafe String(cString: console_page_name(index))
            let start = unsafe console_page_bytes(index)
            let count = console_page_size(index)
            let bytes = unsafe Bytes(UnsafeBufferPointer(start: start, count: count))
            files[name == "index.html" ? "/" : "/\(name)"] = File(
                bytes: bytes,
                contentType: contentType(name),
                tag: "\"\(Base64.encodeURL(SHA256.hash(bytes).prefix(12)))\""
            )
        }
        return files
    }()

    private static func contentType(_ name: String) -> String {
        switch name.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "json": "application/json"
        case "svg": "image/svg+xml"
        case "txt": "text/plain; charset=utf-8"
        default: "application/octet-stream"
        }
    }

    /// A file of the page; nil where there is none of that name.
    static func answer(to request: borrowing Request) -> Response? {
        guard request.method.ignoresBody,
            let file = files[String(decoding: request.target.path, as: UTF8.self)]
        else { return nil }
        var headers = HeaderFields([
            ("Content-Type", file.contentType), ("Content-Security-Policy", policy),
            ("Cross-Origin-Opener-Policy", "same-origin"), ("Cache-Control", "no-cache"),
            ("ETag", file.tag),
        ])
        guard request.headers["If-None-Match"] != file.tag else {
            headers.remove("Content-Type")
            return Response(.notModified, headers: headers)
        }
        return Response(.ok, headers: headers, body: .bytes(file.bytes))
    }
}
