public import Basics
import Loops

extension Environment {
    /// A secret out of the variable itself or out of the file that `…_FILE` names; nil when it is
    /// given neither way. White space around it does not count.
    ///
    /// Production refuses a file that others than its owner may read.
    public func secret(_ key: SettingKey) throws(SettingError) -> Secret<String>? {
        if let value = optionalText(key) {
            guard filePath(key) == nil else {
                throw SettingError(key, "is given twice: by itself and by \(key.rawValue)_FILE")
            }
            return Secret(value)
        }
        guard let path = filePath(key) else { return nil }
        return try secret(key, in: path)
    }

    /// A secret that is given (see ``secret(_:)``) or, in the sandbox environment alone, stands in
    /// `$KUMQUAT_HOME/<file>`: made there by whichever process needs it first.
    public func keyFile(
        _ key: SettingKey,
        file: String,
        make: () -> String
    ) throws(SettingError) -> Secret<String> {
        if let given = try secret(key) { return given }
        guard stage == .sandbox else {
            throw SettingError(key, "must be given in production, or \(key.rawValue)_FILE")
        }
        let path = "\(home)/\(file)"
        do {
            try SmallFile.makeDirectory(home)
            if !SmallFile.exists(path) {
                _ = try SmallFile.create(path, Bytes("\(make())\n".utf8))
            }
        } catch {
            throw SettingError(key, "no key file can be made: \(error)")
        }
        return try secret(key, in: path)
    }

    /// The keys between our processes.
    func internalKeys(_ random: RandomSource) throws(SettingError) -> InternalKeys {
        let text = try keyFile(.internalKeys, file: "internal.key") {
            Base64.encode(Self.sandboxKey(random, octets: 32))
        }
        var keys: [Secret<Bytes>] = []
        for part in text.reveal().split(separator: ",") {
            guard let key = Base64.decode(String(part.trimmingSpaces)) else {
                throw SettingError(.internalKeys, "must be base64")
            }
            try refuseMadeUp(key, as: .internalKeys)
            keys.append(Secret(key))
        }
        guard let keys = InternalKeys(keys) else {
            throw SettingError(
                .internalKeys,
                "must be one or two keys of at least \(InternalKeys.minimumBytes) octets"
            )
        }
        return keys
    }

    /// Production takes no secret that is plainly made up: zeros, a word again and again; nor one
    /// that was made in the sandbox environment, wherever it was copied to.
    public func refuseMadeUp(_ octets: Bytes, as key: SettingKey) throws(SettingError) {
        guard stage == .production else { return }
        guard !octets.starts(with: Self.sandboxMark) else {
            throw SettingError(key, "was made in the sandbox environment; production needs its own")
        }
        guard Set(octets).count >= 8 else {
            throw SettingError(key, "is no random key; production needs one")
        }
    }

    /// A key for the sandbox environment, that production knows by how it begins.
    public static func sandboxKey(_ random: RandomSource, octets: Int) -> Bytes {
        sandboxMark + random.bytes(octets - sandboxMark.count)
    }

    /// What each of those begins with.
    public static let sandboxMark = Bytes("sandbox-".utf8)

    private func secret(
        _ key: SettingKey,
        in path: String
    ) throws(SettingError) -> Secret<String> {
        let name = filePath(key) == nil ? key.rawValue : "\(key.rawValue)_FILE"
        do {
            if stage == .production, try SmallFile.isOpenToOthers(path) {
                throw SettingError(name: name, "\(path) may be read by others; chmod 600 it")
            }
            let content = String(decoding: try SmallFile.read(path), as: UTF8.self)
            let lines = content.split(whereSeparator: \.isWhitespace)
            guard lines.count == 1, let value = lines.first else {
                throw SettingError(name: name, "\(path) must hold one line")
            }
            return Secret(String(value))
        } catch let error as SettingError {
            throw error
        } catch {
            throw SettingError(name: name, "\(error)")
        }
    }
}
