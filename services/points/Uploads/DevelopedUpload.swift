import Basics
import HTTP
import Images
import PointsDomain

/// A picture that was sent, made anew twice: whole, and small.
struct DevelopedUpload: Sendable {
    let picture: EncodedPicture
    let thumbnail: Bytes

    /// Decodes and encodes; belongs into the darkroom.
    init(_ octets: Bytes) throws(ImageFailure) {
        let picture = try Picture.decode(octets)
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
        case .busy, .doesNotFit: return nil
        }
    }
}
