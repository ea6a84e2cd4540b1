/// What somebody is there for; by the same words as the duties of the endpoints. All that differs
/// between the nine stands here.
public enum Role: String, Sendable, CaseIterable {
    /// Looks at figures, appoints people, flips switches.
    case owner
    /// Finds people, explains, bans, corrects small things.
    case support
    /// Refunds, payouts, reconciliation, exports.
    case finance
    /// Judges medical pictures, by case number alone.
    case auditor
    /// Merchants, goods, tasks, texts and pictures; no money.
    case editor
    /// Runs one merchant.
    case manager
    /// Redeems at the counter of one merchant.
    case clerk
    /// Looks after the machines; no personal data.
    case `operator`
    /// Looks, and changes nothing.
    case viewer

    /// Whether a password is not enough: money, secrets, medical pictures.
    public var needsSecondFactor: Bool {
        switch self {
        case .owner, .finance, .auditor, .operator: true
        case .support, .editor, .manager, .clerk, .viewer: false
        }
    }

    /// Whether the role is that of certain merchants' staff.
    public var isOfMerchants: Bool {
        switch self {
        case .manager, .clerk: true
        case .owner, .support, .finance, .auditor, .editor, .operator, .viewer: false
        }
    }

    /// What one's own device is good for, which stays logged in for a month.
    public static let ofDevices: Set<Role> = [.clerk]
}

/// What somebody may do: roles, and the merchants that some of them are about.
public struct Appointment: Sendable, Equatable {
    /// At least one.
    public let roles: Set<Role>
    /// Those whose staff they are.
    public let merchants: Set<Int64>

    /// Why somebody cannot be appointed so.
    public enum Problem: Error, Sendable, CaseIterable {
        /// No role at all.
        case noRole
        /// A role of merchants' staff without a merchant.
        case noMerchant
        /// More merchants than one list holds.
        case tooManyMerchants
    }

    private static let mostMerchants = 50

    /// Roles with the merchants they are about; merchants are kept only where a role asks for them.
    public init(_ roles: Set<Role>, merchants: Set<Int64>) throws(Problem) {
        guard !roles.isEmpty else { throw .noRole }
        let needs = roles.contains(where: \.isOfMerchants)
        guard !needs || !merchants.isEmpty else { throw .noMerchant }
        guard merchants.count <= Self.mostMerchants else { throw .tooManyMerchants }
        self.roles = roles
        self.merchants = needs ? merchants : []
    }

    /// Whether one of the roles asks for a second factor.
    public var needsSecondFactor: Bool { roles.contains(where: \.needsSecondFactor) }

    /// Whether somebody of this appointment may make or change somebody of another: owners
    /// everybody, managers the clerks of their own merchants.
    public func mayAppoint(_ other: Appointment) -> Bool {
        if roles.contains(.owner) { return true }
        return roles.contains(.manager) && other.roles == [.clerk]
            && other.merchants.isSubset(of: merchants)
    }
}
