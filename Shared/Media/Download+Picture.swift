import HTTP
import ServiceKit

/// Who may keep a picture's file.
enum PictureCaching {
    /// Everybody, for ever: what an address leads to never changes.
    case forEverybody
    /// Nobody on the way.
    case forOneReader
}

extension MediaLibrary {
    /// What a picture is sent as.
    public static let mediaTypes = ["image/jpeg", "image/png"]
}

extension Download {
    /// A picture's file, and nothing but a picture whatever is in it.
    init(_ kind: Upload.Kind, _ body: Body, _ caching: PictureCaching) {
        var headers = [
            (name: "X-Content-Type-Options", value: "nosniff"),
            (name: "Content-Security-Policy", value: "default-src 'none'; sandbox"),
        ]
        switch caching {
        case .forEverybody:
            headers.append(("Cache-Control", "public, max-age=31536000, immutable"))
        case .forOneReader:
            headers.append(("Cache-Control", "private, no-store"))
            headers.append(("Referrer-Policy", "no-referrer"))
        }
        self.init(kind == .png ? "image/png" : "image/jpeg", body, headers: headers)
    }
}
