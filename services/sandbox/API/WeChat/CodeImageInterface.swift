import Basics
import HTTP

/// An interface that answers with a picture.
protocol CodeImageInterface: WeChatInterface where Output == CodePicture {}

/// A picture as a file.
struct CodePicture: Sendable {
    let bytes: Bytes
    let contentType: String
}

extension CodeImageInterface {
    static var methods: [Method] { [.post] }

    static func body(_ output: CodePicture) throws -> (bytes: Bytes, contentType: String) {
        (output.bytes, output.contentType)
    }
}
