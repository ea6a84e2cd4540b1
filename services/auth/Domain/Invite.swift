import Basics

/// An invitation code as a new user brought it along. Whose it is, if anybody's, points knows.
package struct Invite: Sendable, Equatable {
    package let text: String

    /// In octets; ours are shorter, and what is longer is nobody's.
    package static let longest = 64

    /// As it was pasted. Nil for what cannot be anybody's.
    package init?(_ text: String?) {
        guard let text = text.map(PlainText.pasted), !text.isEmpty, text.utf8.count <= Self.longest
        else { return nil }
        self.text = text
    }
}
