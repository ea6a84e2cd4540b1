import Basics

extension Bytes {
    /// A copy of what a span shows.
    init(copying span: Span<UInt8>) {
        self = unsafe span.withUnsafeBufferPointer { unsafe Bytes($0) }
    }
}
