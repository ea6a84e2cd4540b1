/// `*( BWS ";" BWS chunk-ext-name [ BWS "=" BWS chunk-ext-val ] )` of RFC 9112, 7.1.1, and the
/// trailer section of 7.1.2.
extension ChunkedDecoder {
    mutating func extensionOctet(_ octet: UInt8) -> State {
        // What a blank follows is over, but the line may not end in one.
        if octet == .carriageReturn {
            switch state {
            case .name, .token, .valueEnd: return .sizeLineFeed
            default: return .failed
            }
        }
        guard countsExtension() else { return .failed }
        let isBlank = octet == .space || octet == .tab
        switch state {
        case .nameStart where isBlank: return .nameStart
        case .nameStart: return octet.isTokenCharacter ? .name : .failed
        case .name where octet.isTokenCharacter: return .name
        case .name where octet == UInt8(ascii: "="), .nameBlank where octet == UInt8(ascii: "="):
            return .valueStart
        case .valueStart where isBlank: return .valueStart
        case .valueStart where octet == UInt8(ascii: "\""): return .quoted
        case .valueStart: return octet.isTokenCharacter ? .token : .failed
        case .token where octet.isTokenCharacter: return .token
        case .quoted where octet == UInt8(ascii: "\""): return .valueEnd
        case .quoted where octet == UInt8(ascii: "\\"): return .escaped
        case .quoted, .escaped: return octet.isFieldValueCharacter ? .quoted : .failed
        case _ where octet == UInt8(ascii: ";"): return .nameStart
        case .name where isBlank, .nameBlank where isBlank: return .nameBlank
        case _ where isBlank: return .valueBlank
        default: return .failed
        }
    }

    mutating func trailerOctet(_ octet: UInt8) -> State {
        trailerBytes += 1
        guard trailerBytes <= Self.maximumTrailerBytes else { return .failed }
        switch state {
        case .trailerStart where octet == .carriageReturn: return .lastLineFeed
        case .trailerStart: return octet.isTokenCharacter ? .trailerName : .failed
        case .trailerName where octet == .colon: return .trailerValue
        case .trailerName: return octet.isTokenCharacter ? .trailerName : .failed
        case .trailerValue where octet == .carriageReturn: return .trailerLineFeed
        case .trailerValue: return octet.isFieldValueCharacter ? .trailerValue : .failed
        case .trailerLineFeed: return octet == .lineFeed ? .trailerStart : .failed
        case .lastLineFeed: return octet == .lineFeed ? .ended : .failed
        default: return .failed
        }
    }
}
