import Basics
import Crypto
import HTTP
import TreasurePage

/// The page that computes a draw again where its reader sits: `Page/files` in one answer, which
/// loads nothing and runs nothing else.
enum ProofPage {
    static let response = make()

    private static func make() -> Response {
        let style = part(TREASURE_PAGE_STYLE)
        let script = part(TREASURE_PAGE_SHA256) + part(TREASURE_PAGE_SCRIPT)
        var page: Bytes = []
        // The template is ours and names each of them once.
        var rest = part(TREASURE_PAGE_HTML)[...]
        for (name, text) in [("@style@", style), ("@script@", script)] {
            guard let place = rest.firstRange(of: Bytes(name.utf8)) else {
                preconditionFailure("the page has no \(name)")
            }
            page += rest[..<place.lowerBound] + text
            rest = rest[place.upperBound...]
        }
        page += rest
        return Response(
            .ok,
            headers: HeaderFields([
                ("Content-Type", "text/html; charset=utf-8"),
                (
                    "Content-Security-Policy",
                    "default-src 'none'; script-src \(source(script)); style-src \(source(style)); "
                        + "connect-src 'self'; img-src data:; base-uri 'none'; "
                        + "form-action 'none'; frame-ancestors 'none'"
                ),
                ("X-Content-Type-Options", "nosniff"),
                ("Referrer-Policy", "no-referrer"),
                ("Cache-Control", "no-cache"),
                ("Vary", "Accept"),
            ]),
            body: .bytes(page)
        )
    }

    /// What stands in the page may run if it is this, to the octet.
    private static func source(_ text: Bytes) -> String {
        "'sha256-\(Base64.encode(SHA256.hash(text)))'"
    }

    private static func part(_ part: treasure_page_part) -> Bytes {
        let start = unsafe treasure_page_bytes(part)
        return unsafe Bytes(UnsafeBufferPointer(start: start, count: treasure_page_size(part)))
    }
}
