public import Contracts
public import HTTP

/// `GET /internal/clock`: how far the sandbox's clock is from the real one.
public enum ReadClockCall: InternalCall {
    public typealias Request = NoInput
    public typealias Answer = ClockOffset

    public static let route = InternalRoutes.readClock
}

/// `POST /internal/clock`: moves a process's domain time.
public enum MoveClockCall: InternalCall {
    public typealias Answer = ClockOffset

    public static let route = InternalRoutes.moveClock

    /// Where to.
    public struct Request: InternalRequest {
        private static let offset = Field.integer(
            "offset_milliseconds",
            "How far from the real time, in milliseconds."
        )

        /// From the real time, in milliseconds.
        public let offsetMilliseconds: Int64

        /// To this far from the real time.
        public init(offsetMilliseconds: Int64) {
            self.offsetMilliseconds = offsetMilliseconds
        }

        public init(_ fields: FieldReader) throws(ParameterProblem) {
            offsetMilliseconds = try fields.read(Self.offset)
        }

        public func write(to fields: inout FieldWriter) {
            fields.write(Self.offset, offsetMilliseconds)
        }
    }

    /// Why it stays where it is.
    public enum Refusal: String, InternalRefusal, CaseIterable {
        case tooFar = "too_far"

        public var status: Int { 400 }
        public var message: String { "The clock cannot be moved so far." }
    }
}

/// How far a clock is from the real one.
public struct ClockOffset: Payload, Sendable {
    /// In milliseconds.
    public let offset_milliseconds: Int64

    /// So far.
    public init(milliseconds: Int64) {
        offset_milliseconds = milliseconds
    }
}

/// `POST /internal/faults`: makes the next commits of a process fail.
public enum FailCommitsCall: InternalCall {
    public typealias Answer = NoData

    public static let route = InternalRoutes.failCommits

    /// How many, and how.
    public struct Request: InternalRequest {
        private static let times = Field.integer("times", "How many commits.")
        private static let kind = Field.text("kind", "`full` or `io`.", example: "full")

        /// How many commits; 0 ends it.
        public let times: Int64
        /// `full` or `io`.
        public let kind: String

        /// So many commits, in this way.
        public init(times: Int64, kind: String) {
            self.times = times
            self.kind = kind
        }

        public init(_ fields: FieldReader) throws(ParameterProblem) {
            times = try fields.read(Self.times)
            kind = try fields.read(Self.kind)
        }

        public func write(to fields: inout FieldWriter) {
            fields.write(Self.times, times)
            fields.write(Self.kind, kind)
        }
    }

    /// Why none will fail.
    public enum Refusal: String, InternalRefusal, CaseIterable {
        case noDatabase = "no_database"
        case kindUnknown = "fault_unknown"

        public var status: Int { self == .noDatabase ? 404 : 400 }

        public var message: String {
            switch self {
            case .noDatabase: "This process has no database."
            case .kindUnknown: "The kind is full or io, times 0 to 1000000."
            }
        }
    }
}
