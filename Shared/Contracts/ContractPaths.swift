/// Which contract speaks under which path: for answers that no endpoint gives (404, 405, limits).
public enum ContractPaths {
    private struct Prefix {
        let octets: [UInt8]
        let contract: any Contract.Type

        init(_ text: StaticString, _ contract: any Contract.Type) {
            octets = text.withUTF8Buffer { unsafe [UInt8]($0) }
            self.contract = contract
        }
    }

    // The longer prefix first: all of `/api/` that nobody else has is `points`.
    private static let prefixes: [Prefix] = [
        Prefix("/miniprog/wx_auth", WxAuthContract.self),
        Prefix("/miniprogram_bridge", MerchantsContract.self),
        Prefix("/api/treasure", TreasureContract.self),
        Prefix("/api/smallapp", SmallAppContract.self),
        Prefix("/api/user", MerchantsContract.self),
        Prefix("/api", PointsContract.self),
    ]

    /// The contract of a path by its first segments; ``InternalContract`` for every other one.
    public static func contract(of path: some Collection<UInt8>) -> any Contract.Type {
        for prefix in prefixes where path.starts(with: prefix.octets) {
            // A whole segment: `/api/users` is not `/api/user`.
            let next = path.dropFirst(prefix.octets.count).first
            if next == nil || next == UInt8(ascii: "/") { return prefix.contract }
        }
        return InternalContract.self
    }
}
