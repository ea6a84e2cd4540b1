package import Basics

/// One submission of pictures, and what became of it.
package struct Audit: Sendable, Equatable {
    package let id: ID<Audit>
    package let owner: ID<WeChatIdentity>
    package let openid: ExternalID
    package let state: AuditState
    /// Why it failed; empty otherwise.
    package let reason: String
    /// Who decided; empty as long as nobody has.
    package let auditor: String
    package let submitted: UnixTime
    package let decided: UnixTime?

    package init(
        id: ID<Audit>,
        owner: ID<WeChatIdentity>,
        openid: ExternalID,
        state: AuditState,
        reason: String,
        auditor: String,
        submitted: UnixTime,
        decided: UnixTime?
    ) {
        self.id = id
        self.owner = owner
        self.openid = openid
        self.state = state
        self.reason = reason
        self.auditor = auditor
        self.submitted = submitted
        self.decided = decided
    }

    /// Most pictures in one submission.
    package static let maximumFiles = 20
    /// The cause of the one payment that a participant can get for it.
    package static let ref = "eye"

    /// A step of its history.
    package struct Step: Sendable, Equatable {
        package let state: AuditState
        /// The participant, an auditor, or the system.
        package let by: String
        package let reason: String
        package let at: UnixTime

        package init(state: AuditState, by: String, reason: String, at: UnixTime) {
            self.state = state
            self.by = by
            self.reason = reason
            self.at = at
        }
    }

    /// Why pictures are not taken for an audit.
    package enum Refusal: Error, Sendable, Equatable, CaseIterable {
        case participantUnknown
        case noFiles
        case tooManyFiles
        /// Somebody else's, or nobody's.
        case fileUnknown
        case notNow
    }

    /// Why an auditor's call does nothing.
    package enum VerdictRefusal: Error, Sendable, Equatable, CaseIterable {
        case unknown
        /// Somebody was faster.
        case decided(AuditState)

        package static let allCases = [
            VerdictRefusal.unknown, .decided(.success), .decided(.failed),
        ]
    }
}
