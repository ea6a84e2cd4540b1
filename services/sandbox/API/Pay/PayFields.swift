import Basics
import JSON

/// The members of an object in a request's body, read by WeChat Pay's rules.
struct PayFields: Sendable {
    private let members: JSONObject
    /// Where the object stands, as a JSON pointer.
    private let place: String

    init(_ body: JSONValue) throws {
        guard let object = body.object else { throw PayError.bodyMalformed }
        self.init(object, at: "")
    }

    private init(_ object: JSONObject, at place: String) {
        members = object
        self.place = place
    }

    private func value(_ name: String) -> JSONValue? {
        guard let value = members[name], value != .null else { return nil }
        return value
    }

    private func missing(_ name: String, _ label: String) -> PayError {
        .parameter(
            "输入源“/body\(place)/\(name)”映射到字段“\(label)”必填性规则校验失败，此字段为必填项",
            "\(place)/\(name)",
            issue: "此字段为必填项"
        )
    }

    func wrong(
        _ name: String,
        _ label: String,
        _ issue: String,
        value: PayError.Value? = nil
    ) -> PayError {
        .parameter(
            "输入源“/body\(place)/\(name)”映射到值字段“\(label)”规则校验失败，\(issue)",
            "\(place)/\(name)",
            value: value ?? shown(name),
            issue: issue
        )
    }

    private func shown(_ name: String) -> PayError.Value {
        switch value(name) {
        case .string(let text): .text(String(text.prefix(200)))
        case .integer(let number): .number(number)
        default: .text("")
        }
    }

    // MARK: Texts

    /// A text of so many octets, no character of it beyond the basic plane or NUL. Where WeChat Pay's
    /// pages say characters, it counts octets, too.
    func text(
        _ name: String,
        _ label: String,
        _ length: ClosedRange<Int>,
        of isAllowed: (UInt8) -> Bool = { _ in true }
    ) throws -> String {
        guard let text = try optionalText(name, label, length, of: isAllowed) else {
            throw missing(name, label)
        }
        return text
    }

    /// The same; an empty one is none.
    func optionalText(
        _ name: String,
        _ label: String,
        _ length: ClosedRange<Int>,
        of isAllowed: (UInt8) -> Bool = { _ in true }
    ) throws -> String? {
        guard let value = value(name) else { return nil }
        guard let text = value.string else { throw wrong(name, label, "类型不为字符串") }
        guard !text.isEmpty else { return nil }
        let count = text.utf8.count
        guard count >= length.lowerBound else {
            throw wrong(
                name,
                label,
                "字节数 \(count)，小于最小值 \(length.lowerBound)",
                value: .number(Int64(count))
            )
        }
        guard count <= length.upperBound else {
            throw wrong(
                name,
                label,
                "字节数 \(count)，大于最大值 \(length.upperBound)",
                value: .number(Int64(count))
            )
        }
        guard text.unicodeScalars.allSatisfy({ $0.value > 0 && $0.value < 0x10000 }) else {
            throw wrong(name, label, "包含不支持的字符")
        }
        guard text.utf8.allSatisfy(isAllowed) else { throw wrong(name, label, "包含非法字符") }
        return text
    }

    /// Where callbacks go: https, no query. In the sandbox http as well, or nobody could be called
    /// back on their own machine.
    func address(_ name: String, _ label: String) throws -> String {
        guard let text = try optionalAddress(name, label) else { throw missing(name, label) }
        return text
    }

    func optionalAddress(_ name: String, _ label: String) throws -> String? {
        guard let text = try optionalText(name, label, 1...256) else { return nil }
        guard PayAddress.isGood(text) else {
            throw wrong(name, label, "须为不带参数的https地址")
        }
        return text
    }

    // MARK: Other values

    /// More than anybody pays at once, and far from where sums overflow.
    private static let maximumFen: Int64 = 1_000_000_000_000

    /// Fen, from one on.
    func amount(_ name: String, _ label: String) throws -> Money {
        guard let value = value(name) else { throw missing(name, label) }
        guard case .integer(let fen) = value else { throw wrong(name, label, "类型不为整数") }
        guard fen >= 1 else { throw wrong(name, label, "数值 \(fen)，小于最小值 1") }
        guard fen <= Self.maximumFen else {
            throw wrong(name, label, "数值 \(fen)，大于最大值 \(Self.maximumFen)")
        }
        return Money(fen: fen)
    }

    /// Only one is there.
    func currency(_ name: String) throws {
        let text = try optionalText(name, "货币类型", 1...16) ?? "CNY"
        guard text == "CNY" else { throw wrong(name, "货币类型", "Currency code is invalid") }
    }

    func optionalTime(_ name: String, _ label: String) throws -> UnixTime? {
        guard let text = try optionalText(name, label, 1...64) else { return nil }
        guard let time = UnixTime(rfc3339: text) else {
            throw wrong(name, label, "不符合rfc3339标准格式")
        }
        return time
    }

    func object(_ name: String, _ label: String) throws -> PayFields {
        guard let value = value(name) else { throw missing(name, label) }
        guard let object = value.object else { throw wrong(name, label, "类型不为对象") }
        return PayFields(object, at: "\(place)/\(name)")
    }

    func optionalObject(_ name: String, _ label: String) throws -> PayFields? {
        value(name) == nil ? nil : try object(name, label)
    }

    func objects(_ name: String, _ label: String) throws -> [PayFields] {
        guard let value = value(name) else { throw missing(name, label) }
        guard let values = value.array, values.count <= 100 else {
            throw wrong(name, label, "类型不为数组")
        }
        return try values.enumerated().map { position, value in
            guard let object = value.object else { throw wrong(name, label, "元素不为对象") }
            return PayFields(object, at: "\(place)/\(name)/\(position)")
        }
    }

    func optionalBool(_ name: String, _ label: String) throws {
        guard let value = value(name) else { return }
        guard value.bool != nil else { throw wrong(name, label, "类型不为布尔值") }
    }
}
