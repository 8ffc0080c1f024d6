// Runs a simulated app from its model, with the rules of assessment/items/app_model.py:
// the conditions of one action are all judged on the state before that action.
"use strict";

const MOST_ACTIONS = 500;
const MOST_BYTES = 30000; // the server takes 32 kB

const holds = (condition, state) =>
  "is" in condition ? state[condition.field] === condition.is : state[condition.field] !== condition.is_not;

const allows = (model, state, name) =>
  Object.hasOwn(model.actions, name) && model.actions[name].when.every((condition) => holds(condition, state));

function given(effect, state, action) {
  if ("from" in effect) return state[effect.from];
  return "input" in effect ? action.value : effect.to;
}

function step(model, state, action) {
  const after = { ...state };
  for (const effect of model.actions[action.name].then) {
    if (!(effect.if ?? []).every((condition) => holds(condition, state))) continue;
    const value = given(effect, state, action);
    if ("add" in effect) after[effect.add] = [...new Set([...after[effect.add], value])];
    else if ("remove" in effect) after[effect.remove] = after[effect.remove].filter((one) => one !== value);
    else after[effect.set] = value;
  }
  return after;
}

class Simulation {
  constructor(root, model, hidden) {
    Object.assign(this, { root, model, hidden, log: [] });
    this.state = Object.fromEntries(Object.entries(model.fields).map(([name, field]) => [name, field.start]));
    const before = JSON.parse(hidden.value);
    for (const action of before) this.take(action);
    this.began = performance.now() - (before.at(-1)?.at_ms ?? 0);
    for (const input of root.querySelectorAll("[data-field]")) {
      input.maxLength = model.fields[input.dataset.field].max_length ?? 500;
      input.addEventListener("change", () => this.flush());
    }
    root.addEventListener("click", (event) => this.pressed(event.target.closest("button[data-action]")));
    hidden.form.addEventListener("formdata", (event) => {
      this.flush();
      event.formData.set(hidden.name, hidden.value);
    });
    this.draw();
  }

  act(name, value = "") {
    this.take({ name, value, at_ms: Math.round(performance.now() - this.began) });
    this.draw();
  }

  take(action) {
    if (!allows(this.model, this.state, action.name) || this.log.length >= MOST_ACTIONS) return;
    const text = JSON.stringify([...this.log, action]);
    if (new TextEncoder().encode(text).length > MOST_BYTES) return;
    this.state = step(this.model, this.state, action);
    this.log.push(action);
    this.hidden.value = text;
  }

  flush() {
    // read all before acting on one: drawing puts the state back into every input
    const stands = [...this.root.querySelectorAll("[data-field]")].map((input) => [input.dataset, input.value]);
    for (const [{ action, field }, value] of stands) {
      if (value !== this.state[field] && allows(this.model, this.state, action)) this.act(action, value);
    }
  }

  pressed(button) {
    if (!button) return;
    this.flush();
    const view = this.state.view;
    this.act(button.dataset.action, button.dataset.value);
    if (this.state.view !== view && !button.checkVisibility()) this.root.querySelector("[aria-current]")?.focus();
    if (this.state.view === "compose" && view !== "compose") this.root.querySelector("[data-field]").focus();
  }

  says(test) {
    const [, field, sign, value] = /^(\w+)([!~]?=)(.*)$/.exec(test); // ~= asks what a list has in it
    if (sign === "~=") return this.state[field].includes(value);
    return (String(this.state[field]) === value) === (sign === "=");
  }

  draw() {
    for (const part of this.root.querySelectorAll("[data-show]")) part.hidden = !this.says(part.dataset.show);
    for (const part of this.root.querySelectorAll("[data-text]")) part.textContent = this.state[part.dataset.text];
    for (const part of this.root.querySelectorAll("[data-current]")) {
      if (this.says(part.dataset.current)) part.setAttribute("aria-current", "page");
      else part.removeAttribute("aria-current");
    }
    for (const input of this.root.querySelectorAll("[data-field]")) {
      if (input.value !== this.state[input.dataset.field]) input.value = this.state[input.dataset.field];
    }
  }
}

async function begin(root) {
  const response = await fetch(root.dataset.simulation, { cache: "no-store" });
  if (!response.ok) return; // the sentence that says to press Skip stays
  new Simulation(root, await response.json(), document.querySelector("[data-log]"));
  root.hidden = false;
  document.querySelector("[data-simulation-absent]").hidden = true;
}

for (const root of document.querySelectorAll("[data-simulation]")) begin(root);
