import Testing

@testable import AuthDomain

@Suite struct PictureAddressTests {
    @Test(arguments: [
        "https://thirdwx.qlogo.cn/mmopen/vi_32/x/132", "http://wx.qlogo.cn/a", "https://a.b",
        "HTTPS://A.B/c?d=e#f", "https://1.2.3.4:8443/media/auth/x.jpg", "https://图.例/a",
        "http://127.0.0.1:8080/media/auth/x.jpg", "https://a-b.c_d.cn/tmp/x",
    ])
    func isOpenToAll(_ address: String) { #expect(PictureAddress.isOpenToAll(address)) }

    /// What only one phone can open, or nobody.
    @Test(arguments: [
        "", "wxfile://tmp_1.jpg", "http://tmp/abc.jpeg", "http://usr/abc.jpeg", "https://tmp/a",
        "data:image/png;base64,AAAA", "javascript:alert(1)", "undefined", "null", "/a.png",
        "//a.b/c.png", "blob:https://a.b/1", "file:///a.b/c", "ftp://a.b/c", "https://",
        "https:///a",
        "https://.b/", "https://a./", "https://a..b/", "https://a.b:0/", "https://a.b:x/",
        "https://a.b:1:2/", "https://u@a.b/", "https://a b.c/", "https://a.b/c d",
        "https://a.b/\u{7}",
        "http://127.0.0.1:45678/__tmp__/a.png", "https://[::1]/a", "https://-/a", "http:/a.b/c",
    ])
    func isNot(_ address: String) { #expect(!PictureAddress.isOpenToAll(address)) }
}
