// A task in a list. Its button, where it has one, is the slot.
Component({
  properties: {
    task: { type: Object, value: {} },
  },
  methods: {
    open() {
      this.triggerEvent("open", { code: this.data.task.code });
    },
  },
});
