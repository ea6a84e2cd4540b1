import Basics
import CCurl
import HTTP

/// The header lines of one request as the list that libcurl walks, in memory of their own that is
/// used again for the next request. libcurl neither copies nor frees it.
///
/// The pointers belong to one transfer and its loop; they live until `deinit`.
@safe
final class HeaderLines {
    private var octets: Bytes = []
    private var starts: [Int] = []
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
    func write(_ headers: HeaderFields, host: String) -> UnsafeMutablePointer<curl_slist>? {
        octets.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        hasContentType = false
        hasHost = false
        hasAccept = false
        for (name, value) in headers.octetPairs where !name.isFramingField {
            note(name)
            append(name, value)
        }
        if !hasHost { append(line: "Host: \(host)") }
        // What libcurl would add by itself: a form's type, any type, and the wait for a 100.
        if !hasContentType { append(line: "Content-Type:") }
        if !hasAccept { append(line: "Accept:") }
        append(line: "Expect:")
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
        starts.append(octets.count)
        octets.append(contentsOf: name)
        if value.isEmpty {
            // libcurl's way to write a field that is there and empty.
            octets.append(UInt8(ascii: ";"))
        } else {
            octets.append(UInt8(ascii: ":"))
            octets.append(0x20)
            octets.append(contentsOf: value)
        }
        octets.append(0)
    }

    private func append(line: String) {
        starts.append(octets.count)
        octets.append(contentsOf: line.utf8)
        octets.append(0)
    }

    private func list() -> UnsafeMutablePointer<curl_slist>? {
        if unsafe text.count < octets.count {
            unsafe text.deallocate()
            unsafe text = .allocate(capacity: octets.count * 2)
        }
        if unsafe nodes.count < starts.count {
            unsafe nodes.deallocate()
            unsafe nodes = .allocate(capacity: starts.count * 2)
        }
        guard let letters = unsafe text.baseAddress, let first = unsafe nodes.baseAddress else {
            return nil
        }
        unsafe octets.withUnsafeBytes { source in
            unsafe UnsafeMutableRawBufferPointer(text).copyMemory(from: source)
        }
        for (index, start) in starts.enumerated() {
            let next = unsafe index + 1 < starts.count ? first + (index + 1) : nil
            unsafe (first + index).initialize(to: curl_slist(data: letters + start, next: next))
        }
        return unsafe first
    }
}
