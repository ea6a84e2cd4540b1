const { load, more } = require("../../lib/page.js");
const phone = require("../../lib/phone.js");
const { kumquat } = require("../../lib/server.js");
const { distance } = require("../../lib/words.js");

const SIZE = 20;

Page({
  data: {
    state: "loading", error: "", rows: [], isEnd: false, isReading: false, total: 0, hot: [],
    provinces: [], picked: [0, 0], columns: [[], []], categories: [{ id: 0, name: "全部" }],
    city: { area_id: 0, name: "全国" }, category: 0, keyword: "", place: null,
  },

  onLoad() {
    this.start();
  },
  onPullDownRefresh() {
    this.load();
  },

  /** Where the phone is, what there is to choose from, and the shops nearby. */
  start() {
    return load(this, async () => {
      const place = await phone.place();
      const [here, { list: provinces }, cities, { list: categories }] = await Promise.all([
        place ? kumquat.merchants.areaGetByGps(place).catch(() => null) : null,
        kumquat.merchants.areaTree({ tier: 2 }),
        kumquat.merchants.areaCitiesWithHot(),
        kumquat.merchants.merchantCategoriesTree(),
      ]);
      this.setData({
        place,
        provinces,
        columns: [provinces.map((one) => one.name), provinces[0].sub.map((one) => one.name)],
        hot: [{ area_id: 0, name: "全国" }].concat(cities["热门"]),
        here: here ? here.city + here.area : "",
        city: here ? { area_id: here.city_id, name: here.city } : this.data.city,
        categories: [{ id: 0, name: "全部" }].concat(categories),
      });
      return this.first();
    });
  },

  async read(page) {
    const { city, category, keyword, place } = this.data;
    const { list, total } = await kumquat.merchants.merchants(Object.assign({
      city_id: city.area_id,
      merchant_category_id: category,
      keyword: keyword || undefined,
      page,
    }, place));
    this.setData({ total });
    return list.map((one) => Object.assign({}, one, { far: distance(one.distance) }));
  },

  async first() {
    const rows = await this.read(1);
    return { rows, next: 2, isEnd: rows.length < SIZE };
  },

  load() {
    return this.data.hot.length === 0 ? this.start() : load(this, () => this.first());
  },
  onReachBottom() {
    more(this, (page) => this.read(page), SIZE, 1);
  },

  search({ detail }) {
    this.setData({ keyword: detail.value.trim() });
    this.load();
  },
  chooseCategory({ currentTarget }) {
    this.setData({ category: currentTarget.dataset.id });
    this.load();
  },
  chooseCity({ currentTarget }) {
    this.setData({ city: this.data.hot[currentTarget.dataset.index] });
    this.load();
  },
  turnColumn({ detail }) {
    if (detail.column !== 0) return;
    const cities = this.data.provinces[detail.value].sub.map((one) => one.name);
    this.setData({ "columns[1]": cities, picked: [detail.value, 0] });
  },
  pickCity({ detail }) {
    const [province, city] = detail.value;
    this.setData({ city: this.data.provinces[province].sub[city], picked: detail.value });
    this.load();
  },
});
