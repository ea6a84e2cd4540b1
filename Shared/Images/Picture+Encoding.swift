public import Basics
import CGD

extension Picture {
    /// As JPEG, without any metadata; what is transparent becomes whatever colour is beneath.
    public func jpeg(quality: Int = 88) throws(ImageFailure) -> Bytes {
        let quality = Int32(clamping: min(max(quality, 1), 100))
        return unsafe try encoded { unsafe gdImageJpegPtr(pointer, &$0, quality) }
    }

    /// As PNG with its transparency, without any metadata.
    public func png() throws(ImageFailure) -> Bytes {
        unsafe gdImageSaveAlpha(pointer, 1)
        return unsafe try encoded { unsafe gdImagePngPtrEx(pointer, &$0, 6) }
    }

    /// Copies what libgd allocated and gives it back.
    private func encoded(
        _ encode: (_ size: inout Int32) -> UnsafeMutableRawPointer?
    ) throws(ImageFailure) -> Bytes {
        var size: Int32 = 0
        guard let made = unsafe encode(&size) else { throw .doesNotFit }
        defer { unsafe gdFree(made) }
        return unsafe Bytes(UnsafeRawBufferPointer(start: made, count: Int(max(size, 0))))
    }
}
