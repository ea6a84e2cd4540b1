import Basics
import HTTP
import ServiceKit
import Storage

/// What is to go wrong, as it is ordered: one step of `POST /sandbox/faults`.
struct FaultOrder: EndpointInput {
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

    init(_ fields: FieldReader) throws(ParameterProblem) {
        let text = try fields.read(Self.path)
        guard let place = FaultPath(text) else {
            throw .explained("path \(text) is no place; there are \(FaultPath.list).")
        }
        path = place
        kind = try fields.read(Self.kind)
        times = try fields.read(Self.times)
        number = try fields.readIfPresent(Self.number)
        let known = try Self.check(kind, at: path)
        guard number == nil || known != nil else {
            throw .explained("nth does not go with storage faults.")
        }
        try Self.checkMembers(of: known, at: path.place, fields)
        errcode = try fields.read(Self.errcode)
        code = try fields.read(Self.code)
        status = try fields.read(Self.status)
        milliseconds = try fields.readIfPresent(Self.milliseconds) ?? known?.milliseconds ?? 0
        skewSeconds =
            try fields.readIfPresent(Self.seconds)
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
        at path: FaultPath
    ) throws(ParameterProblem) -> Fault.Kind? {
        if case .storage = path.place {
            guard StorageFault(rawValue: kind) != nil else {
                throw .explained("Storage faults are full and io.")
            }
            return nil
        }
        let fitting = fitting(path)
        guard let known = fitting.first(where: { $0.rawValue == kind }) else {
            let kinds = fitting.map(\.rawValue).joined(separator: ", ")
            throw .explained("kind at \(path.text) has to be one of: \(kinds).")
        }
        return known
    }

    /// The kinds that can be ordered at a place.
    static func kinds(at path: FaultPath) -> [String] {
        if case .storage = path.place { return [StorageFault.full, .io].map(\.rawValue) }
        return fitting(path).map(\.rawValue)
    }

    private static func fitting(_ path: FaultPath) -> [Fault.Kind] {
        Fault.Kind.allCases.filter { fits($0, path) }
    }

    private static func fits(_ kind: Fault.Kind, _ path: FaultPath) -> Bool {
        guard kind.strikes(at: path.place) else { return false }
        return kind.address ?? path.text == path.text
    }

    /// Members that would mean nothing with this kind are refused.
    private static func checkMembers(
        of kind: Fault.Kind?,
        at place: FaultPath.Place,
        _ fields: FieldReader
    ) throws(ParameterProblem) {
        for field in [errcode.declaration, code.declaration, status.declaration]
        where fields.has(field) && kind != .errcode {
            throw .explained("\(field.name) goes with the kind errcode.")
        }
        guard !fields.has(errcode) || place != .pay else {
            throw .explained("WeChat Pay has no numbers but words: give code and status.")
        }
        for field in [code.declaration, status.declaration]
        where fields.has(field) && place == .app {
            throw .explained("\(field.name) goes with WeChat Pay; here it is errcode.")
        }
        guard !fields.has(milliseconds) || kind?.milliseconds != nil else {
            throw .explained("milliseconds goes with slow, timeout and delay_callback.")
        }
        guard !fields.has(seconds) || kind == .clockSkew else {
            throw .explained("seconds goes with clock_skew.")
        }
    }
}

extension FaultOrder {
    private static let maximumTimes: Int64 = 1_000_000

    private static let path = Field.text(
        "path",
        "Where it strikes: an address, the beginning of some with *, callback, storage:<service>.",
        octets: 1...256,
        example: "/sns/jscode2session"
    )
    private static let kind = Field.text(
        "kind",
        "What goes wrong; which kinds there are depends on the place.",
        octets: ControlFields.octets,
        example: Fault.Kind.slow.rawValue
    )
    private static let times = Field.integer(
        "times",
        "How often.",
        in: 1...maximumTimes,
        default: 1
    )
    private static let number = Field.integer(
        "nth",
        "From which call on, counted from now; the next one without it.",
        in: 1...maximumTimes
    )
    private static let errcode = Field.integer(
        "errcode",
        "The number that the kind errcode answers with.",
        in: -1...999_999,
        default: -1
    )
    private static let code = Field.text(
        "code",
        "The word that the kind errcode answers with at WeChat Pay.",
        octets: ControlFields.octets,
        default: "SYSTEM_ERROR",
        example: "SYSTEM_ERROR"
    )
    private static let status = Field.integer(
        "status",
        "The HTTP status beside that word.",
        in: 400...599,
        default: 500
    )
    private static let milliseconds = Field.integer(
        "milliseconds",
        "How long slow, timeout and delay_callback take.",
        in: 0...60_000
    )
    private static let seconds = Field.integer(
        "seconds",
        "How far clock_skew is ahead, or behind.",
        in: -86_400...86_400
    )

    /// All of them.
    static let declarations = [
        path.declaration, kind.declaration, times.declaration, number.declaration,
        errcode.declaration, code.declaration, status.declaration, milliseconds.declaration,
        seconds.declaration,
    ]
}
