public import HTTPClient

/// Where WeChat's app interfaces are: the real ones, or the sandbox.
public typealias WeChatHost = Origin
