import Basics
import HTTP

/// An endpoint that answers with a picture.
protocol CodeImageEndpoint: WeChatEndpoint where Output == CodePicture {}

/// A picture as a file.
struct CodePicture: Sendable {
    let bytes: Bytes
    let contentType: String
}

extension CodeImageEndpoint {
    static var methods: [Method] { [.post] }

    static func body(_ output: CodePicture) throws -> (bytes: Bytes, contentType: String) {
        (output.bytes, output.contentType)
    }
}
