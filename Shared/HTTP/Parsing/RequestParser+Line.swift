/// The request line: `method SP request-target SP HTTP-version CRLF` (RFC 9112, 3).
extension RequestParser {
    mutating func readMethod(_ input: Span<UInt8>) -> Outcome {
        let end = lineEnd(input)
        var index = position
        while index < end, input[index].isTokenCharacter { index += 1 }
        position = index
        // A longer method than any we know: RFC 9110, 9.1.
        guard index - lineStart <= Method.maximumLength else { return .refused(.notImplemented) }
        guard index < end else { return lineStarved(input) }
        guard input[index] == .space, index > lineStart else { return .refused(.badRequest) }
        methodEnd = index
        methodRead(isHead: isHead(input))
        position = index + 1
        state = .target
        return .next
    }

    mutating func readTarget(_ input: Span<UInt8>) -> Outcome {
        let end = lineEnd(input)
        var index = position
        while index < end {
            let octet = input[index]
            if octet == .space { break }
            guard octet.isTargetCharacter else { return .refused(.badRequest) }
            if pendingHexDigits > 0 {
                guard octet.hexWorth != nil else { return .refused(.badRequest) }
                pendingHexDigits -= 1
            } else if octet == UInt8(ascii: "%") {
                pendingHexDigits = 2
            }
            index += 1
        }
        position = index
        guard index < end else { return lineStarved(input) }
        guard index > methodEnd + 1, pendingHexDigits == 0 else { return .refused(.badRequest) }
        targetEnd = index
        position = index + 1
        state = .version
        return .next
    }

    mutating func readVersion(_ input: Span<UInt8>) -> Outcome {
        let end = lineEnd(input)
        while position < end {
            let octet = input[position]
            switch position - targetEnd {
            case 1 where octet == UInt8(ascii: "H"), 2 where octet == UInt8(ascii: "T"),
                3 where octet == UInt8(ascii: "T"), 4 where octet == UInt8(ascii: "P"),
                5 where octet == UInt8(ascii: "/"), 7 where octet == UInt8(ascii: "."):
                break
            case 6 where octet.isDigit: majorVersion = octet &- 0x30
            case 8 where octet.isDigit:
                minorVersion = octet &- 0x30
                position += 1
                state = .lineReturn
                return .next
            default: return .refused(.badRequest)
            }
            position += 1
        }
        return lineStarved(input)
    }

    mutating func readLineReturn(_ input: Span<UInt8>) -> Outcome {
        guard position < input.count else { return .starved }
        guard input[position] == .carriageReturn else {
            let isTooLong = position - lineStart >= limits.requestLineBytes
            return .refused(isTooLong ? .uriTooLong : .badRequest)
        }
        guard majorVersion == 1, minorVersion <= 1 else {
            return .refused(.httpVersionNotSupported)
        }
        position += 1
        state = .lineFeed
        return .next
    }

    private func isHead(_ input: Span<UInt8>) -> Bool {
        methodEnd - lineStart == 4 && input[lineStart] == UInt8(ascii: "H")
            && input[lineStart + 1] == UInt8(ascii: "E")
            && input[lineStart + 2] == UInt8(ascii: "A")
            && input[lineStart + 3] == UInt8(ascii: "D")
    }

    /// How far the line may be read now: the octets beyond its limit are never looked at, so that
    /// the limit decides alike for a whole input and for single octets.
    private func lineEnd(_ input: Span<UInt8>) -> Int {
        min(input.count, lineStart + limits.requestLineBytes)
    }

    private func lineStarved(_ input: Span<UInt8>) -> Outcome {
        position < input.count ? .refused(.uriTooLong) : .starved
    }
}
