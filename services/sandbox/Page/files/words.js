// The sandbox's own refusals in Chinese, by their codes. What is not here is shown as it came.

const refusals = {
  bad_request: "参数有误", host_foreign: "主机名不是本机的名字", origin_foreign: "其他网站的页面不能在这里修改数据",
  user_unknown: "没有这个用户", too_many_users: "用户太多", phone_missing: "这个用户没有手机号",
  app_unknown: "没有这个小程序", merchant_unknown: "没有这个商户", too_many_apps: "小程序太多",
  key_unusable: "密钥或证书不可用", prepay_unknown: "没有这个订单，或已更换预支付标识",
  prepay_ended: "预支付标识、二维码或链接已过期，请重新下单", payer_differs: "不是这个用户的订单",
  order_not_open: "订单不能支付", pay_sign_wrong: "paySign 不正确", transfer_unknown: "没有这笔转账",
  transfer_not_waiting: "转账不在等待收款", receiver_differs: "收款人是另一个用户",
  callback_unknown: "没有这个回调，或正在发送", nothing_shipped: "这笔支付没有发货", fault_unknown: "没有这个故障，或已发生",
  script_unknown: "没有这个脚本的故障", too_many_faults: "故障太多", service_unknown: "没有这个进程", not_running: "进程没有运行",
  not_done: "进程没有执行", not_everywhere: "时间已移动，但不是所有进程", request_unknown: "日志里没有这个请求，或已被覆盖",
  notify_missing: "还没有通知过任何地址，请填写 notify_url", money_missing: "商户余额不足", internal: "沙箱自己出错了，原因在它的日志里",
};

export const mistakes = {
  unknown: "签名不符（不是常见的错误）", stale: "时间戳相差超过 5 分钟", serial_differs: "证书序列号不是商户的",
  query_missing: "签名时漏了查询串", body_missing: "签名时漏了请求体", method_case: "签名的方法没有大写",
  last_line_end_missing: "最后一行缺少换行符", numbers_swapped: "时间戳和随机串的顺序反了", line_ends: "换行用了 CRLF",
  line_ends_as_text: "换行写成了 \\n 两个字符", base_missing: "签名的地址漏了 /v3", url_decoded: "签名的地址被解码了",
  whole_url: "签名的地址带了域名", body_differs: "请求体序列化了两次，两次不一样", key_of_platform: "用了微信支付平台的私钥",
  host_port: "签名的 Host 少了端口", content_type: "签名的 Content-Type 少了 charset", scope_differs: "凭证范围的日期或服务不对",
  headers_missing: "有必须签名的头没有签名", method_differs: "签名的方法与请求不同", key_without_ampersand: "HMAC 密钥后面少了 &",
};

export const errorText = (code, message) => refusals[code] === undefined ? message : `${refusals[code]}：${message}`;
