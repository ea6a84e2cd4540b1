import Basics

/// How far a step has brought a payment, refund or transfer. What went wrong is thrown instead.
enum Progress: Sendable, Equatable {
    /// Nothing is left to do.
    case done
    /// Once more, at that time of the domain's clock.
    case again(UnixTime)
    /// Nobody can do it as things are: it waits for a person.
    case stuck(String)
}
