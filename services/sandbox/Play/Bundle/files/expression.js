// Expressions of WXML as functions over a scope, without `eval`: what a page's policy forbids.

const TOKEN = /\s*(?:(\d+\.?\d*(?:e[+-]?\d+)?|\.\d+)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|([A-Za-z_$][\w$]*)|(\.\.\.|[=!]==|[=!<>]=|&&|\|\||[-+*/%!<>?:.,[\](){}]))/y;
const LEVELS = [["||"], ["&&"], ["===", "!==", "==", "!="], ["<=", ">=", "<", ">"], ["+", "-"], ["*", "/", "%"]];
const CONSTANTS = { true: true, false: false, null: null, undefined: undefined };
const ESCAPES = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", v: "\v", 0: "\0" };

/* eslint-disable eqeqeq */
const BINARY = {
  "===": (a, b) => a === b, "!==": (a, b) => a !== b, "==": (a, b) => a == b, "!=": (a, b) => a != b,
  "<=": (a, b) => a <= b, ">=": (a, b) => a >= b, "<": (a, b) => a < b, ">": (a, b) => a > b,
  "+": (a, b) => a + b, "-": (a, b) => a - b, "*": (a, b) => a * b, "/": (a, b) => a / b,
  "%": (a, b) => a % b,
};

function tokens(text) {
  const found = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) {
      if (text.slice(at).trim() === "") break;
      throw new Error(`表达式看不懂：${text.slice(at, at + 20)}`);
    }
    const [, number, string, name, sign] = match;
    if (number !== undefined) found.push({ kind: "value", value: Number(number) });
    else if (string !== undefined) found.push({ kind: "value", value: unquoted(string) });
    else if (name !== undefined) found.push({ kind: "name", value: name });
    else found.push({ kind: "sign", value: sign });
  }
  return found;
}

const unquoted = (text) => text.slice(1, -1).replace(/\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[^])/g, (_, code) =>
  code.length > 1 ? String.fromCharCode(parseInt(code.slice(1), 16)) : ESCAPES[code] ?? code);

// A member as data has it; what a prototype brings is none, but for lengths.
function member(object, key) {
  if (object === null || object === undefined) return undefined;
  const value = object[key];
  return typeof value === "function" || key === "__proto__" ? undefined : value;
}

class Parser {
  constructor(text) {
    this.text = text;
    this.list = tokens(text);
    this.at = 0;
  }

  peek(sign) {
    const token = this.list[this.at];
    return token?.kind === "sign" && token.value === sign;
  }

  take(sign) {
    if (!this.peek(sign)) return false;
    this.at += 1;
    return true;
  }

  need(sign) {
    if (!this.take(sign)) throw new Error(`表达式里少了 ${sign}：${this.text.trim()}`);
  }

  all(parse) {
    const value = parse.call(this);
    if (this.at < this.list.length) throw new Error(`表达式没有结束：${this.text.trim()}`);
    return value;
  }

  expression() {
    const test = this.binary(0);
    if (!this.take("?")) return test;
    const yes = this.expression();
    this.need(":");
    const no = this.expression();
    return (scope) => (test(scope) ? yes(scope) : no(scope));
  }

  binary(level) {
    if (level === LEVELS.length) return this.unary();
    let left = this.binary(level + 1);
    for (;;) {
      const sign = LEVELS[level].find((one) => this.peek(one));
      if (!sign) return left;
      this.at += 1;
      const [a, b] = [left, this.binary(level + 1)];
      if (sign === "&&") left = (scope) => a(scope) && b(scope);
      else if (sign === "||") left = (scope) => a(scope) || b(scope);
      else {
        const apply = BINARY[sign];
        left = (scope) => apply(a(scope), b(scope));
      }
    }
  }

  unary() {
    if (this.take("!")) { const of = this.unary(); return (scope) => !of(scope); }
    if (this.take("-")) { const of = this.unary(); return (scope) => -of(scope); }
    if (this.take("+")) { const of = this.unary(); return (scope) => +of(scope); }
    return this.postfix(this.primary());
  }

