// What all explorers share: controls, a figure, and a sentence about it, as in
// utils/explorers/explorer.py. A move that comes while another is at work ends that work.

import { Choice, tag } from "./controls.js";
import { TableEditor } from "./table_editor.js";

const SHOW_PROGRESS_AFTER = 500; // milliseconds

const breath = () => new Promise((resolve) => setTimeout(resolve));

export class Explorer {
  // `id` names the explorer in the address of the page.
  constructor(description, id) {
    this.description = description;
    this.id = id;
    this.moves = 0; // How often something was asked for.
    const moved = () => this.follow();
    this.controls = description.controls.map((line) =>
      line.options ? new Choice(line, moved) : new TableEditor(line, moved),
    );
    this.figure = tag("div", { class: "figure" });
    this.status = tag("p", { role: "status" });
    this.bar = tag("progress", { max: description.epochs ?? 1, "aria-label": "training" });
    const stop = tag("button", { type: "button" }, "Stop here");
    stop.addEventListener("click", () => (this.stopWasPressed = true));
    this.waiting = tag("div", { class: "waiting" }, this.bar, stop);
    this.waiting.hidden = true;
    const shown = this.controls.filter((control) => control.leavesAChoice);
    const form = tag("form", {}, ...shown.map((control) => control.element));
    form.addEventListener("submit", (event) => event.preventDefault());
    this.link = tag("a", { href: `#${id}`, class: "setting" }, "Link to this setting");
    const below = [this.waiting, this.figure, this.status, this.link];
    this.element = tag("div", { class: "alive" }, form, ...below);
  }

  // What a subclass defines: `compute` does the work, and `draw` returns panels and a sentence.
  async compute(asked, pause) {
    return null;
  }

  draw(result, asked) {
    throw new Error("A kind of explorer has to define draw.");
  }

  // What can be shown at once, before `compute`; by default, this is nothing.
  preview(asked) {
    return null;
  }

  // The values of the controls.
  get asked() {
    return Object.fromEntries(this.controls.map(({ name, value }) => [name, value]));
  }

  // Show what is asked for, and do so again until nothing newer is asked for.
  async follow() {
    this.moves += 1;
    if (this.atWork) return this.atWork;
    this.atWork = this.work();
    await this.atWork;
    this.atWork = null;
  }

  async work() {
    let done = 0;
    while (done !== this.moves) {
      done = this.moves;
      this.stopWasPressed = false;
      const asked = this.asked;
      const began = performance.now();
      const pause = async (epochs) => {
        this.waiting.hidden = performance.now() - began < SHOW_PROGRESS_AFTER;
        this.bar.value = epochs;
        await breath();
        return this.stopWasPressed || done !== this.moves;
      };
      try {
        const early = this.preview(asked);
        if (early) this.show(early);
        const result = await this.compute(asked, pause);
        if (done === this.moves) {
          this.result = result;
          this.show(this.draw(result, asked));
        }
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        this.status.textContent = error.message; // It says what is wrong with a table.
      } finally {
        this.waiting.hidden = true;
      }
    }
    this.tellTheAddress();
  }

  show({ panels, sentence }) {
    this.figure.replaceChildren(...panels);
    this.status.textContent = sentence;
  }

  // The settings that differ from the initial ones, as they stand in the address of the page.
  get settings() {
    const settings = new URLSearchParams();
    for (const { name, setting } of this.controls) if (setting) settings.set(name, setting);
    return settings.toString();
  }

  set settings(text) {
    for (const control of this.controls) control.setting = null;
    for (const [name, words] of new URLSearchParams(text)) {
      const control = this.controls.find((each) => each.name === name);
      if (control) control.setting = words;
    }
  }

  // Write the settings into the link and into the address, so that they can be sent to somebody.
  tellTheAddress() {
    const { settings } = this;
    const told = this.link.hash !== `#${this.id}` || settings !== "";
    this.link.href = `#${this.id}${settings ? `&${settings}` : ""}`;
    if (!told) return; // Nothing has been moved so far.
    clearTimeout(this.telling); // Browsers allow only so many changes in some seconds.
    this.telling = setTimeout(() => history.replaceState(history.state, "", this.link.hash), 200);
  }
}
