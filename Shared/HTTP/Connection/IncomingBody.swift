import Basics

/// The rest of a request's body, whichever way it is framed.
enum IncomingBody: Sendable {
    case length(Int)
    case chunked(ChunkedDecoder, room: Int)

    enum Event {
        case needMore
        case piece(Range<Int>)
        case end
        case failed(BodyFailure)
    }

    /// The octets still to come, where that is known.
    var remaining: Int? {
        switch self {
        case .length(let remaining): remaining
        case .chunked: nil
        }
    }

    mutating func next(_ input: Span<UInt8>, _ position: inout Int) -> Event {
        switch self {
        case .length(let remaining):
            guard remaining > 0 else { return .end }
            guard position < input.count else { return .needMore }
            let start = position
            position += min(remaining, input.count - start)
            self = .length(remaining - (position - start))
            return .piece(start..<position)
        case .chunked(var decoder, let room):
            let event = decoder.next(input, &position)
            self = .chunked(decoder, room: room)
            switch event {
            // A chunk that is too long is refused where it says so, not when it has come.
            case .needMore: return decoder.announced <= room ? .needMore : .failed(.tooLarge)
            case .end: return .end
            case .malformed: return .failed(.malformed)
            case .data(let range):
                guard range.count + decoder.announced <= room else { return .failed(.tooLarge) }
                self = .chunked(decoder, room: room - range.count)
                return .piece(range)
            }
        }
    }
}
