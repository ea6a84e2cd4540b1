import CCurl
import Glibc

/// A new easy handle with everything set that is the same for all requests.
enum HandleOptions {
    /// libcurl is set up once, before the first handle.
    static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// Whether a handle may carry a second transfer. Before 8.1.1 (Debian 12 has 7.88) libcurl keeps
    /// a pointer to the last header line of the answer before, which it has freed, and writes there
    /// when the next answer begins with a folded line: any server could spoil our memory.
    static let isReusable: Bool =
        unsafe curl_version_info(CURLVERSION_FIRST).pointee.version_num >= 0x08_01_01

    /// A handle whose callbacks get `transfer`; `sockets` is told of those that close.
    static func make(
        transfer: UnsafeMutableRawPointer,
        sockets: UnsafeMutableRawPointer,
        idleSeconds: Int
    ) -> UnsafeMutableRawPointer? {
        guard isReady, let easy = unsafe curl_easy_init() else { return nil }
        unsafe setRules(easy, idleSeconds: idleSeconds)
        unsafe setCallbacks(easy, transfer: transfer, sockets: sockets)
        return unsafe easy
    }

    /// No signals, no proxy from the environment, HTTP/1.1 only, no other protocol, no redirects,
    /// the target as it is, the body as it is.
    private static func setRules(_ easy: UnsafeMutableRawPointer, idleSeconds: Int) {
        unsafe kumquat_easy_set_long(easy, CURLOPT_NOSIGNAL, 1)
        unsafe kumquat_easy_set_string(easy, CURLOPT_PROXY, "")
        unsafe kumquat_easy_set_string(easy, CURLOPT_NOPROXY, "*")
        unsafe kumquat_easy_set_string(easy, CURLOPT_PROTOCOLS_STR, "http,https")
        unsafe kumquat_easy_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        unsafe kumquat_easy_set_long(easy, CURLOPT_FOLLOWLOCATION, 0)
        unsafe kumquat_easy_set_long(easy, CURLOPT_PATH_AS_IS, 1)
        unsafe kumquat_easy_set_long(easy, CURLOPT_HTTP_CONTENT_DECODING, 0)
        unsafe kumquat_easy_set_long(easy, CURLOPT_TCP_NODELAY, 1)
        unsafe kumquat_easy_set_long(easy, CURLOPT_MAXAGE_CONN, idleSeconds)
    }

    private static func setCallbacks(
        _ easy: UnsafeMutableRawPointer,
        transfer: UnsafeMutableRawPointer,
        sockets: UnsafeMutableRawPointer
    ) {
        unsafe kumquat_easy_set_pointer(easy, CURLOPT_PRIVATE, transfer)
        unsafe kumquat_easy_set_pointer(easy, CURLOPT_HEADERDATA, transfer)
        unsafe kumquat_easy_set_pointer(easy, CURLOPT_WRITEDATA, transfer)
        unsafe kumquat_easy_set_pointer(easy, CURLOPT_READDATA, transfer)
        unsafe kumquat_easy_set_pointer(easy, CURLOPT_SEEKDATA, transfer)
        unsafe kumquat_easy_set_pointer(easy, CURLOPT_PREREQDATA, transfer)
        unsafe kumquat_easy_set_pointer(easy, CURLOPT_CLOSESOCKETDATA, sockets)
        unsafe kumquat_easy_on_write(easy, CURLOPT_HEADERFUNCTION) { octets, size, count, data in
            guard let transfer = unsafe Transfer.from(data), let octets = unsafe octets else {
                return 0
            }
            return unsafe transfer.receivedHead(.init(start: octets, count: size * count))
        }
        unsafe kumquat_easy_on_write(easy, CURLOPT_WRITEFUNCTION) { octets, size, count, data in
            guard let transfer = unsafe Transfer.from(data), let octets = unsafe octets else {
                return 0
            }
            return unsafe transfer.receivedBody(.init(start: octets, count: size * count))
        }
        unsafe kumquat_easy_on_read(easy) { room, size, count, data in
            guard let transfer = unsafe Transfer.from(data), let room = unsafe room else {
                return Int(CURL_READFUNC_ABORT)
            }
            return unsafe transfer.giveBody(.init(start: room, count: size * count))
        }
        // libcurl rewinds a body only to send it again, by its own decision: never.
        unsafe kumquat_easy_on_seek(easy) { _, _, _ in CURL_SEEKFUNC_FAIL }
        unsafe kumquat_easy_on_send(easy) { data, _, _, _, _ in
            guard let transfer = unsafe Transfer.from(data) else { return CURL_PREREQFUNC_ABORT }
            return transfer.maySend() ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
        }
        unsafe kumquat_easy_on_close(easy) { data, socket in
            guard let table = unsafe SocketTable.from(data) else { return close(socket) }
            return table.closes(socket)
        }
    }
}
