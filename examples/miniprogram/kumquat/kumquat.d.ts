// The types of Kumquat's client, see docs/client.md. Made by `make openapi`: change it there.

/** What of WeChat's `wx` the client needs. */
export interface Wx {
  login(options: {
    success(result: { code: string }): void;
    fail(error: { errMsg: string }): void;
  }): void;
  request(options: {
    url: string;
    method: "GET" | "POST";
    data: unknown;
    header: Record<string, string>;
    success(answer: WxAnswer): void;
    fail(error: { errMsg: string }): void;
  }): unknown;
  uploadFile(options: {
    url: string;
    name: string;
    filePath: string;
    formData: Record<string, unknown>;
    header: Record<string, string>;
    success(answer: WxAnswer): void;
    fail(error: { errMsg: string }): void;
  }): unknown;
  getStorageSync(key: string): any;
  setStorageSync(key: string, value: unknown): void;
  removeStorageSync(key: string): void;
  getAccountInfoSync(): { miniProgram: { appId: string } };
}
export interface WxAnswer {
  statusCode: number;
  data: unknown;
  header?: Record<string, string>;
}

export interface Options {
  /** Where the gateway is: `https://api.example.com`. */
  origin: string;
  /** The mini-program's, where it is another one than WeChat names; sent with log-ins. */
  appid?: string;
  /** In the place of `wx.login`: a code. */
  code?(): Promise<string>;
  /** How to log in: a log-in call of the client; `points.login` where there is none. */
  logIn?(params: Record<string, any>): Promise<unknown>;
}

export interface Extras {
  /** An `Idempotency-Key`, a new one for each thing that is wanted: then the call may be repeated. */
  key?: string;
}

/** The server has answered, and said no. */
export interface Refused<Name extends keyof Codes> extends Error {
  name: "Refusal";
  call: Name;
  contract: Contract;
  code: Codes[Name];
  /** Chinese, and may be shown as it is. */
  text: string;
  /** HTTP's. */
  status: number;
  /** Stands in the server's log, too. */
  requestID?: string;
}
/** Of any call: `error.call` narrows `error.code`. */
export type Refusal = { [Name in keyof Codes]: Refused<Name> }[keyof Codes];
export const Refusal: {
  new (call: string, code: number, text: string, status: number, requestID?: string): Refusal;
};
/** Whether it is a refusal, of this call where one is named. */
export function isRefusal(error: unknown): error is Refusal;
export function isRefusal<Name extends keyof Codes>(
  error: unknown, call: Name
): error is Refused<Name>;

/** No answer came: what was asked for may have been done, or not. */
export class NoAnswer extends Error {
  constructor(reason: string);
  name: "NoAnswer";
  text: string;
  reason: string;
}

export interface RawAnswer {
  status: number;
  data: unknown;
  header: Record<string, string>;
}

export interface Client extends Calls {
  /** Logs in, once for all who ask at the same moment. Calls do so by themselves. */
  logIn(params?: Record<string, any>): Promise<unknown>;
  /** A file for any address, with the token; what the envelope holds. */
  upload(
    path: string, name: string, filePath: string, fields?: Record<string, unknown>
  ): Promise<any>;
  /** Any address, with the token; the answer as it came, refusals too. */
  raw(method: "GET" | "POST", path: string, data?: unknown): Promise<RawAnswer>;
  /** Forgets the log-in that is kept in the storage. */
  forget(): void;
  /** Who is logged in, as far as answers have said it. */
  me(): { openid?: string; unionid?: string; isLoggedIn: boolean };
}

export function connect(options: Options): Client;

export type Contract = "points" | "wx_auth" | "treasure" | "merchants" | "smallapp" | "sessions";
/** An answer without anything in it. */
export interface Nothing {}

