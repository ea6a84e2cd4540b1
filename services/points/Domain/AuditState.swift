/// How somebody's fundus audit (眼底片审核) stands; the raw value is what the contract calls it.
package enum AuditState: String, Sendable, CaseIterable {
    /// Nothing was submitted yet.
    case need
    /// Waits for an auditor.
    case audit
    case success
    case failed

    /// What an auditor may decide.
    package enum Verdict: Sendable, Equatable {
        case approve
        case reject(reason: String)

        /// The state after it.
        package var state: AuditState {
            switch self {
            case .approve: .success
            case .reject: .failed
            }
        }

        /// What the participant is told; nothing after an approval.
        package var reason: String {
            switch self {
            case .approve: ""
            case .reject(let reason): reason
            }
        }
    }
}
