"use strict";
// A false `wx`: storage in memory, log-in codes that count up, and answers from a function.

/** `answer({method, path, data, header, file})` gives {status?, data?, header?}, or an Error for none. */
const falseWx = (answer) => {
  const storage = new Map();
  const asked = [];
  let codes = 0;
  const exchange = (options, request) => {
    asked.push(request);
    Promise.resolve(answer(request)).then((given) => {
      if (given instanceof Error) return options.fail({ errMsg: given.message });
      const { status = 200, data, header = {} } = given;
      return options.success({ statusCode: status, data, header });
    });
  };
  const path = (url) => new URL(url).pathname;
  return {
    asked,
    storage,
    login: ({ success }) => success({ code: `code-${(codes += 1)}` }),
    request: (options) =>
      exchange(options, {
        method: options.method,
        path: path(options.url),
        data: options.data,
        header: options.header,
      }),
    uploadFile: (options) =>
      exchange(options, {
        method: "POST",
        path: path(options.url),
        data: options.formData,
        header: options.header,
        file: { name: options.name, path: options.filePath },
      }),
    getStorageSync: (key) => storage.get(key) || "",
    setStorageSync: (key, value) => storage.set(key, JSON.parse(JSON.stringify(value))),
    removeStorageSync: (key) => storage.delete(key),
    getAccountInfoSync: () => ({ miniProgram: { appId: "wxapp" } }),
  };
};

module.exports = { falseWx };
