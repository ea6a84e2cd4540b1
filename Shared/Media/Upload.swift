public import Basics

/// A picture that is kept, in two files: whole, and as a thumbnail.
public struct Upload: Sendable, Equatable {
    /// Random, so that nobody guesses somebody else's.
    public let id: ID<Upload>
    /// Whose it is.
    public let owner: MediaOwner
    /// Who may see it.
    public let visibility: Visibility
    /// Of the file as it was sent, or of the key of a drawing: the same again is the same picture.
    public let hash: ExternalID
    /// Random; the files are called after it.
    public let name: String
    /// How it is kept.
    public let kind: Kind
    /// Columns.
    public let width: Int
    /// Rows.
    public let height: Int
    /// Octets of both files.
    public let size: Int
    /// What the content check says of it; `pass` where none is needed.
    public let state: ContentState
    /// Since when it is there.
    public let at: UnixTime

    /// How it is kept; the raw value ends its files' names.
    public enum Kind: String, Sendable {
        case jpeg = "jpg"
        case png
    }

    /// Who may see a picture.
    public enum Visibility: String, Sendable {
        /// Whoever was given a link to it, for as long as that is good; every look is in the log.
        case `private`
        /// Everybody, without a link, for ever, once the content check has passed it.
        case `public`
    }

    /// The name of the file of the whole picture.
    public var file: String { "\(name).\(kind.rawValue)" }
    /// The name of the file of its thumbnail.
    public var thumbnail: String { "\(name).small.\(kind.rawValue)" }
    /// Whether everybody may see it now.
    public var isShown: Bool { visibility == .public && state == .pass }

    /// The longest side of a thumbnail, in pixels.
    public static let thumbnailSide = 320
    /// Below this any id stays exact on the wire.
    static let idBound: UInt64 = 1 << 53

    /// Why a picture is not kept.
    public enum Refusal: Error, Sendable, Equatable, CaseIterable {
        /// Nobody whose pictures are kept, as an account that was closed.
        case ownerUnknown
        /// Not JPEG, PNG, GIF or WebP.
        case kindUnknown
        case tooManyBytes
        case tooManyPixels
        case damaged
        /// Enough for one day.
        case tooManyToday
        /// Enough altogether.
        case tooMuch
    }
}

extension Upload {
    /// For whom a picture is kept.
    public struct Terms: Sendable, Equatable {
        let owner: MediaOwner
        let visibility: Visibility
        let state: ContentState

        /// For its owner, and for whom they or the service give a link.
        public static func `private`(of owner: MediaOwner) -> Terms {
            Terms(owner: owner, visibility: .private, state: .pass)
        }

        /// For everybody, once the content check has passed it. Until then only links lead to it.
        public static func publicOnceChecked(of owner: MediaOwner) -> Terms {
            Terms(owner: owner, visibility: .public, state: .pending)
        }

        /// For everybody at once: what the back office shows, or what we draw of checked parts.
        public static func `public`(of owner: MediaOwner = .house) -> Terms {
            Terms(owner: owner, visibility: .public, state: .pass)
        }
    }
}
