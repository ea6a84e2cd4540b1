import Storage

/// The body of `POST /sandbox/faults`.
struct FaultOrder: Sendable {
    static let members = ["path", "times", "kind", "errcode", "milliseconds"]
    static let storagePrefix = "storage:"
    private static let maximumTimes: Int64 = 1_000_000
    private static let maximumMilliseconds: Int64 = 60_000

    let waiting: FaultStore.Waiting
    let milliseconds: Int64

    init(_ input: ControlInput) throws {
        let path = try input.text("path")
        let kind = try input.text("kind")
        let times = try input.optionalInteger("times", in: 1...Self.maximumTimes) ?? 1
        let errcode = try input.optionalInteger("errcode", in: -1...999_999)
        let wait = try input.optionalInteger("milliseconds", in: 0...Self.maximumMilliseconds)
        try Self.check(path, kind)
        guard errcode == nil || kind == Fault.Kind.errcode.rawValue else {
            throw ControlError.bad("errcode goes with the kind errcode.")
        }
        waiting = FaultStore.Waiting(path: path, kind: kind, errcode: errcode ?? -1, times: times)
        milliseconds =
            wait
            ?? (kind == Fault.Kind.slow.rawValue
                ? Fault.slowMilliseconds : Fault.timeoutMilliseconds)
    }

    /// The process whose commits are to fail, where the path names one.
    var service: String? {
        waiting.path.hasPrefix(Self.storagePrefix)
            ? String(waiting.path.dropFirst(Self.storagePrefix.count)) : nil
    }

    private static func check(_ path: String, _ kind: String) throws {
        if path.hasPrefix(storagePrefix) {
            guard StorageFault(rawValue: kind) != nil else {
                throw ControlError.bad("Storage faults are full and io.")
            }
            return
        }
        guard WeChatAPI.interfaces.contains(where: { $0.path == path }) else {
            let paths = WeChatAPI.interfaces.map { $0.path }.joined(separator: ", ")
            throw ControlError.bad("path has to be storage:<service> or one of: \(paths).")
        }
        guard let known = Fault.Kind(rawValue: kind) else {
            let kinds = Fault.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw ControlError.bad("kind has to be one of: \(kinds).")
        }
        guard known != .rotateSessionKey || path == WeChatAPI.CodeToSession.path else {
            throw ControlError.bad("\(kind) goes with \(WeChatAPI.CodeToSession.path) only.")
        }
    }
}
