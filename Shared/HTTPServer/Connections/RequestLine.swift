import Basics
import HTTP

/// A look at the line of a request that is refused, so that the refusal can speak the contract of
/// its path.
enum RequestLine {
    private static let longest = 4096

    /// The target without its query, which may be what is wrong, when the line has come so far that
    /// it is complete and well-formed.
    static func target(_ octets: Span<UInt8>) -> RequestTarget? {
        let line = octets.extracting(0..<min(octets.count, longest))
        guard let start = index(of: [32], in: line, from: 0),
            let end = index(of: [32, UInt8(ascii: "?")], in: line, from: start + 1)
        else { return nil }
        var target: Bytes = []
        target.reserveCapacity(end - start)
        for index in (start + 1)..<end { target.append(line[index]) }
        return RequestTarget(octets: target)
    }

    private static func index(of ends: Bytes, in line: Span<UInt8>, from start: Int) -> Int? {
        var index = start
        while index < line.count {
            if ends.contains(line[index]) { return index }
            if line[index] == 10 { return nil }
            index += 1
        }
        return nil
    }
}
