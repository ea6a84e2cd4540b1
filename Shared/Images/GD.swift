import Basics
import CGD

/// libgd, silenced before it is first used.
struct GD: Sendable {
    static let ready = GD()

    private init() {
        kumquat_gd_silence()
    }

    func createTrueColor(_ columns: Int32, _ rows: Int32) -> gdImagePtr? {
        unsafe gdImageCreateTrueColor(columns, rows)
    }

    /// What a zlib stream holds; nil where it is none or holds more.
    static func unfolded(_ packed: Bytes, upTo most: Int) -> Bytes? {
        let unfolded = unsafe Bytes(unsafeUninitializedCapacity: most) { buffer, count in
            unsafe packed.withUnsafeBufferPointer { packed in
                count = unsafe kumquat_gd_unfold(
                    packed.baseAddress,
                    packed.count,
                    buffer.baseAddress,
                    most
                )
            }
        }
        return unfolded.isEmpty ? nil : unfolded
    }

    /// Nil for what the decoder refuses. Warnings about a JPEG are none of our business: half of
    /// all telephones write some octets too many, and a file that was cut short is known already.
    func decode(_ octets: Bytes, _ kind: ImageKind) -> gdImagePtr? {
        guard let size = Int32(exactly: octets.count) else { return nil }
        return unsafe octets.withUnsafeBytes { buffer in
            // The decoders read only, although they ask for more.
            let data = unsafe UnsafeMutableRawPointer(mutating: buffer.baseAddress)
            return switch kind {
            case .jpeg: unsafe gdImageCreateFromJpegPtrEx(size, data, 1)
            case .png: unsafe kumquat_gd_from_png(data, octets.count)
            case .gif: unsafe gdImageCreateFromGifPtr(size, data)
            case .webp: unsafe gdImageCreateFromWebpPtr(size, data)
            }
        }
    }
}
