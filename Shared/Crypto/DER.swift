import Basics
import COpenSSL

/// Moves values between libcrypto and DER (X.690).
enum DER {
    /// Gives `parse` a cursor over the octets; what it made is kept only if all of them were used.
    static func parse(
        _ der: Bytes,
        _ parse: (inout UnsafePointer<UInt8>?, Int) -> OpaquePointer?,
        free: (OpaquePointer) -> Void
    ) -> OpaquePointer? {
        unsafe der.withUnsafeBufferPointer { buffer in
            var cursor = buffer.baseAddress
            guard let value = unsafe parse(&cursor, buffer.count) else { return nil }
            guard unsafe cursor == buffer.baseAddress.map({ unsafe $0 + buffer.count }) else {
                unsafe free(value)
                return nil
            }
            return unsafe value
        }
    }

    /// What one of the `i2d_` functions writes.
    static func encode(
        _ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32
    ) throws(CryptoError) -> Bytes {
        let size = Int(write(nil))
        guard size > 0 else { throw Refusal.make(.failed) }
        var written = 0
        let der = unsafe Bytes(unsafeUninitializedCapacity: size) { buffer, count in
            var cursor = buffer.baseAddress
            written = Int(unsafe write(&cursor))
            count = max(0, min(written, size))
        }
        guard written == size else { throw Refusal.make(.failed) }
        return der
    }
}