  postfix(object) {
    for (;;) {
      if (this.take(".")) {
        const token = this.list[this.at++];
        if (token?.kind !== "name") throw new Error(`点号后面要有名字：${this.text.trim()}`);
        const [of, key] = [object, token.value];
        object = (scope) => member(of(scope), key);
      } else if (this.take("[")) {
        const [of, key] = [object, this.expression()];
        this.need("]");
        object = (scope) => member(of(scope), key(scope));
      } else if (this.peek("(")) {
        throw new Error(`表达式里不能调用函数：${this.text.trim()}`);
      } else return object;
    }
  }

  primary() {
    const token = this.list[this.at++];
    if (token?.kind === "value") return () => token.value;
    if (token?.kind === "name") {
      if (Object.hasOwn(CONSTANTS, token.value)) return () => CONSTANTS[token.value];
      return (scope) => member(scope, token.value);
    }
    if (token?.value === "(") {
      const inner = this.expression();
      this.need(")");
      return inner;
    }
    if (token?.value === "[") return this.array();
    if (token?.value === "{") {
      const inner = this.members("}");
      this.need("}");
      return inner;
    }
    throw new Error(`表达式不完整：${this.text.trim()}`);
  }

  array() {
    const items = [];
    while (!this.take("]")) {
      const isSpread = this.take("...");
      items.push([isSpread, this.expression()]);
      if (!this.peek("]")) this.need(",");
    }
    return (scope) => items.flatMap(([isSpread, item]) => (isSpread ? item(scope) ?? [] : [item(scope)]));
  }

  // What stands in `{…}`, and in the `data` of a template without the braces.
  members(end) {
    const found = [];
    while (this.at < this.list.length && !(end && this.peek(end))) {
      if (this.take("...")) found.push([null, this.expression()]);
      else {
        const token = this.list[this.at++];
        if (token.kind === "sign") throw new Error(`这里要有名字：${this.text.trim()}`);
        const key = String(token.value);
        found.push([key, this.take(":") ? this.expression() : (scope) => member(scope, key)]);
      }
      if (this.at < this.list.length && !(end && this.peek(end))) this.need(",");
    }
    return (scope) => {
      const made = {};
      for (const [key, value] of found) {
        if (key === null) Object.assign(made, value(scope));
        else made[key] = value(scope);
      }
      return made;
    };
  }
}

export const expression = (text) => { const parser = new Parser(text); return parser.all(parser.expression); };
export const members = (text) => { const parser = new Parser(text); return parser.all(parser.members); };

// Where the `}}` of an expression is that begins here: not in a text, not inside of braces.
export function endOfExpression(text, from) {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"' || sign === "'") {
      at += 1;
      while (at < text.length && text[at] !== sign) at += text[at] === "\\" ? 2 : 1;
    } else if (sign === "{") depth += 1;
    else if (sign === "}" && depth > 0) depth -= 1;
    else if (sign === "}" && text[at + 1] === "}") return at;
  }
  return -1;
}

const shown = (value) => (value === undefined || value === null ? "" : String(value));

// A text with `{{…}}` in it: the value itself where it is one expression and nothing else.
export function textual(text, whole = expression) {
  const parts = [];
  let at = 0;
  while (at < text.length) {
    const start = text.indexOf("{{", at);
    const end = start < 0 ? -1 : endOfExpression(text, start + 2);
    if (end < 0) break;
    if (start > at) parts.push(text.slice(at, start));
    const inner = text.slice(start + 2, end);
    if (inner.trim() === "") parts.push("");
    else parts.push((start === 0 && end + 2 === text.length ? whole : expression)(inner));
    at = end + 2;
  }
  if (at < text.length) parts.push(text.slice(at));
  if (parts.length === 0) return () => "";
  if (parts.length === 1) return typeof parts[0] === "string" ? () => parts[0] : parts[0];
  return (scope) => parts.map((part) => (typeof part === "string" ? part : shown(part(scope)))).join("");
}

export { shown };
