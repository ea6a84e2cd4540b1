import HTTP
import HTTPClient
import ServiceKit

/// The playground: which mini-program it runs, and which back ends that may ask.
struct Play: Sendable {
    /// A folder of somebody's own mini-program; nil: the sample.
    var folder: String?
    /// Where it may ask; the first is the one that it is told of.
    var origins: [PlayOrigin] = []

    init(folder: String? = nil, origins: [PlayOrigin] = []) {
        self.folder = folder
        self.origins = origins
    }

    init(_ environment: Environment) throws(SettingError) {
        folder = try environment.playFolder
        origins = try environment.playOrigins
    }
}

/// Where a back end is, as `http://127.0.0.1:8080`.
struct PlayOrigin: Sendable, Equatable {
    let text: String
    private let address: Address
    private let isSecure: Bool

    /// Nil for what is no origin alone.
    init?(_ text: String) {
        var text = text[...]
        while text.hasSuffix("/") { text = text.dropLast() }
        let place = text.split(separator: "/", omittingEmptySubsequences: false)
        guard place.count == 3, !text.contains("?"), !text.contains("@"),
            let request = ClientRequest(url: String(text))
        else { return nil }
        self.text = String(text)
        address = request.address
        isSecure = request.tls
    }

    /// Whether a request goes there, and nowhere else: by what is connected to, not by how it is
    /// written.
    func isTarget(of request: ClientRequest) -> Bool {
        request.address == address && request.tls == isSecure
    }
}

extension Environment {
    var playFolder: String? {
        get throws(SettingError) {
            guard let path = optionalText(.playApp) else { return nil }
            guard PlayFolder(path).text(of: "app.json") != nil else {
                throw SettingError(.playApp, "must be a folder with an app.json that can be read")
            }
            return path
        }
    }

    /// Those of the setting, then our own gateway, where its address is an origin and nothing more.
    var playOrigins: [PlayOrigin] {
        get throws(SettingError) {
            var origins: [PlayOrigin] = []
            for part in text(.playOrigins, default: "").split(separator: ",") {
                let part = part.drop { $0 == " " }
                guard let origin = PlayOrigin(String(part.prefix { $0 != " " })) else {
                    throw SettingError(
                        .playOrigins,
                        "must be a list of origins like http://127.0.0.1:8080"
                    )
                }
                origins.append(origin)
            }
            if let own = PlayOrigin(try publicURL()) { origins.append(own) }
            return origins
        }
    }
}
