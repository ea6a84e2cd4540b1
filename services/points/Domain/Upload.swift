package import Basics

/// A picture that somebody sent us. All of them are private: they are sent for the audit of the
/// fundus (眼底), which makes them medical data.
package struct Upload: Sendable, Equatable {
    /// Random, so that nobody guesses somebody else's.
    package let id: ID<Upload>
    package let owner: ID<Participant>
    /// Of the file as it was sent: the same one again is the same picture.
    package let hash: ExternalID
    /// Random; the files are called after it.
    package let name: String
    package let kind: Kind
    package let width: Int
    package let height: Int
    /// ExternalID of picture and thumbnail.
    package let size: Int
    package let at: UnixTime

    package init(
        id: ID<Upload>,
        owner: ID<Participant>,
        hash: ExternalID,
        name: String,
        kind: Kind,
        width: Int,
        height: Int,
        size: Int,
        at: UnixTime
    ) {
        self.id = id
        self.owner = owner
        self.hash = hash
        self.name = name
        self.kind = kind
        self.width = width
        self.height = height
        self.size = size
        self.at = at
    }

    /// How it is kept; the raw value ends its files' names.
    package enum Kind: String, Sendable {
        case jpeg = "jpg"
        case png
    }

    /// The name of the file of the whole picture.
    package var file: String { "\(name).\(kind.rawValue)" }
    /// The name of the file of its thumbnail.
    package var thumbnail: String { "\(name).small.\(kind.rawValue)" }

    /// The longest side of a thumbnail, in pixels.
    package static let thumbnailSide = 320
    /// Below this any id stays exact on the wire.
    package static let idBound: UInt64 = 1 << 53

    package enum Refusal: Error, Sendable, Equatable, CaseIterable {
        case participantUnknown
        /// Not JPEG, PNG, GIF or WebP.
        case kindUnknown
        case tooManyPixels
        case damaged
        /// Enough for one day.
        case tooManyToday
        /// Enough altogether.
        case tooMuch
    }
}
