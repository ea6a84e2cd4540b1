// Loading, what went wrong with a way to try again, or nothing there.
Component({
  properties: {
    state: { type: String, value: "loading" },
    error: { type: String, value: "" },
    empty: { type: Boolean, value: false },
    text: { type: String, value: "这里还什么都没有" },
  },
  methods: {
    retry() {
      this.triggerEvent("retry");
    },
  },
});
