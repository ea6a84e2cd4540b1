/// Somebody who has dug.
package struct ParticipantLine: Sendable, Equatable {
    package let face: Face
    package let hasWon: Bool

    package init(face: Face, hasWon: Bool) {
        self.face = face
        self.hasWon = hasWon
    }
}
