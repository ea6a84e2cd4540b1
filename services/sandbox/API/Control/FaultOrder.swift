import Basics
import Storage

/// What is to go wrong, as it is ordered: one step of `POST /sandbox/faults`.
struct FaultOrder: Sendable {
    static let members = [
        "path", "kind", "times", "nth", "errcode", "code", "status", "milliseconds", "seconds",
    ]
    private static let maximumTimes: Int64 = 1_000_000
    private static let maximumMilliseconds: Int64 = 60_000
    private static let maximumSkewSeconds: Int64 = 86_400

    let path: FaultPath
    let kind: String
    let times: Int64
    /// From which call on, counted from 1; nil for the next that nothing else is waiting for.
    let number: Int64?
    let errcode: Int64
    let code: String
    let status: Int64
    let milliseconds: Int64
    let skewSeconds: Int64

    init(_ input: ControlInput) throws {
        let text = try input.text("path", bytes: 1...256)
        guard let place = FaultPath(text) else {
            throw input.bad("path \(text) is no place; there are \(FaultPath.list).")
        }
        path = place
        kind = try input.text("kind")
        times = try input.optionalInteger("times", in: 1...Self.maximumTimes) ?? 1
        number = try input.optionalInteger("nth", in: 1...Self.maximumTimes)
        let known = try Self.check(kind, at: path, input)
        guard number == nil || known != nil else {
            throw input.bad("nth does not go with storage faults.")
        }
        try Self.checkMembers(of: known, at: path.place, input)
        errcode = try input.optionalInteger("errcode", in: -1...999_999) ?? -1
        code = try input.optionalText("code") ?? "SYSTEM_ERROR"
        status = try input.optionalInteger("status", in: 400...599) ?? 500
        milliseconds =
            try input.optionalInteger("milliseconds", in: 0...Self.maximumMilliseconds)
            ?? known?.milliseconds ?? 0
        let skew = -Self.maximumSkewSeconds...Self.maximumSkewSeconds
        skewSeconds =
            try input.optionalInteger("seconds", in: skew)
            ?? (known == .clockSkew ? Fault.skewSeconds : 0)
    }

    /// The process whose commits are to fail, where the path names one.
    var service: String? {
        guard case .storage(let service) = path.place else { return nil }
        return service
    }

    /// The kind, or nil for one of storage; it has to fit the place.
    private static func check(
        _ kind: String,
        at path: FaultPath,
        _ input: ControlInput
    ) throws -> Fault.Kind? {
        if case .storage = path.place {
            guard StorageFault(rawValue: kind) != nil else {
                throw input.bad("Storage faults are full and io.")
            }
            return nil
        }
        let fitting = Fault.Kind.allCases.filter { fits($0, path) }
        guard let known = fitting.first(where: { $0.rawValue == kind }) else {
            let kinds = fitting.map(\.rawValue).joined(separator: ", ")
            throw input.bad("kind at \(path.text) has to be one of: \(kinds).")
        }
        return known
    }

    private static func fits(_ kind: Fault.Kind, _ path: FaultPath) -> Bool {
        guard kind.strikes(at: path.place) else { return false }
        return kind != .rotateSessionKey || path.text == WeChatAPI.CodeToSession.path
    }

    /// Members that would mean nothing with this kind are refused.
    private static func checkMembers(
        of kind: Fault.Kind?,
        at place: FaultPath.Place,
        _ input: ControlInput
    ) throws {
        for name in ["errcode", "code", "status"]
        where input.has(name) && kind != .errcode {
            throw input.bad("\(name) goes with the kind errcode.")
        }
        guard !input.has("errcode") || place != .pay else {
            throw input.bad("WeChat Pay has no numbers but words: give code and status.")
        }
        for name in ["code", "status"] where input.has(name) && place == .app {
            throw input.bad("\(name) goes with WeChat Pay; here it is errcode.")
        }
        guard !input.has("milliseconds") || kind?.milliseconds != nil else {
            throw input.bad("milliseconds goes with slow, timeout and delay_callback.")
        }
        guard !input.has("seconds") || kind == .clockSkew else {
            throw input.bad("seconds goes with clock_skew.")
        }
    }
}
