import AuthDomain
import Testing

@Suite struct AppChoiceTests {
    private static let page = "https://servicewechat.com/wx0123456789abcdef/12/page-frame.html"
    private static let agent = "Mozilla/5.0 MicroMessenger/8.0 miniProgram/wxfedcba9876543210"

    @Test(arguments: [
        ("nothing", AppChoice(), "standard"),
        ("referer", AppChoice(referer: page), "wx0123456789abcdef"),
        ("referer first", AppChoice(referer: page, parameter: "p"), "wx0123456789abcdef"),
        ("referer of an unknown app", AppChoice(referer: "https://servicewechat.com/x/"), "x"),
        (
            "another site's", AppChoice(referer: "https://example.com/wx0123456789abcdef/"),
            "standard"
        ),
        ("not https", AppChoice(referer: "http://servicewechat.com/wx1/"), "standard"),
        ("a lookalike", AppChoice(referer: "https://servicewechat.com.x/wx1/"), "standard"),
        ("without an app", AppChoice(referer: "https://servicewechat.com//1/"), "standard"),
        ("parameter", AppChoice(parameter: "p", userAgent: agent), "p"),
        ("agent", AppChoice(userAgent: agent), "wxfedcba9876543210"),
        ("agent without", AppChoice(userAgent: "curl/7.88 wx"), "standard"),
        ("agent, too short", AppChoice(userAgent: "wx0123456789abcde"), "standard"),
        ("agent, too long", AppChoice(userAgent: "wx0123456789abcdef0"), "standard"),
        ("agent, no digits", AppChoice(userAgent: "wxwxwxwxwxwxwxwxwx"), "standard"),
        ("agent, in quotes", AppChoice(userAgent: "a(wx0123456789abcdef)"), "wx0123456789abcdef"),
    ])
    func namesTheApp(_: String, choice: AppChoice, appid: String) {
        #expect(choice.appid(otherwise: "standard") == appid)
    }

    @Test(arguments: [
        ("https://servicewechat.com/touristappid/devtools/page-frame.html", "touristappid"),
        ("https://servicewechat.com/wx1/devtools/page-frame.html", "wx1"),
        ("https://servicewechat.com/wx1/7/page-frame.html", nil),
        ("https://servicewechat.com/wx1/devtools/page-frame.html/x", nil),
        ("https://example.com/wx1/devtools/page-frame.html", nil),
    ])
    func developerTools(_ referer: String, _ appid: String?) {
        #expect(AppChoice(referer: referer).devToolsAppID == appid)
    }

    @Test func theReaderOfAgentsIsBounded() {
        let far = String(repeating: " ", count: 1024) + "wx0123456789abcdef"
        #expect(AppChoice(userAgent: far).appid(otherwise: nil) == nil)
    }
}
