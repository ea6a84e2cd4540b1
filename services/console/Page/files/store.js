// What several parts of the page look at: who is there, and how it looks.

/** @template T */
export class Store {

  constructor(value) {
    this.value = value;
    /** @type {Set<(value: T) => void>} */
    this.listeners = new Set();
  }


  set(value) {
    this.value = value;
    for (const listener of this.listeners) listener(value);
  }

  /** Calls now and at each change; what it gives ends that. */
  watch(listener) {
    this.listeners.add(listener);
    listener(this.value);
    return () => { this.listeners.delete(listener); };
  }
}

/** Light, dark, or as the system has it. */
export const theme = new Store(localStorage.getItem("theme") ?? "system");
theme.watch((value) => {
  if (value === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = value;
  localStorage.setItem("theme", value);
});

/** How many things wait for whoever is there, by screen. @type {Store<Record<string, number>>} */
export const waiting = new Store({});
