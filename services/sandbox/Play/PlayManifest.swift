import Basics
import JSON

/// What the runtime has to know of a mini-program before it starts: its texts whole, its scripts by
/// name.
enum PlayManifest {
    private static let texts = [".json", ".wxml", ".wxss"]

    static func bytes(_ play: Play) -> Bytes {
        let names = play.names()
        var json = JSONWriter()
        json.beginObject()
        json.key("origins")
        json.beginArray()
        for origin in play.origins { json.string(origin.text) }
        json.endArray()
        json.key("own")
        json.bool(play.folder != nil)
        json.key("scripts")
        json.beginArray()
        for name in names where name.hasSuffix(".js") { json.string(name) }
        json.endArray()
        json.key("files")
        json.beginObject()
        for name in names where texts.contains(where: name.hasSuffix) {
            guard let bytes = play.bytes(of: name) else { continue }
            json.key(name)
            json.string(String(decoding: bytes, as: UTF8.self))
        }
        json.endObject()
        json.endObject()
        return json.bytes
    }

    /// A text as JavaScript and JSON write it.
    static func quoted(_ text: String) -> String {
        var json = JSONWriter()
        json.string(text)
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