export interface Calls {
  points: {
    /** Trades a code from wx.login for a token; registers on first sight. `GET /api/login/` */
    login(params?: { code?: string; appid?: string; invite?: string }, extras?: Extras): Promise<Answers["points.login"]>;
    /** Changes the caller's profile, by plain fields or by what WeChat encrypted. `POST /api/update/` */
    update(params: { openid?: string } & ({ encryptedData?: string; iv?: string; sex?: number; nickname?: string; avatar: string; country?: string; province?: string; city?: string; language?: string } | { encryptedData?: string; iv?: string; sex?: number; nickname?: string; avatar?: string; country?: string; province?: string; city: string; language?: string } | { encryptedData?: string; iv?: string; sex?: number; nickname?: string; avatar?: string; country: string; province?: string; city?: string; language?: string } | { encryptedData: string; iv: string; sex?: number; nickname?: string; avatar?: string; country?: string; province?: string; city?: string; language?: string } | { encryptedData?: string; iv?: string; sex?: number; nickname?: string; avatar?: string; country?: string; province?: string; city?: string; language: string } | { encryptedData?: string; iv?: string; sex?: number; nickname: string; avatar?: string; country?: string; province?: string; city?: string; language?: string } | { encryptedData?: string; iv?: string; sex?: number; nickname?: string; avatar?: string; country?: string; province: string; city?: string; language?: string } | { encryptedData?: string; iv?: string; sex: number; nickname?: string; avatar?: string; country?: string; province?: string; city?: string; language?: string }), extras?: Extras): Promise<Answers["points.update"]>;
    /** Keeps the picture that the caller has chosen for themselves, for everybody to see. `POST /api/upload_avatar/` */
    uploadAvatar(params: { image: string }, extras?: Extras): Promise<Answers["points.uploadAvatar"]>;
    /** The caller's balance, how many take part, and the mean balance. `GET /api/query_balance/` */
    queryBalance(params?: { openid?: string }, extras?: Extras): Promise<Answers["points.queryBalance"]>;
    /** Signs the caller in for today, once a day. `POST /api/sign/` */
    sign(params?: { openid?: string }, extras?: Extras): Promise<Answers["points.sign"]>;
    /** The caller's share code, the multiplier in force, and their places by invitations. `GET /api/query_share_code/` */
    queryShareCode(params?: { openid?: string }, extras?: Extras): Promise<Answers["points.queryShareCode"]>;
    /** A page of those who came by the caller's share code, newest first. `GET /api/query_share_record/` */
    queryShareRecord(params?: { openid?: string; index?: number; num?: number }, extras?: Extras): Promise<Answers["points.queryShareRecord"]>;
    /** A page of the caller's ledger, newest first. `GET /api/query_point_record/` */
    queryPointRecord(params?: { openid?: string; index?: number; num?: number }, extras?: Extras): Promise<Answers["points.queryPointRecord"]>;
    /** Keeps the caller's steps of WeChat; the first time earns points. `POST /api/wx_run/` */
    wxRun(params: { openid?: string; encryptedData: string; iv: string }, extras?: Extras): Promise<Answers["points.wxRun"]>;
    /** What the caller has proved, or made available. `GET /api/auth_status/` */
    authStatus(params?: { openid?: string }, extras?: Extras): Promise<Answers["points.authStatus"]>;
    /** Certifies the caller's phone by WeChat, once; earns points. `POST /api/wx_phone/` */
    wxPhone(params: { openid?: string } & ({ encrypted_data?: string; encryptedData?: string; code: string; iv?: string } | { encrypted_data?: string; encryptedData: string; code?: string; iv: string } | { encrypted_data: string; encryptedData?: string; code?: string; iv: string }), extras?: Extras): Promise<Answers["points.wxPhone"]>;
    /** Whether the caller has signed in today. `GET /api/sign_status/` */
    signStatus(params?: { openid?: string }, extras?: Extras): Promise<Answers["points.signStatus"]>;
    /** Keeps a picture, for its owner and the auditors alone. `POST /api/upload/` */
    upload(params: { openid?: string; image: string }, extras?: Extras): Promise<Answers["points.upload"]>;
    /** Submits uploaded pictures for the fundus audit. `POST /api/apply_audit/` */
    applyAudit(params: { openid?: string; files: number[] }, extras?: Extras): Promise<Answers["points.applyAudit"]>;
    /** The ten with most points, and the caller's own place. `GET /api/rank_by_balance/` */
    rankByBalance(params?: { openid?: string }, extras?: Extras): Promise<Answers["points.rankByBalance"]>;
    /** Links to a picture of one's own that work for five minutes. `GET /api/query_upload/` */
    queryUpload(params: { openid?: string; id: number }, extras?: Extras): Promise<Answers["points.queryUpload"]>;
  };
  wxAuth: {
    /** Trades a code from wx.login for an openid, a token and a handle to register with. `GET /miniprog/wx_auth/get_openid_by_code` */
    getOpenidByCode(params?: { code?: string; appid?: string }, extras?: Extras): Promise<Answers["wxAuth.getOpenidByCode"]>;
    /** Whether an openid is registered; no ownership is asked for. `GET /miniprog/wx_auth/is_openid_registered` */
    isOpenidRegistered(params?: { openid?: string; appid?: string }, extras?: Extras): Promise<Answers["wxAuth.isOpenidRegistered"]>;
    /** Registers with a phone number that was typed in, or that WeChat vouches for. `POST /miniprog/wx_auth/register` */
    register(params: { openid?: string; session_key?: string; nickname?: string; birthday?: string; gender?: number } & ({ encrypted_phone?: string; code: string; phone?: string; iv?: string } | { encrypted_phone: string; code?: string; phone?: string; iv: string } | { encrypted_phone?: string; code?: string; phone: string; iv?: string }), extras?: Extras): Promise<Answers["wxAuth.register"]>;
    /** Answers a fresh token, for a token, or for an openid and the handle that proves it. `POST /miniprog/wx_auth/login` */
    login(params?: { openid?: string; session_key?: string; phone?: string; wx_gender?: number; wx_nickname?: string; wx_avatar?: string; wx_country?: string; wx_province?: string; wx_city?: string }, extras?: Extras): Promise<Answers["wxAuth.login"]>;
    /** Keeps the picture that the caller has chosen for themselves, for everybody to see. `POST /miniprog/wx_auth/upload_avatar` */
    uploadAvatar(params: { image: string }, extras?: Extras): Promise<Answers["wxAuth.uploadAvatar"]>;
  };
  treasure: {
    /** Trades a code from wx.login, with the encrypted profile, for a token. `GET /api/treasure/userLogin` */
    userLogin(params: { code?: string; appid?: string; encryptedData: string; iv: string }, extras?: Extras): Promise<Answers["treasure.userLogin"]>;
    /** Keeps the picture that the caller has chosen for themselves, for everybody to see. `POST /api/treasure/uploadAvatar` */
    uploadAvatar(params: { image: string }, extras?: Extras): Promise<Answers["treasure.uploadAvatar"]>;
    /** A page of the square, newest first. `GET /api/treasure/getTaskList` */
    getTaskList(params?: { unionid?: string; page?: number }, extras?: Extras): Promise<Answers["treasure.getTaskList"]>;
    /** A task, with the newest fifty who have dug there. `GET /api/treasure/getTaskDetails` */
    getTaskDetails(params: { unionid?: string; is_share?: boolean; from_unionid?: string } & ({ scene?: string; code: string } | { scene: string; code?: string }), extras?: Extras): Promise<Answers["treasure.getTaskDetails"]>;
    /** With code, digs there once; else publishes a task. `POST /api/treasure/postTask` */
    postTask(params: { unionid?: string; wxname?: string; synopsis?: string; interval?: number; fluctuation?: number; draw_type?: number; is_public?: boolean } & ({ code: string; goods_type?: number; name?: string; url?: string; prize_num?: number; forecast_num?: number; money?: number } | { code?: string; goods_type: number; name: string; url: string; prize_num: number; forecast_num: number; money: number }), extras?: Extras): Promise<Answers["treasure.postTask"]>;
    /** The poster of a task for whoever shares it, with a code that leads back to both. `POST /api/treasure/getSharePic` */
    getSharePic(params: { unionid?: string; code: string }, extras?: Extras): Promise<Answers["treasure.getSharePic"]>;
    /** A page of those who have dug in a task, newest first. `GET /api/treasure/getTaskUser` */
    getTaskUser(params: { unionid?: string; code: string; page?: number }, extras?: Extras): Promise<Answers["treasure.getTaskUser"]>;
    /** Keeps a picture for a task; others see it once WeChat has passed it. `POST /api/treasure/uploadFile` */
    uploadFile(params: { unionid?: string; file: string }, extras?: Extras): Promise<Answers["treasure.uploadFile"]>;
    /** What wx.requestPayment takes to pay for a red packet. `POST /api/treasure/payTask` */
    payTask(params: { unionid?: string; code: string; money: number }, extras?: Extras): Promise<Answers["treasure.payTask"]>;
    /** How often the caller has dug, published and taken part. `GET /api/treasure/getMyInfo` */
    getMyInfo(params?: { unionid?: string }, extras?: Extras): Promise<Answers["treasure.getMyInfo"]>;
    /** A page of the tasks that the caller has published, newest first. `GET /api/treasure/getMyRelease` */
    getMyRelease(params?: { unionid?: string; page?: number }, extras?: Extras): Promise<Answers["treasure.getMyRelease"]>;
    /** A page of the tasks in which the caller has dug, newest first. `GET /api/treasure/getMyPartake` */
    getMyPartake(params?: { unionid?: string; page?: number }, extras?: Extras): Promise<Answers["treasure.getMyPartake"]>;
    /** A page of the tasks in which the caller has won, newest first. `GET /api/treasure/getMyPrize` */
    getMyPrize(params?: { unionid?: string; page?: number }, extras?: Extras): Promise<Answers["treasure.getMyPrize"]>;
    /** Digs once: postTask with a code. `POST /api/treasure/digTask` */
    digTask(params: { unionid?: string; code: string }, extras?: Extras): Promise<Answers["treasure.digTask"]>;
    /** Publishes a task: postTask without a code. `POST /api/treasure/publishTask` */
    publishTask(params: { unionid?: string; goods_type: number; name: string; url: string; wxname?: string; synopsis?: string; prize_num: number; forecast_num: number; money: number; interval?: number; fluctuation?: number; draw_type?: number; is_public?: boolean }, extras?: Extras): Promise<Answers["treasure.publishTask"]>;
    /** Claims what the caller has won in a task. `POST /api/treasure/drawPrize` */
    drawPrize(params: { unionid?: string; code: string; name?: string; phone?: string; address?: string }, extras?: Extras): Promise<Answers["treasure.drawPrize"]>;
    /** Hands a prize over on site, for the code that its winner shows. `POST /api/treasure/verifyPrize` */
    verifyPrize(params: { unionid?: string; code: string; verify_code: string }, extras?: Extras): Promise<Answers["treasure.verifyPrize"]>;
    /** Ends a task of the caller's before its time. `POST /api/treasure/endTask` */
    endTask(params: { unionid?: string; code: string }, extras?: Extras): Promise<Answers["treasure.endTask"]>;
    /** Who has won in a task of the caller's, and where the prizes are to be sent. `GET /api/treasure/getTaskWinners` */
    getTaskWinners(params: { unionid?: string; code: string; page?: number }, extras?: Extras): Promise<Answers["treasure.getTaskWinners"]>;
    /** That a task's draw was fair: JSON, or a page that computes it again in the browser. `GET /api/treasure/proof` */
    proof(params?: { code?: string }, extras?: Extras): Promise<Answers["treasure.proof"]>;
  };
  merchants: {
    /** Trades a code from wx.login for a token and, where there is one, the bound user. `POST /api/user/wxLogin` */
    wxLogin(params?: { code?: string; appid?: string }, extras?: Extras): Promise<Answers["merchants.wxLogin"]>;
    /** Binds the caller to the user of a mobile, proven by a code by message. `POST /api/user/login` */
    login(params: { mobile: string; verify_code: string }, extras?: Extras): Promise<Answers["merchants.login"]>;
    /** Logs in by the scene of a mini-program code, and answers what was kept with it. `POST /api/user/loginWithSceneId` */
    loginWithSceneId(params: { sceneId: string }, extras?: Extras): Promise<Answers["merchants.loginWithSceneId"]>;
    /** Sends a code by message to a mobile. `POST /api/user/sms/verify_code` */
    smsVerifyCode(params: { mobile: string }, extras?: Extras): Promise<Answers["merchants.smsVerifyCode"]>;
    /** Provinces, cities and counties; 304 for whoever has them. `GET /api/user/area/tree` */
    areaTree(params?: { tier?: number }, extras?: Extras): Promise<Answers["merchants.areaTree"]>;
    /** Cities by the first letter of their pinyin, the well-known ones before all. `GET /api/user/area/cities/withHot` */
    areaCitiesWithHot(params?: {}, extras?: Extras): Promise<Answers["merchants.areaCitiesWithHot"]>;
    /** The province, city and county of coordinates in China. `GET /api/user/area/getByGps` */
    areaGetByGps(params: { lng: number; lat: number; coord?: "gcj02" | "wgs84" }, extras?: Extras): Promise<Answers["merchants.areaGetByGps"]>;
    /** The categories of merchants that are in service. `GET /api/user/merchant/categories/tree` */
    merchantCategoriesTree(params?: {}, extras?: Extras): Promise<Answers["merchants.merchantCategoriesTree"]>;
    /** Merchants by city, category, keyword and distance, 20 a page. `GET /api/user/merchants` */
    merchants(params?: { city_id?: number; keyword?: string; merchant_category_id?: number; lng?: number; lat?: number; coord?: "gcj02" | "wgs84"; radius?: number; page?: number }, extras?: Extras): Promise<Answers["merchants.merchants"]>;
    /** One merchant. `GET /api/user/merchant/detail` */
    merchantDetail(params: { id: number; lng?: number; lat?: number; coord?: "gcj02" | "wgs84" }, extras?: Extras): Promise<Answers["merchants.merchantDetail"]>;
    /** What a merchant has on sale. `GET /api/user/goods` */
    goods(params: { merchant_id: number; page?: number }, extras?: Extras): Promise<Answers["merchants.goods"]>;
    /** One good. `GET /api/user/goods/detail` */
    goodsDetail(params: { id: number }, extras?: Extras): Promise<Answers["merchants.goodsDetail"]>;
    /** The caller's orders, the newest first: all, or those in one state. `GET /api/user/orders` */
    orders(params?: { status?: 1 | 2 | 3 | 4 | 6 | 7; page?: number }, extras?: Extras): Promise<Answers["merchants.orders"]>;
    /** One of the caller's orders. `GET /api/user/order/detail` */
    orderDetail(params: { order_no: string }, extras?: Extras): Promise<Answers["merchants.orderDetail"]>;
    /** Places an order; answers how it is paid, here or in the centre's own mini-program. `POST /api/user/order/buy` */
    orderBuy(params: { goods_id: number; number: number; notify_mobile?: string }, extras?: Extras): Promise<Answers["merchants.orderBuy"]>;
    /** How an order is paid that was placed before, or that a scene allows to pay. `POST /api/user/order/pay` */
    orderPay(params: { order_no: string }, extras?: Extras): Promise<Answers["merchants.orderPay"]>;
    /** Cancels an order that is not paid. `POST /api/user/order/cancel` */
    orderCancel(params: { order_no: string }, extras?: Extras): Promise<Answers["merchants.orderCancel"]>;
    /** Gives a paid order back as a whole, when nothing of it was redeemed. `POST /api/user/order/refund` */
    orderRefund(params: { order_no: string }, extras?: Extras): Promise<Answers["merchants.orderRefund"]>;
  };
  smallapp: {
    /** Trades a code from wx.login for a token, in the app of our own number. `POST /api/smallapp/login` */
    login(params: { app_id: number; code?: string }, extras?: Extras): Promise<Answers["smallapp.login"]>;
    /** Finds or makes the user of the caller, by the profile that WeChat encrypted. `POST /api/smallapp/oauth` */
    oauth(params: { app_id: number; encryptedData: string; iv: string }, extras?: Extras): Promise<Answers["smallapp.oauth"]>;
    /** Keeps the picture that the caller has chosen for themselves, for everybody to see. `POST /api/smallapp/uploadAvatar` */
    uploadAvatar(params: { image: string }, extras?: Extras): Promise<Answers["smallapp.uploadAvatar"]>;
  };
  session: {
    /** The caller's log-ins whose tokens are good, newest first. `GET /api/session/list` */
    list(params?: {}, extras?: Extras): Promise<Answers["session.list"]>;
    /** A fresh token for the same log-in. `POST /api/session/renew` */
    renew(params?: {}, extras?: Extras): Promise<Answers["session.renew"]>;
    /** Ends the calling session, or another one of the caller's. `POST /api/session/logout` */
    logout(params?: { id?: string }, extras?: Extras): Promise<Answers["session.logout"]>;
    /** Ends all sessions of the caller. `POST /api/session/logout_all` */
    logoutAll(params?: { keep_current?: boolean }, extras?: Extras): Promise<Answers["session.logoutAll"]>;
  };
  account: {
    /** Deletes the caller's account, and everything personal with it. `POST /api/account/delete` */
    delete(params: { confirm: boolean }, extras?: Extras): Promise<Answers["account.delete"]>;
  };
}

