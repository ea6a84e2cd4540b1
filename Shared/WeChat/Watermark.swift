public import Basics

/// WeChat's mark in all data it encrypts.
public struct Watermark: Sendable, Equatable {
    /// The app that the data was encrypted for.
    public let appid: ExternalID
    /// When.
    public let at: UnixTime
}
