/// Why a message does not go to a number; each provider has its own words for it.
enum SMSProblem: Error, Sendable, CaseIterable {
    case numberIllegal
    case signIllegal
    case templateIllegal
    case valuesMissing
    case contentIllegal
    case tooSoon
    case tooManyThisHour
    case tooManyToday
}
