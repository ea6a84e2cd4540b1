import AuthCalls
import Basics
import Crypto
import Images
import Loops
import ServiceKit

/// What posters are made with.
struct PosterMaker: Sendable {
    let codes: MiniCodeClient
    let font: Font
    /// The page of the mini-program that shows a task; nil for the first one.
    let page: String?
    /// One drawing at a time for everybody who asks for the same.
    let flights: SingleFlight<String, Result<String, Failure<PosterRefusal>>>
}

/// Why somebody gets no poster.
enum PosterRefusal: Error, Sendable, CaseIterable {
    case playerUnknown
    case playerUnregistered
    /// None, or none that this one may see.
    case taskUnknown
    /// Its publisher may see it, others not yet, or not any more.
    case notPublished
    /// WeChat makes no code for this mini-program.
    case noCode
}
