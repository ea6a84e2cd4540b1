extension Upload {
    /// Why a picture is not shown.
    package enum LookRefusal: Error, Sendable, Equatable, CaseIterable {
        case participantUnknown
        /// Somebody else's, or none.
        case unknown
    }
}
