public import Basics

/// Writes the heads of answers: exactly one framing, and nothing a handler put into a field can
/// change it.
public enum ResponseHead {
    /// How the body of an answer ends.
    public enum Framing: Sendable, Equatable {
        /// There never is one.
        case none
        /// After this many octets.
        case length(Int)
        /// After the last chunk.
        case chunked
        /// With the connection: for HTTP/1.0, where the length is not known.
        case untilClose
    }

    /// The framing for a body of this length, nil where it is not known. `HEAD` gets the head that
    /// `GET` would, without the octets.
    public static func framing(
        for status: Status,
        bodyLength: Int?,
        minorVersion: Int
    ) -> Framing {
        if status.forbidsBody { return .none }
        if let bodyLength { return .length(bodyLength) }
        return minorVersion == 0 ? .untilClose : .chunked
    }

    /// Appends the head, with the empty line at its end. `date` is an IMF-fixdate.
    /// The fields that frame a message or govern the connection are skipped in `headers`.
    public static func serialize(
        _ status: Status,
        _ headers: HeaderFields,
        framing: Framing,
        keepAlive: Bool,
        minorVersion: Int,
        date: Bytes,
        into output: inout Bytes
    ) {
        output.append("HTTP/1.1 ")
        output.append(decimal: status.code)
        output.append(.space)
        output.append(status.reason)
        output.append("\r\nDate: ")
        output.append(contentsOf: date)
        headers.write(into: &output, leavingOut: isOurs)
        switch framing {
        case .none: break
        case .length(let length):
            output.append("\r\nContent-Length: ")
            output.append(decimal: length)
        case .chunked: output.append("\r\nTransfer-Encoding: chunked")
        case .untilClose: break
        }
        if !keepAlive || framing == .untilClose {
            output.append("\r\nConnection: close")
        } else if minorVersion == 0 {
            output.append("\r\nConnection: keep-alive")
        }
        output.append("\r\n\r\n")
    }

    private static func isOurs(_ name: ArraySlice<UInt8>) -> Bool {
        switch name.count {
        case 4: HeaderFields.equal(name, "date".utf8)
        case 7: HeaderFields.equal(name, "trailer".utf8) || HeaderFields.equal(name, "upgrade".utf8)
        case 10:
            HeaderFields.equal(name, "connection".utf8)
                || HeaderFields.equal(name, "keep-alive".utf8)
        case 14: HeaderFields.equal(name, "content-length".utf8)
        case 17: HeaderFields.equal(name, "transfer-encoding".utf8)
        default: false
        }
    }
}
