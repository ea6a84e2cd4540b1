import Loops

/// The environment variables of a process, read once and checked: a variable that nobody knows, a
/// missing one or a bad value is a ``SettingError`` that names it.
public struct Environment: Sendable {
    /// Sandbox or production.
    public let stage: Stage
    /// The directory of databases, sockets and keys: absolute, without a final slash.
    public let home: String
    /// The gateway's port.
    public let port: Int
    private let values: [SettingKey: String]
    private let files: [SettingKey: String]

    /// Checks the variables whose names begin with `KUMQUAT_`; the others are not looked at. A
    /// relative home starts from `directory`, by default the working directory. Blank is the same as missing.
    public init(
        _ variables: [String: String],
        directory: String? = nil
    ) throws(SettingError) {
        var values: [SettingKey: String] = [:]
        var files: [SettingKey: String] = [:]
        for (name, value) in variables.sorted(by: { $0.key < $1.key })
        where name.utf8.starts(with: "KUMQUAT_".utf8) {
            let isBlank = value.utf8.allSatisfy { $0 == UInt8(ascii: " ") }
            if let key = SettingKey(rawValue: name) {
                if !isBlank { values[key] = value }
            } else if let key = Self.fileKey(name) {
                if !isBlank { files[key] = value }
            } else {
                throw SettingError(name: name, "no process knows this variable")
            }
        }
        self.values = values
        self.files = files
        stage = try Self.stage(values[.environment])
        home = Self.absolute(
            values[.home] ?? "./var",
            in: directory ?? OwnProcess.workingDirectory()
        )
        port = try Self.integer(.port, values[.port], default: 8080, in: 1...65_000)
        try refuseForProduction()
    }

    private func refuseForProduction() throws(SettingError) {
        guard stage == .production else { return }
        // The directory that a service manager starts in is nobody's choice.
        guard values[.home] != nil else {
            throw SettingError(.home, "must be given in production")
        }
        for key in SettingKey.allCases where key.isForSandboxOnly && values[key] != nil {
            throw SettingError(key, "must not be set in production")
        }
    }

    private static func fileKey(_ name: String) -> SettingKey? {
        guard name.hasSuffix("_FILE") else { return nil }
        let key = SettingKey(rawValue: String(name.dropLast("_FILE".count)))
        return key?.hasFileVariant == true ? key : nil
    }

    private static func stage(_ value: String?) throws(SettingError) -> Stage {
        guard let value else {
            throw SettingError(.environment, "must be sandbox or production; there is no default")
        }
        guard let stage = Stage(rawValue: value) else {
            throw SettingError(.environment, "must be sandbox or production")
        }
        return stage
    }

    private static func absolute(_ path: String, in directory: String) -> String {
        var path = path[...]
        while path.count > 1, path.hasSuffix("/") { path = path.dropLast() }
        if path.hasPrefix("/") { return String(path) }
        while path.hasPrefix("./") { path = path.dropFirst(2) }
        return directory == "/" ? "/\(path)" : "\(directory)/\(path)"
    }

    // MARK: Values

    /// The value as it stands there, or nil.
    public func optionalText(_ key: SettingKey) -> String? {
        values[key]
    }

    /// The value as it stands there, or the default.
    public func text(_ key: SettingKey, default value: String) -> String {
        values[key] ?? value
    }

    /// A whole number within bounds.
    public func integer(
        _ key: SettingKey,
        default value: Int,
        in bounds: ClosedRange<Int>
    ) throws(SettingError) -> Int {
        try Self.integer(key, values[key], default: value, in: bounds)
    }

    private static func integer(
        _ key: SettingKey,
        _ text: String?,
        default value: Int,
        in bounds: ClosedRange<Int>
    ) throws(SettingError) -> Int {
        guard let text else { return value }
        guard let number = Int(text), bounds.contains(number) else {
            throw SettingError(
                key,
                "must be a whole number from \(bounds.lowerBound) to \(bounds.upperBound)"
            )
        }
        return number
    }

    /// 1 or 0; false, or what else is the default, when missing.
    public func flag(
        _ key: SettingKey,
        default value: Bool = false
    ) throws(SettingError) -> Bool {
        switch values[key] {
        case nil: value
        case "0": false
        case "1": true
        default: throw SettingError(key, "must be 1 or 0")
        }
    }

    /// One of a closed set of words.
    public func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ key: SettingKey,
        default value: Choice
    ) throws(SettingError) -> Choice {
        guard let text = values[key] else { return value }
        guard let choice = Choice(rawValue: text) else {
            let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw SettingError(key, "must be one of: \(words)")
        }
        return choice
    }

    func filePath(_ key: SettingKey) -> String? {
        files[key]
    }
}
