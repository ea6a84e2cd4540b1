/// The owner of an `iid`: one person in one mini-program, as WeChat names them by an openid.
public enum WeChatIdentity {}

/// The owner of a `uid`: an account, behind which several WeChat identities may stand.
public enum User {}

/// The owner of our own number for a mini-program.
public enum App {}
