/// What a newcomer can paste into a second terminal to see the whole house work.
struct Tour {
    let text: String

    init(_ settings: StackSettings) {
        guard settings.kind == .sandbox else {
            text = "\nready; Ctrl-C stops everything"
            return
        }
        text = """

            The console is at http://127.0.0.1:\(settings.port + 11); names and passwords to try it,
            and the first owner's own link: \(settings.home)/console-operators.txt

            ready; Ctrl-C stops everything. A tour, to paste into another terminal:

              KUMQUAT=http://127.0.0.1:\(settings.port)
              WECHAT=http://127.0.0.1:\(settings.port + 10)
              field() { sed -n 's/.*"'$1'":"\\([^"]*\\)".*/\\1/p'; }

              # somebody who uses WeChat, and what wx.login() would give their mini-program
              curl -s $WECHAT/sandbox/users -d '{"name":"xiaoju","nickname":"小橘"}'; echo
              CODE=$(curl -s $WECHAT/sandbox/code -d '{"user":"xiaoju"}' | field code)

              # log in, sign in for today, look at the balance
              LOGIN=$(curl -s "$KUMQUAT/api/login/?code=$CODE"); echo "$LOGIN"
              OPENID=$(echo "$LOGIN" | field openid)
              TOKEN=$(echo "$LOGIN" | field token)
              curl -s $KUMQUAT/api/sign/ -H "Authorization: Bearer $TOKEN" -d openid=$OPENID; echo
              curl -s "$KUMQUAT/api/query_balance/?openid=$OPENID" -H "Authorization: Bearer $TOKEN"; echo

            """
    }
}
