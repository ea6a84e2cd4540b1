import Glibc

/// A TCP or Unix socket that does not block, without encryption.
struct PlainTransport: Transport {
    let descriptor: Int32

    func read(into buffer: UnsafeMutableRawBufferPointer) -> TransportResult {
        let count = unsafe recv(descriptor, buffer.baseAddress, buffer.count, 0)
        return count == 0 ? .ended : result(count)
    }

    func write(
        _ first: UnsafeRawBufferPointer,
        _ second: UnsafeRawBufferPointer
    ) -> TransportResult {
        guard unsafe !second.isEmpty else {
            let flags = Int32(MSG_NOSIGNAL)
            return unsafe result(send(descriptor, first.baseAddress, first.count, flags))
        }
        let parts: [2 of iovec] = unsafe [
            iovec(
                iov_base: UnsafeMutableRawPointer(mutating: first.baseAddress),
                iov_len: first.count
            ),
            iovec(
                iov_base: UnsafeMutableRawPointer(mutating: second.baseAddress),
                iov_len: second.count
            ),
        ]
        return unsafe parts.span.withUnsafeBufferPointer { parts in
            unsafe result(writev(descriptor, parts.baseAddress, 2))
        }
    }

    func endOutput() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    func close(cutting: Bool) {
        if cutting {
            var option = linger(l_onoff: 1, l_linger: 0)
            let size = socklen_t(MemoryLayout<linger>.size)
            unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, size)
        }
        Glibc.close(descriptor)
    }

    private func result(_ count: Int) -> TransportResult {
        if count >= 0 { return .octets(count) }
        switch errno {
        case EAGAIN, EINTR: return .wouldBlock
        default: return .failed
        }
    }
}
