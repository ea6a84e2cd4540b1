// What the declarations have to take, and what they have to refuse: tsc alone reads this.
import { connect, isRefusal, NoAnswer, Refusal, Client } from "../../clients/miniprogram/kumquat";

const kumquat: Client = connect({ origin: "https://api.example.com" });

export async function taken(): Promise<void> {
  const balance: number = (await kumquat.points.queryBalance()).balance;
  const { is_new, openid }: { is_new: boolean; openid: string } = await kumquat.points.login();
  await kumquat.points.login({ invite: "ABC" });
  await kumquat.points.wxPhone({ code: "x" });
  await kumquat.points.wxPhone({ encryptedData: "x", iv: "y" });
  await kumquat.points.applyAudit({ files: [1, 2] });
  const [place, nickname]: [number, string, string, number] = (await kumquat.points.rankByBalance()).data[0];
  const { account } = await kumquat.wxAuth.register({ phone: "13800138000" });
  const verified: boolean = account.phone_verified;
  const task = await kumquat.treasure.getTaskDetails({ code: "abc" });
  const ended: boolean = task.status === 1;
  const code: string = (await kumquat.treasure.publishTask({
    goods_type: 1, name: "x", url: "u", prize_num: 1, forecast_num: 2, money: 1 })).code;
  await kumquat.merchants.orderBuy({ goods_id: 1, number: 2 }, { key: "k" });
  const { list } = await kumquat.merchants.merchants({ lng: 113.9, lat: 22.5 });
  const distance: number | undefined = list[0].distance;
  await kumquat.account.delete({ confirm: true });
  await kumquat.points.upload({ image: "wxfile://a.jpg" });
  void [balance, is_new, openid, place, nickname, verified, ended, code, distance];
}

export async function refused(): Promise<void> {
  // @ts-expect-error: there is no such call
  await kumquat.points.signOut();
  // @ts-expect-error: a number
  await kumquat.merchants.orderBuy({ goods_id: true, number: 1 });
  // @ts-expect-error: number is missing
  await kumquat.merchants.orderBuy({ goods_id: 1 });
  // @ts-expect-error: none of the ways to a phone number
  await kumquat.points.wxPhone({});
  // @ts-expect-error: iv is missing
  await kumquat.points.wxPhone({ encryptedData: "x" });
  // @ts-expect-error: no such field
  (await kumquat.points.queryBalance()).balances;
  // @ts-expect-error: a list of numbers
  await kumquat.points.applyAudit({ files: "1,2" });
  // @ts-expect-error: an answer without anything in it
  (await kumquat.points.sign()).point;
  // @ts-expect-error: where the gateway is has to be said
  connect({});
}

export function codes(error: unknown): string {
  if (error instanceof NoAnswer) return error.text;
  if (isRefusal(error, "points.sign")) {
    const code: -1 | -2 | -3 | -4 | -400 | -401 | -408 | -413 | -414 | -415 | -422 | -429 | -431
      | -500 | -502 | -503 | -504 = error.code;
    // @ts-expect-error: no code of this call
    if (error.code === 8527) return "";
    const contract: string = error.contract;
    return error.code === -2 ? `${code} ${contract}` : error.text;
  }
  if (isRefusal(error)) return told(error);
  return "";
}

function told(error: Refusal): string {
  switch (error.call) {
    case "smallapp.oauth":
      return error.code === 8524 ? "again" : error.text;
    case "treasure.digTask":
      // @ts-expect-error: no code of this call
      return error.code === 8524 ? "again" : error.text;
    default:
      return error.text;
  }
}
