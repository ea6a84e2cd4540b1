/// How pages of a mini-program are named.
enum MiniPage {
    /// Where an app opens when nothing is said.
    static let home = "pages/index/index"
    static let maximumBytes = 128

    /// A page alone: `pages/index/index` or shorter, as WeChat's own samples have `index`; no leading
    /// slash, no parameters.
    static func isName(_ text: String) -> Bool {
        let octets = Array(text.utf8)
        guard
            (1...maximumBytes).contains(octets.count),
            octets.first != UInt8(ascii: "/"),
            octets.last != UInt8(ascii: "/")
        else { return false }
        return octets.allSatisfy { octet in
            switch octet {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
                UInt8(ascii: "/"), UInt8(ascii: "."):
                true
            default: false
            }
        }
    }

    /// The page of a path that may have parameters; nil where it has none.
    static func name(in path: String) -> String? {
        let name = String(path.prefix { $0 != "?" })
        return isName(name) ? name : nil
    }
}