/** What is in the envelopes. */
export interface Answers {
  "points.login": { openid: string; is_new: boolean; token: string; expires_in: number };
  "points.update": Nothing;
  "points.uploadAvatar": { avatar: string };
  "points.queryBalance": { balance: number; p_num: number; avg_balance: number };
  "points.sign": Nothing;
  "points.queryShareCode": { share_code: string; times: number; y_rank: number; n_rank: number };
  "points.queryShareRecord": { avatar: string; nickname: string; c_time: string }[];
  "points.queryPointRecord": { name: string; c_time: string; point: number }[];
  "points.wxRun": Nothing;
  "points.authStatus": { is_phone: boolean; is_email: boolean; is_real_name: boolean; is_face: boolean; is_wx_run: boolean; is_mp: boolean; is_eye: boolean; eye_status: string };
  "points.wxPhone": Nothing;
  "points.signStatus": { is_sign: boolean };
  "points.upload": { id: number };
  "points.applyAudit": Nothing;
  "points.rankByBalance": { data: [number, string, string, number][]; rank: number };
  "points.queryUpload": { id: number; width: number; height: number; url: string; thumbnail: string; expires_in: number };
  "wxAuth.getOpenidByCode": { openid: string; is_registered: boolean; session_key: string; token: string; expires_in: number };
  "wxAuth.isOpenidRegistered": { is_registered: boolean };
  "wxAuth.register": { account: { id: number; openid: string; unionid: string; phone: string; phone_verified: boolean; nickname: string; avatar: string; gender: number; birthday: string; country: string; province: string; city: string; language: string; created_at: string }; token: string; expires_in: number };
  "wxAuth.login": Answers["wxAuth.register"];
  "wxAuth.uploadAvatar": { avatar: string };
  "treasure.userLogin": { unionid: string; openid: string; nickName: string; avatarUrl: string; gender: number; city: string; province: string; country: string; token: string; expires_in: number };
  "treasure.uploadAvatar": { avatar: string };
  "treasure.getTaskList": { code: string; wxname: string; wxheadpic: string; wxheadimgurl: string; name: string; pic: string; thumbnail: string; goods_type: number; draw_type: number; max_depth: number; prize_type: number; prize_num: number; money: number; is_cd: number; is_prize: number; status: number; state: string }[];
  "treasure.getTaskDetails": { status: 0 | 1; goods_type: number; is_prize: number; is_draw: number; draw_type: number; money: number; wxname: string; wxheadpic: string; code: string; name: string; synopsis: string; pic: string; thumbnail: string; now_depth: number; max_depth: number; prize_type: number; prize_num: number; found_num: number; forecast_num: number; interval: number; fluctuation: number; partake_num: number; is_public: number; is_mine: number; is_cd: number; time: number; state: string; end_time: string; commitment: string; seed?: string; users: { is_prize: number; wxname: string; wxheadpic: string }[] };
  "treasure.postTask": { is_prize?: number; wxname?: string; wxheadpic?: string; code?: string };
  "treasure.getSharePic": { pic: string };
  "treasure.getTaskUser": { is_prize: number; wxname: string; wxheadpic: string }[];
  "treasure.uploadFile": { file_id: number; url: string };
  "treasure.payTask": { package: string; timeStamp: string; nonceStr: string; signType: string; paySign: string };
  "treasure.getMyInfo": { digging_num: number; release_num: number; partake_num: number };
  "treasure.getMyRelease": Answers["treasure.getTaskList"];
  "treasure.getMyPartake": Answers["treasure.getTaskList"];
  "treasure.getMyPrize": Answers["treasure.getTaskList"];
  "treasure.digTask": { is_prize: number; wxname: string; wxheadpic: string };
  "treasure.publishTask": { code: string };
  "treasure.drawPrize": { is_draw: number; way: number; state: string; verify_code?: string; mchId?: string; appId?: string; package?: string };
  "treasure.verifyPrize": { wxname: string; wxheadpic: string };
  "treasure.endTask": Nothing;
  "treasure.getTaskWinners": { number: number; wxname: string; wxheadpic: string; is_draw: number; state: string; won_at: string; name: string; phone: string; address: string }[];
  "treasure.proof": { version: string; code: string; name: string; is_ended: number; prize_num: number; forecast_num: number; interval: number; fluctuation: number; max_depth: number; now_depth: number; commitment: string; seed?: string; prizes?: { prize: number; depth: number; is_found: number }[] };
  "merchants.wxLogin": { token: string; expires_in: number; userInfo?: { name: string; mobile: string } };
  "merchants.login": { userInfo: { name: string; mobile: string } };
  "merchants.loginWithSceneId": { userInfo: { name: string; mobile: string }; payload: any };
  "merchants.smsVerifyCode": { verify_code?: string };
  "merchants.areaTree": { list: { id: number; area_id: number; name: string; parent_id: number; sub?: { id: number; area_id: number; name: string; parent_id: number; sub?: { id: number; area_id: number; name: string; parent_id: number }[] }[] }[] };
  "merchants.areaCitiesWithHot": { 热门: { id: number; area_id: number; name: string; parent_id: number }[]; A?: { id: number; area_id: number; name: string; parent_id: number }[]; B?: { id: number; area_id: number; name: string; parent_id: number }[]; C?: { id: number; area_id: number; name: string; parent_id: number }[]; D?: { id: number; area_id: number; name: string; parent_id: number }[]; E?: { id: number; area_id: number; name: string; parent_id: number }[]; F?: { id: number; area_id: number; name: string; parent_id: number }[]; G?: { id: number; area_id: number; name: string; parent_id: number }[]; H?: { id: number; area_id: number; name: string; parent_id: number }[]; I?: { id: number; area_id: number; name: string; parent_id: number }[]; J?: { id: number; area_id: number; name: string; parent_id: number }[]; K?: { id: number; area_id: number; name: string; parent_id: number }[]; L?: { id: number; area_id: number; name: string; parent_id: number }[]; M?: { id: number; area_id: number; name: string; parent_id: number }[]; N?: { id: number; area_id: number; name: string; parent_id: number }[]; O?: { id: number; area_id: number; name: string; parent_id: number }[]; P?: { id: number; area_id: number; name: string; parent_id: number }[]; Q?: { id: number; area_id: number; name: string; parent_id: number }[]; R?: { id: number; area_id: number; name: string; parent_id: number }[]; S?: { id: number; area_id: number; name: string; parent_id: number }[]; T?: { id: number; area_id: number; name: string; parent_id: number }[]; U?: { id: number; area_id: number; name: string; parent_id: number }[]; V?: { id: number; area_id: number; name: string; parent_id: number }[]; W?: { id: number; area_id: number; name: string; parent_id: number }[]; X?: { id: number; area_id: number; name: string; parent_id: number }[]; Y?: { id: number; area_id: number; name: string; parent_id: number }[]; Z?: { id: number; area_id: number; name: string; parent_id: number }[] };
  "merchants.areaGetByGps": { province: string; province_id: number; city: string; city_id: number; area: string; area_id: number; approximate: boolean };
  "merchants.merchantCategoriesTree": { list: { id: number; pid: number; name: string; icon: string; status: number; sub: { id: number; pid: number; name: string; icon: string; status: number; sub: { id: number; pid: number; name: string; icon: string; status: number; sub: any[] }[] }[] }[] };
  "merchants.merchants": { total: number; list: { id: number; oper_id: number; merchant_category_id: number; merchantCategoryName: string; name: string; brand: string; region: number; address: string; province: string; province_id: number; city: string; city_id: number; area: string; area_id: number; lng: number; lat: number; business_time: string[]; isOpen: number; logo: string; desc_pic: string; desc: string; contacter: string; contacter_phone: string; status: number; distance?: number; lowestAmount: string; isOperSelf: number }[] };
  "merchants.merchantDetail": { id: number; oper_id: number; merchant_category_id: number; merchantCategoryName: string; name: string; brand: string; region: number; address: string; province: string; province_id: number; city: string; city_id: number; area: string; area_id: number; lng: number; lat: number; business_time: string[]; isOpen: number; logo: string; desc_pic: string; desc: string; contacter: string; contacter_phone: string; status: number; distance?: number; lowestAmount: string; isOperSelf: number };
  "merchants.goods": { list: { id: number; oper_id: number; merchant_id: number; name: string; desc: string; market_price: string; price: string; start_date: string; end_date: string; business_time: string[]; thumb_url: string; pic: string; pic_list: string[]; buy_info: string; status: number; sell_number: number; stock?: number; per_user?: number; isOperSelf: number }[] };
  "merchants.goodsDetail": { id: number; oper_id: number; merchant_id: number; name: string; desc: string; market_price: string; price: string; start_date: string; end_date: string; business_time: string[]; thumb_url: string; pic: string; pic_list: string[]; buy_info: string; status: number; sell_number: number; stock?: number; per_user?: number; isOperSelf: number };
  "merchants.orders": { total: number; list: { id: number; oper_id: number; order_no: string; user_id: number; user_name: string; notify_mobile: string; merchant_id: number; merchant_name: string; goods_id: number; goods_name: string; goods_pic: string; goods_thumb_url: string; price: string; buy_number: number; pay_price: string; pay_time: string; refund_price: string; refund_time: string; status: number; created_at: string; expires_at: string; items?: { id: number; order_id: number; verify_code: string; status: number }[]; isOperSelf: number }[] };
  "merchants.orderDetail": { id: number; oper_id: number; order_no: string; user_id: number; user_name: string; notify_mobile: string; merchant_id: number; merchant_name: string; goods_id: number; goods_name: string; goods_pic: string; goods_thumb_url: string; price: string; buy_number: number; pay_price: string; pay_time: string; refund_price: string; refund_time: string; status: number; created_at: string; expires_at: string; items?: { id: number; order_id: number; verify_code: string; status: number }[]; isOperSelf: number };
  "merchants.orderBuy": { order_no: string; isOperSelf: number; sdk_config?: { appId: string; nonceStr: string; package: string; signType: string; paySign: string; timestamp: string; timeStamp: string }; bridge_url?: string };
  "merchants.orderPay": Answers["merchants.orderBuy"];
  "merchants.orderCancel": { order_no: string; status: number };
  "merchants.orderRefund": { id: number; order_id: number; order_no: string; amount: string; updated_at: string; created_at: string; refund_id: string; status: number };
  "smallapp.login": { token: string; expires_in: number; oauthed: boolean; user?: { nickname: string; avatar: string; mobile: string } };
  "smallapp.oauth": { nickname: string; avatar: string; mobile: string };
  "smallapp.uploadAvatar": { avatar: string };
  "session.list": { id: string; app_id: number; current: boolean; created_at: string; expires_at: string }[];
  "session.renew": { token: string; expires_in: number };
  "session.logout": { id: string };
  "session.logoutAll": { ended: number };
  "account.delete": Nothing;
}

