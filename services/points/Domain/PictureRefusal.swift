/// Why somebody is told nothing about a picture.
package enum PictureRefusal: Error, Sendable, Equatable, CaseIterable {
    case participantUnknown
    /// Somebody else's, or none.
    case unknown
}
