import Basics

/// What a log-in says about the app that it comes from.
package struct AppChoice: Sendable, Equatable {
    /// The head's `Referer`. WeChat sets `https://servicewechat.com/{appid}/{version}/…` and lets
    /// no mini-program change it.
    package var referer: String?
    /// The parameter `appid`.
    package var parameter: String?
    /// The head's `User-Agent`.
    package var userAgent: String?

    package init(referer: String? = nil, parameter: String? = nil, userAgent: String? = nil) {
        self.referer = referer
        self.parameter = parameter
        self.userAgent = userAgent
    }

    /// The appid that is meant: the first of the three that names one, else `standard`. Whether
    /// we know it is for the table to say.
    package func appid(otherwise standard: String?) -> String? {
        referer.flatMap(Self.fromReferer) ?? parameter ?? userAgent.flatMap(Self.inside)
            ?? standard
    }

    /// The appid of WeChat's developer tools, where the log-in comes from there: a tourist's
    /// (`touristappid`), or the one that stands in somebody's own project.
    package var devToolsAppID: String? {
        guard let referer, let name = Self.fromReferer(referer) else { return nil }
        let page = "https://servicewechat.com/\(name)/devtools/page-frame.html"
        return referer.utf8.elementsEqual(page.utf8) ? name : nil
    }

    private static func fromReferer(_ text: String) -> String? {
        let octets = Bytes(text.utf8)
        let start = Bytes("https://servicewechat.com/".utf8)
        guard octets.starts(with: start) else { return nil }
        let name = octets[start.count...].prefix { $0 != UInt8(ascii: "/") }
        return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
    }

    /// Nothing longer is looked through.
    private static let longestUserAgent = 1024
    private static let digits = 16

    /// `wx` and 16 hexadecimal digits, standing by themselves.
    private static func inside(_ text: String) -> String? {
        text.utf8.prefix(longestUserAgent)
            .split { !isLetterOrDigit($0) }
            .first { word in
                word.count == 2 + digits && word.starts(with: "wx".utf8)
                    && word.dropFirst(2).allSatisfy(isHexadecimal)
            }
            .map { String(decoding: $0, as: UTF8.self) }
    }

    private static func isLetterOrDigit(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: false
        }
    }

    private static func isHexadecimal(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
        default: false
        }
    }
}
