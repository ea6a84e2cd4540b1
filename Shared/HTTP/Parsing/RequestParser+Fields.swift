/// The field lines: `field-name ":" OWS field-value OWS CRLF` (RFC 9112, 5), without folding.
extension RequestParser {
    mutating func readFieldStart(_ input: Span<UInt8>) -> Outcome {
        guard position < input.count else { return .starved }
        if let refusal = fieldsTooLong(position) { return refusal }
        if input[position] == .carriageReturn {
            position += 1
            state = .lastLineFeed
            return .next
        }
        guard fields.count < limits.headerFields else {
            return .refused(.requestHeaderFieldsTooLarge)
        }
        if fields.isEmpty { fields.reserveCapacity(16) }
        fieldStart = position
        state = .fieldName
        return .next
    }

    mutating func readFieldName(_ input: Span<UInt8>) -> Outcome {
        let end = headEnd(input)
        var index = position
        while index < end, input[index].isTokenCharacter { index += 1 }
        position = index
        guard index < end else { return headStarved(input) }
        guard input[index] == .colon, index > fieldStart else { return .refused(.badRequest) }
        nameEnd = index
        position = index + 1
        state = .valueStart
        return .next
    }

    mutating func readValueStart(_ input: Span<UInt8>) -> Outcome {
        let end = headEnd(input)
        var index = position
        while index < end, input[index] == .space || input[index] == .tab { index += 1 }
        position = index
        guard index < end else { return headStarved(input) }
        valueStart = index
        state = .value
        return .next
    }

    mutating func readValue(_ input: Span<UInt8>) -> Outcome {
        let end = headEnd(input)
        var index = input.endOfFieldValue(from: position, to: end)
        position = index
        guard index < end else { return headStarved(input) }
        guard input[index] == .carriageReturn else { return .refused(.badRequest) }
        position = index + 1
        while index > valueStart, input[index - 1] == .space || input[index - 1] == .tab {
            index -= 1
        }
        // Offsets fit: a head is far shorter than 4 GB.
        fields.append(
            HeaderFields.Field(
                nameStart: UInt32(truncatingIfNeeded: fieldStart - lineStart),
                nameEnd: UInt32(truncatingIfNeeded: nameEnd - lineStart),
                valueStart: UInt32(truncatingIfNeeded: valueStart - lineStart),
                valueEnd: UInt32(truncatingIfNeeded: index - lineStart)
            )
        )
        state = .valueLineFeed
        return .next
    }

    private func headEnd(_ input: Span<UInt8>) -> Int {
        min(input.count, lineStart + limits.headBytes)
    }

    private func headStarved(_ input: Span<UInt8>) -> Outcome {
        position < input.count ? .refused(.requestHeaderFieldsTooLarge) : .starved
    }
}
