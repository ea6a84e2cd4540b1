import Basics
import HTTP
import ServiceKit

/// The sandbox's own page: the files of `Page`, which are part of the executable.
enum PageFiles {
    private struct File: Sendable {
        let path: String
        let type: String
        let bytes: Bytes
    }

    private static let files = [
        File(path: "/", type: "text/html; charset=utf-8", bytes: PackageResources.index_html),
        File(path: "/page/page.css", type: "text/css", bytes: PackageResources.page_css),
        File(path: "/page/icon.svg", type: "image/svg+xml", bytes: PackageResources.icon_svg),
        script("api", PackageResources.api_js),
        script("dom", PackageResources.dom_js),
        script("faults", PackageResources.faults_js),
        script("lists", PackageResources.lists_js),
        script("main", PackageResources.main_js),
        script("pay", PackageResources.pay_js),
        script("phone", PackageResources.phone_js),
    ]

    static func add(to definition: inout ServiceDefinition) {
        for file in files {
            let response = response(file)
            definition.handle(.get(file.path)) { _ in response }
        }
    }

    private static func script(_ name: String, _ bytes: Bytes) -> File {
        File(path: "/page/\(name).js", type: "text/javascript; charset=utf-8", bytes: bytes)
    }

    /// Nothing from elsewhere, nothing inline, and nobody may frame it.
    private static func response(_ file: File) -> Response {
        Response(
            .ok,
            headers: HeaderFields([
                ("Content-Type", file.type),
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
