public import Basics
import CQRCode

/// A QR code (ISO/IEC 18004): a square of dark and light modules.
public struct QRCode: Sendable, Equatable {
    /// How much of the code may be lost.
    public enum Correction: Sendable {
        /// About 7, 15, 25 and 30 per cent.
        case low, medium, quartile, high
    }

    /// Modules on each side, 21 to 177.
    public let side: Int
    private let dark: [Bool]

    /// The smallest code that holds the text, up to 2,953 octets at `low`; `doesNotFit` for none
    /// or more.
    public init(_ text: String, correction: Correction = .medium) throws(ImageFailure) {
        try self.init(Bytes(text.utf8), correction: correction)
    }

    /// The smallest code that holds these octets.
    public init(_ octets: Bytes, correction: Correction = .medium) throws(ImageFailure) {
        guard
            !octets.isEmpty,
            let count = Int32(exactly: octets.count),
            let code = unsafe QRcode_encodeData(count, octets, 0, correction.level)
        else { throw .doesNotFit }
        defer { unsafe QRcode_free(code) }
        side = Int(unsafe code.pointee.width)
        // The lowest bit of a module says whether it is dark; the others are the encoder's.
        dark = unsafe UnsafeBufferPointer(start: code.pointee.data, count: side * side)
            .map { $0 & 1 == 1 }
    }

    /// Whether a module is dark, counted from the upper left corner; false outside.
    public func isDark(column: Int, row: Int) -> Bool {
        guard (0..<side).contains(column), (0..<side).contains(row) else { return false }
        return dark[row * side + column]
    }
}

extension QRCode.Correction {
    fileprivate var level: QRecLevel {
        switch self {
        case .low: QR_ECLEVEL_L
        case .medium: QR_ECLEVEL_M
        case .quartile: QR_ECLEVEL_Q
        case .high: QR_ECLEVEL_H
        }
    }
}
