// A sheet that comes up from below; what stands in it is its slot.
Component({
  properties: {
    open: { type: Boolean, value: false },
    title: { type: String, value: "" },
  },
  methods: {
    close() {
      this.triggerEvent("close");
    },
    stay() {},
  },
});
