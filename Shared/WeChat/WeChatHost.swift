public import HTTPClient

/// Where WeChat's app endpoints are: the real ones, or the sandbox.
public typealias WeChatHost = Origin
