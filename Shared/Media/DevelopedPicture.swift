import Basics
import Images

/// A picture as it is kept: made anew twice, whole and small.
struct DevelopedPicture: Sendable {
    let picture: EncodedPicture
    let thumbnail: Bytes

    /// Of a file that was sent. Decodes and encodes; belongs into the ``ImageWorker``.
    init(_ octets: Bytes, _ limits: UploadLimits) throws(ImageFailure) {
        let head = try ImageHead(octets)
        guard head.width * head.height <= limits.pixels else { throw .tooLarge }
        try self.init(Picture.decode(octets))
    }

    /// Of one that was drawn. Encodes; belongs into the ``ImageWorker``.
    init(_ picture: Picture) throws(ImageFailure) {
        let small = try picture.fitted(into: Upload.thumbnailSide)
        self.picture = try picture.encoded()
        thumbnail = self.picture.kind == .png ? try small.png() : try small.jpeg()
    }

    var kind: Upload.Kind { picture.kind == .png ? .png : .jpeg }
    var size: Int { picture.octets.count + thumbnail.count }
}

extension Upload.Refusal {
    /// What is told about a file that makes no picture; nil for what is no fault of the file.
    init?(_ failure: ImageFailure) {
        switch failure {
        case .unknownKind: self = .kindUnknown
        case .tooLarge: self = .tooManyPixels
        case .damaged: self = .damaged
        case .busy, .doesNotFit, .unreadableFont: return nil
        }
    }
}
