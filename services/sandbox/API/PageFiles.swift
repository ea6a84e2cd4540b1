import Basics
import HTTP
import SandboxPage
import ServiceKit

/// The sandbox's own page: the files of `Page/files`, which are part of the executable.
enum PageFiles {
    /// Where `h5_url` points to: the address that WeChat Pay's has.
    static let paymentPath = "/cgi-bin/mmpayweb-bin/checkmweb"

    private struct File: Sendable {
        let name: String
        let bytes: Bytes

        /// The file of this place in the table; it is there as long as the process.
        init(_ index: Int) {
            let start = unsafe sandbox_page_bytes(index)
            let count = sandbox_page_size(index)
            unsafe name = String(cString: sandbox_page_name(index))
            bytes = unsafe Bytes(UnsafeBufferPointer(start: start, count: count))
        }

        /// `index.html` is the page itself, `h5.html` the one that pays an H5 order.
        var path: String {
            switch name {
            case "index.html": "/"
            case "h5.html": PageFiles.paymentPath
            default: "/page/\(name)"
            }
        }

        var contentType: String {
            switch name.split(separator: ".").last {
            case "html": "text/html; charset=utf-8"
            case "css": "text/css"
            case "js": "text/javascript; charset=utf-8"
            case "svg": "image/svg+xml"
            default: "application/octet-stream"
            }
        }
    }

    static func add(to definition: inout ServiceDefinition) {
        for file in (0..<sandbox_page_count()).map(File.init) {
            let response = response(file)
            definition.handle(.get(file.path)) { _ in response }
        }
    }

    /// Nothing from elsewhere, nothing inline, and nobody may frame it.
    private static func response(_ file: File) -> Response {
        Response(
            .ok,
            headers: HeaderFields([
                ("Content-Type", file.contentType),
                (
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
                        + "connect-src 'self'; base-uri 'none'; form-action 'none'; "
                        + "frame-ancestors 'none'"
                ),
                ("X-Content-Type-Options", "nosniff"),
                ("Referrer-Policy", "no-referrer"),
                ("Cache-Control", "no-cache"),
            ]),
            body: .bytes(file.bytes)
        )
    }
}
