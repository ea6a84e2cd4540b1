import HTTP
import Images
import JSON

/// How a code is to look.
struct CodeStyle: Sendable {
    /// Pixels.
    let width: Int64
    let color: Color
    let isTransparent: Bool

    private static let usualWidth: Int64 = 430
    private static let widths: ClosedRange<Int64> = 280...1280

    /// `widthError` is what the endpoint says to a width that is none.
    init(_ call: WeChatCall, widthError: WeChatError) throws {
        guard let width = try? call.parameters.optionalInteger("width") ?? Self.usualWidth,
            Self.widths.contains(width)
        else { throw widthError }
        guard
            let isTransparent = try? call.parameters.optionalBool("is_hyaline") ?? false,
            let picksColor = try? call.parameters.optionalBool("auto_color") ?? false
        else { throw WeChatError.argumentInvalid }
        self.width = width
        self.isTransparent = isTransparent
        // The colour that WeChat would pick is black, too.
        color = picksColor ? .black : try Self.color(call.json["line_color"])
    }

    /// `{"r":0,"g":0,"b":0}`; WeChat's own samples have texts for the numbers.
    private static func color(_ json: JSONValue?) throws -> Color {
        guard let json else { return .black }
        let parts = ["r", "g", "b"].compactMap { name -> UInt8? in
            let part = json[name]
            let number = part?.integer ?? part?.string.flatMap { Int64($0) }
            return number.flatMap(UInt8.init(exactly:))
        }
        guard parts.count == 3 else { throw WeChatError.argumentInvalid }
        return Color(red: parts[0], green: parts[1], blue: parts[2])
    }
}