/** The codes of refusals. */
export interface Codes {
  "points.login": -4 | -3 | -2 | CommonCodes["points"];
  "points.update": -422 | -401 | -4 | -3 | -2 | CommonCodes["points"];
  "points.uploadAvatar": -422 | -401 | -3 | CommonCodes["points"];
  "points.queryBalance": -401 | -2 | CommonCodes["points"];
  "points.sign": -422 | -401 | -4 | -3 | -2 | CommonCodes["points"];
  "points.queryShareCode": -401 | -2 | CommonCodes["points"];
  "points.queryShareRecord": -401 | -2 | CommonCodes["points"];
  "points.queryPointRecord": -401 | -2 | CommonCodes["points"];
  "points.wxRun": -422 | -401 | -5 | -4 | -3 | -2 | CommonCodes["points"];
  "points.authStatus": -401 | -2 | CommonCodes["points"];
  "points.wxPhone": -422 | -401 | -7 | -6 | -5 | -4 | -3 | -2 | CommonCodes["points"];
  "points.signStatus": -401 | -2 | CommonCodes["points"];
  "points.upload": -422 | -401 | -3 | -2 | CommonCodes["points"];
  "points.applyAudit": -422 | -403 | -401 | -5 | -4 | -3 | -2 | CommonCodes["points"];
  "points.rankByBalance": -422 | -403 | -401 | CommonCodes["points"];
  "points.queryUpload": -401 | -3 | -2 | CommonCodes["points"];
  "wxAuth.getOpenidByCode": 1 | 2 | 3 | CommonCodes["wx_auth"];
  "wxAuth.isOpenidRegistered": 1 | 2 | CommonCodes["wx_auth"];
  "wxAuth.register": 1 | 2 | 4 | 5 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 401 | 403 | CommonCodes["wx_auth"];
  "wxAuth.login": 4 | 6 | 7 | 9 | 10 | 401 | 403 | CommonCodes["wx_auth"];
  "wxAuth.uploadAvatar": 1 | 16 | 401 | 422 | CommonCodes["wx_auth"];
  "treasure.userLogin": 1 | 2 | 3 | 4 | 5 | 6 | 7 | CommonCodes["treasure"];
  "treasure.uploadAvatar": 1 | 8 | 401 | 422 | CommonCodes["treasure"];
  "treasure.getTaskList": 1 | 401 | CommonCodes["treasure"];
  "treasure.getTaskDetails": 1 | 401 | CommonCodes["treasure"];
  "treasure.postTask": 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 401 | 422 | CommonCodes["treasure"];
  "treasure.getSharePic": 1 | 401 | 422 | CommonCodes["treasure"];
  "treasure.getTaskUser": 1 | 401 | CommonCodes["treasure"];
  "treasure.uploadFile": 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 401 | 422 | CommonCodes["treasure"];
  "treasure.payTask": 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 401 | CommonCodes["treasure"];
  "treasure.getMyInfo": 2 | 3 | 401 | CommonCodes["treasure"];
  "treasure.getMyRelease": 1 | 401 | CommonCodes["treasure"];
  "treasure.getMyPartake": 1 | 401 | CommonCodes["treasure"];
  "treasure.getMyPrize": 1 | 401 | CommonCodes["treasure"];
  "treasure.digTask": 1 | 401 | 422 | CommonCodes["treasure"];
  "treasure.publishTask": 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 401 | 422 | CommonCodes["treasure"];
  "treasure.drawPrize": 1 | 401 | CommonCodes["treasure"];
  "treasure.verifyPrize": 1 | 401 | 422 | CommonCodes["treasure"];
  "treasure.endTask": 1 | 401 | 422 | CommonCodes["treasure"];
  "treasure.getTaskWinners": 1 | 401 | CommonCodes["treasure"];
  "treasure.proof": 1 | CommonCodes["treasure"];
  "merchants.wxLogin": 70011 | CommonCodes["merchants"];
  "merchants.login": 10004 | 10006 | 10007 | 70010 | CommonCodes["merchants"];
  "merchants.loginWithSceneId": 10004 | 10006 | 10007 | 70010 | CommonCodes["merchants"];
  "merchants.smsVerifyCode": 10007 | 70010 | CommonCodes["merchants"];
  "merchants.areaTree": 10007 | 70010 | CommonCodes["merchants"];
  "merchants.areaCitiesWithHot": 10007 | 70010 | CommonCodes["merchants"];
  "merchants.areaGetByGps": 10007 | 70010 | CommonCodes["merchants"];
  "merchants.merchantCategoriesTree": 10007 | 70010 | CommonCodes["merchants"];
  "merchants.merchants": 10007 | 70010 | CommonCodes["merchants"];
  "merchants.merchantDetail": 10007 | 70010 | CommonCodes["merchants"];
  "merchants.goods": 10007 | 70010 | CommonCodes["merchants"];
  "merchants.goodsDetail": 10007 | 70010 | CommonCodes["merchants"];
  "merchants.orders": 10003 | 10007 | 70010 | CommonCodes["merchants"];
  "merchants.orderDetail": 10003 | 10007 | 70010 | CommonCodes["merchants"];
  "merchants.orderBuy": 10003 | 10007 | 70010 | CommonCodes["merchants"];
  "merchants.orderPay": 10003 | 10007 | 70010 | CommonCodes["merchants"];
  "merchants.orderCancel": 10003 | 10007 | 70010 | CommonCodes["merchants"];
  "merchants.orderRefund": 10003 | 10007 | 70010 | CommonCodes["merchants"];
  "smallapp.login": -3 | -2 | CommonCodes["smallapp"];
  "smallapp.oauth": -401 | -2 | 8524 | 8525 | 8526 | 8527 | CommonCodes["smallapp"];
  "smallapp.uploadAvatar": -422 | -401 | -3 | CommonCodes["smallapp"];
  "session.list": CommonCodes["sessions"];
  "session.renew": -2 | CommonCodes["sessions"];
  "session.logout": -422 | -2 | CommonCodes["sessions"];
  "session.logoutAll": -422 | CommonCodes["sessions"];
  "account.delete": -422 | -3 | -2 | -1 | CommonCodes["sessions"];
}

/** Codes that every call of a contract may give, those of the transport. */
export interface CommonCodes {
  points: -504 | -503 | -502 | -500 | -431 | -429 | -415 | -414 | -413 | -408 | -400 | -1;
  wx_auth: 400 | 408 | 413 | 414 | 415 | 429 | 431 | 500 | 502 | 503 | 504;
  treasure: 400 | 408 | 413 | 414 | 415 | 429 | 431 | 500 | 502 | 503 | 504;
  merchants: 429 | 500 | 10001;
  smallapp: -504 | -503 | -502 | -500 | -431 | -429 | -415 | -414 | -413 | -408 | -400 | -1;
  sessions: -504 | -503 | -502 | -500 | -431 | -429 | -415 | -414 | -413 | -408 | -401 | -400;
}
