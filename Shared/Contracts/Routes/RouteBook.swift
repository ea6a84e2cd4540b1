/// All that can be called from outside. What is not in here does not exist there: neither
/// `/internal/`, nor `/metrics`, nor `/readyz`.
public enum RouteBook {
    /// Every address.
    public static let all: [Route] = [
        PointsRoutes.all, WxAuthRoutes.all, TreasureRoutes.all, MerchantsRoutes.all,
        MerchantsOrderRoutes.all, SmallAppRoutes.all, SessionRoutes.all, PublicRoutes.all,
        PayCallbackRoutes.all, AuthAdminRoutes.all, PointsAdminRoutes.all,
        TreasureAdminRoutes.all, CommerceAdminRoutes.all, CommerceOrderRoutes.all,
    ].flatMap { $0 }

    private static let groups =
        ([
            PointsRoutes.group, WxAuthRoutes.group, TreasureRoutes.group, MerchantsRoutes.group,
            MerchantsRoutes.pictures, BridgeRoutes.group, SmallAppRoutes.group,
            PayCallbackRoutes.group, PublicRoutes.callbacks, PublicRoutes.keys,
        ] + PublicRoutes.media)
        .map { (path: Array($0.path.utf8), contract: $0.contract) }
        // The longer path first: all of `/api/` that nobody else has is `points`.
        .sorted { $0.path.count > $1.path.count }

    /// The contract that speaks at a path, for answers that no endpoint gives (404, 405, limits);
    /// ``InternalContract`` where none does.
    public static func contract(of path: some Collection<UInt8>) -> any Contract.Type {
        knownContract(of: path) ?? InternalContract.self
    }

    /// The same, nil where nothing of ours is.
    public static func knownContract(
        of path: some Collection<UInt8>
    ) -> (any Contract.Type)? {
        for group in groups where path.starts(with: group.path) {
            // A whole segment: `/api/users` is not `/api/user`.
            let next = path.dropFirst(group.path.count).first
            if next == nil || next == UInt8(ascii: "/") { return group.contract }
        }
        return path.starts(with: backOffice) ? InternalContract.self : nil
    }

    private static let backOffice = Array("/admin/".utf8)
}
