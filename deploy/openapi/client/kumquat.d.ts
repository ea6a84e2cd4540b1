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

