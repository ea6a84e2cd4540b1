import Basics
import CCurl
import HTTP

/// The header lines of one request as the list that libcurl walks, in memory of their own that is
/// used again for the next request. libcurl neither copies nor frees it.
///
/// The pointers belong to one transfer and its loop; they live until `deinit`.
@safe
final class HeaderLines {
    private var starts: [Int] = []
    private var count = 0
    private var text: UnsafeMutableBufferPointer<CChar>
    private var nodes: UnsafeMutableBufferPointer<curl_slist>
    private var hasContentType = false
    private var hasHost = false
    private var hasAccept = false

    init() {
        unsafe text = .allocate(capacity: 2048)
        unsafe nodes = .allocate(capacity: 32)
    }

    deinit {
        unsafe text.deallocate()
        unsafe nodes.deallocate()
    }

    /// Writes the lines anew and gives the list's first node.
    func write(
        _ headers: HeaderFields,
        host: String,
        _ shape: Transfer.Shape
    ) -> UnsafeMutablePointer<curl_slist>? {
        count = 0
        starts.removeAll(keepingCapacity: true)
        hasContentType = false
        hasHost = false
        hasAccept = false
        for (name, value) in headers.octetPairs where !name.isFramingField {
            note(name)
            append(name, value)
        }
        if !hasHost { append(host: host) }
        // What libcurl would add by itself: any type, a form's type, and the wait for a 100.
        if !hasAccept { append(line: "Accept:") }
        if shape == .bytes, !hasContentType { append(line: "Content-Type:") }
        if shape == .bytes || shape == .stream { append(line: "Expect:") }
        return unsafe list()
    }

    private func note(_ name: ArraySlice<UInt8>) {
        switch name.count {
        case 4 where name.isField("host"): hasHost = true
        case 6 where name.isField("accept"): hasAccept = true
        case 12 where name.isField("content-type"): hasContentType = true
        default: break
        }
    }

    private func append(_ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) {
        begin(name.count + value.count + 3)
        put(name)
        if value.isEmpty {
            // libcurl's way to write a field that is there and empty.
            put(";")
        } else {
            put(": ")
            put(value)
        }
        put("\0")
    }

    private func append(host: String) {
        var host = host
        begin(host.utf8.count + 7)
        put("Host: ")
        host.withUTF8 { unsafe put(UnsafeRawBufferPointer($0)) }
        put("\0")
    }

    private func append(line: StaticString) {
        begin(line.utf8CodeUnitCount + 1)
        put(line)
        put("\0")
    }

    // MARK: ExternalID

    /// A new line of so many octets, its NUL included: makes room for it.
    private func begin(_ length: Int) {
        starts.append(count)
        guard unsafe text.count < count + length else { return }
        let wider = UnsafeMutableBufferPointer<CChar>.allocate(
            capacity: (count + length) * 2
        )
        unsafe UnsafeMutableRawBufferPointer(wider).copyMemory(
            from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(text)[..<count])
        )
        unsafe text.deallocate()
        unsafe text = wider
    }

    private func put(_ octets: ArraySlice<UInt8>) {
        unsafe octets.withUnsafeBytes { unsafe put($0) }
    }

    private func put(_ octets: StaticString) {
        octets.withUTF8Buffer { unsafe put(UnsafeRawBufferPointer($0)) }
    }

    /// Only for what `begin` has made room for; the rebasing checks it all the same.
    private func put(_ octets: UnsafeRawBufferPointer) {
        let room = unsafe UnsafeMutableRawBufferPointer(text)
        unsafe UnsafeMutableRawBufferPointer(rebasing: room[count..<(count + octets.count)])
            .copyMemory(from: octets)
        count += octets.count
    }

    private func list() -> UnsafeMutablePointer<curl_slist>? {
        if unsafe nodes.count < starts.count {
            unsafe nodes.deallocate()
            unsafe nodes = .allocate(capacity: starts.count * 2)
        }
        guard let letters = unsafe text.baseAddress, let first = unsafe nodes.baseAddress else {
            return nil
        }
        for (index, start) in starts.enumerated() {
            let next = unsafe index + 1 < starts.count ? first + (index + 1) : nil
            unsafe (first + index).initialize(to: curl_slist(data: letters + start, next: next))
        }
        return unsafe first
    }
}
