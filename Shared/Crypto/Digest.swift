import Basics
import COpenSSL

/// The one way to a hash, over the calling thread's context.
enum Digest {
    static func hash(_ message: some Collection<UInt8>, with algorithm: OpaquePointer) -> Bytes {
        let known = message.withContiguousStorageIfAvailable { buffer in
            unsafe hash(UnsafeRawBufferPointer(buffer), with: algorithm)
        }
        if let known { return known }
        return unsafe Bytes(message).withUnsafeBytes { unsafe hash($0, with: algorithm) }
    }

    private static func hash(
        _ message: UnsafeRawBufferPointer,
        with algorithm: OpaquePointer
    ) -> Bytes {
        let context = unsafe ThreadContexts.current.digest
        return unsafe Bytes(unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { buffer, count in
            var size: UInt32 = 0
            guard
                unsafe EVP_DigestInit_ex2(context, algorithm, nil) == 1,
                unsafe EVP_DigestUpdate(context, message.baseAddress, message.count) == 1,
                unsafe EVP_DigestFinal_ex(context, buffer.baseAddress, &size) == 1
            else { fatalError("libcrypto refuses a hash") }
            count = Int(size)
        }
    }
}
