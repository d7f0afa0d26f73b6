// The controls of explorers: sliders over numbers, and lists of words.

let made = 0; // How many controls there are, for their names.

// Return an element with attributes and children.
export function tag(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

// A control from its description. `place` is the number of the option that is chosen.
export class Choice {
  constructor({ name, label, options, shown, value }, moved) {
    Object.assign(this, { name, options, shown });
    this.initial = options.indexOf(value);
    const id = `control-${++made}`;
    this.input = typeof options[0] === "string" ? this.list(id) : this.slider(id);
    this.readout = tag("output", { for: id });
    const kind = this.input.type === "range" ? "control" : "control words";
    this.element = tag("div", { class: kind }, tag("label", { for: id }, label), this.input);
    if (this.input.type === "range") this.element.append(this.readout);
    this.place = this.initial;
    this.input.addEventListener("input", () => {
      this.show();
      moved();
    });
  }

  slider(id) {
    return tag("input", { type: "range", id, min: 0, max: this.options.length - 1, step: 1 });
  }

  list(id) {
    const lines = this.shown.map((words, value) => tag("option", { value }, words));
    return tag("select", { id }, ...lines);
  }

  get place() {
    return Number(this.input.value);
  }

  set place(place) {
    this.input.value = place;
    this.show();
  }

  get value() {
    return this.options[this.place];
  }

  // Say what is chosen, to the eye and to screen readers.
  show() {
    this.readout.textContent = this.shown[this.place];
    if (this.input.type === "range") this.input.setAttribute("aria-valuetext", this.shown[this.place]);
  }

  get leavesAChoice() {
    return this.options.length > 1;
  }

  // The setting as it stands in the address; nothing if it is the initial one.
  get setting() {
    return this.place === this.initial ? null : this.shown[this.place];
  }

  // What is no option, such as null, is the initial setting.
  set setting(words) {
    const place = this.shown.indexOf(words);
    this.place = place >= 0 ? place : this.initial;
  }
}
