// What there is of WeChat's mini-programs. `deploy/play-table` holds docs/play.md and the sample
// against it: what stands between the first brace and the last is JSON. Events stand behind the bar.
export const table = {
  "common": "id class style hidden slot role data-* aria-* wx:if wx:elif wx:else wx:for wx:for-item wx:for-index wx:key | tap longpress touchstart touchmove touchend touchcancel transitionend animationend",
  "tags": {
    "block": "",
    "button": "type size plain disabled loading form-type open-type hover-class | getphonenumber chooseavatar",
    "checkbox": "value checked disabled color name",
    "checkbox-group": "name | change",
    "form": "| submit reset",
    "icon": "type size color",
    "image": "src mode lazy-load show-menu-by-longpress | load error",
    "import": "src",
    "include": "src",
    "input": "value model:value type password placeholder maxlength disabled focus name confirm-type | input focus blur confirm",
    "label": "for",
    "navigator": "url open-type delta hover-class",
    "picker": "mode range range-key value model:value start end disabled name header-text | change columnchange cancel",
    "progress": "percent show-info stroke-width active-color",
    "radio": "value checked disabled color",
    "radio-group": "name | change",
    "scroll-view": "scroll-x scroll-y scroll-top scroll-left scroll-into-view upper-threshold lower-threshold enable-flex | scroll scrolltoupper scrolltolower",
    "slot": "name",
    "swiper": "current model:current indicator-dots indicator-color indicator-active-color autoplay interval duration circular vertical | change",
    "swiper-item": "item-id",
    "switch": "checked model:checked disabled color type name | change",
    "template": "name is data",
    "text": "selectable user-select space decode",
    "textarea": "value model:value placeholder maxlength disabled focus auto-height name | input focus blur",
    "view": "hover-class"
  },
  "calls": "login checkSession request uploadFile downloadFile getUserProfile getUserInfo getWeRunData requestPayment requestMerchantTransfer requestSubscribeMessage scanCode navigateToMiniProgram navigateBackMiniProgram getLocation chooseLocation openLocation getSetting authorize chooseMedia chooseImage previewImage saveImageToPhotosAlbum getImageInfo setClipboardData getClipboardData makePhoneCall showToast hideToast showLoading hideLoading showModal showActionSheet navigateTo redirectTo reLaunch switchTab navigateBack setNavigationBarTitle setNavigationBarColor showNavigationBarLoading hideNavigationBarLoading startPullDownRefresh stopPullDownRefresh pageScrollTo setStorage setStorageSync getStorage getStorageSync removeStorage removeStorageSync clearStorage clearStorageSync getStorageInfoSync getSystemInfo getSystemInfoSync getWindowInfo getDeviceInfo getAppBaseInfo getMenuButtonBoundingClientRect getAccountInfoSync getExtConfig getExtConfigSync getLaunchOptionsSync getEnterOptionsSync getNetworkType showShareMenu hideShareMenu vibrateShort nextTick canIUse"
};

const words = (text) => new Set(text.split(" ").filter(Boolean));
const parts = (text) => text.split("|").map(words);

export const calls = words(table.calls);
const [common, commonEvents] = parts(table.common);
const tags = new Map(Object.entries(table.tags).map(([name, text]) => [name, parts(text)]));

export const hasTag = (name) => tags.has(name);

export function hasAttribute(tag, name) {
  return /^(data|aria)-/.test(name) || common.has(name) || (tags.get(tag)?.[0].has(name) ?? false);
}

export function hasEvent(tag, name) {
  return commonEvents.has(name) || (tags.get(tag)?.[1]?.has(name) ?? false);
}
