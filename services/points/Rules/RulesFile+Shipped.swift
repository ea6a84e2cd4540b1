extension RulesFile {
    /// The rules where none are given; `docs/points-rules.md` shows them.
    static let shipped = """
        {
          "version": 1,
          "tasks": {
            "sign_in": 10,
            "invite": 20,
            "invitee": 0,
            "wx_run": 20,
            "wx_phone": 50,
            "eye": 100
          },
          "multipliers": [
            {"invitations": 5, "times": 2},
            {"invitations": 20, "times": 3},
            {"invitations": 50, "times": 5}
          ],
          "streaks": [],
          "daily_caps": {"invite": 5000}
        }
        """
}
