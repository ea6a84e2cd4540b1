import Basics
import CCurl
import HTTP

/// The head of a request to a process of ours in one piece: the fields stand behind the target.
///
/// libcurl copies the target "verbatim, that includes white space and control characters", as it
/// documents, but writes every header line octet by octet through a `printf` of its own, which was
/// an eighth of what a forwarded request costs (decision 0011). Its own ` HTTP/1.1` behind the
/// target ends the last field here, `X-Kumquat-Hop`. No line can be broken by what is in it:
/// `HeaderFields` takes no control character, and the target has been looked at before.
enum WholeHead {
    /// Whether this libcurl keeps to that. One that refuses gets the lines one by one.
    static let isTaken: Bool = {
        let easy = unsafe curl_easy_init()
        defer { unsafe curl_easy_cleanup(easy) }
        return unsafe kumquat_easy_set_string(easy, CURLOPT_REQUEST_TARGET, "/\r\nA: b") == CURLE_OK
    }()

    /// Takes back the lines that libcurl would add by itself. Made once, only ever read, and so
    /// the same for the handles of all loops.
    nonisolated(unsafe) static let silence: UnsafeMutablePointer<curl_slist>? = {
        var list: UnsafeMutablePointer<curl_slist>?
        for line in ["Host:", "Accept:", "Content-Type:", "Expect:"] {
            unsafe list = curl_slist_append(list, line)
        }
        return unsafe list
    }()

    /// The target and what follows it, with a NUL at the end.
    static func text(of request: ClientRequest, host: String) -> Bytes {
        var text: Bytes = []
        text.reserveCapacity(request.target.utf8.count + request.headers.octetCount + 256)
        text.append(contentsOf: request.target.utf8)
        text.append(contentsOf: " HTTP/1.1\r\nHost: ".utf8)
        text.append(contentsOf: host.utf8)
        request.headers.write(into: &text) { $0.isFramingField || $0.isField("host") }
        text.append(contentsOf: "\r\nX-Kumquat-Hop:\0".utf8)
        return text
    }
}
