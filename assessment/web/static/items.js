// Makes four kinds of items easier: tiles to press instead of lists of places, buttons beside a number,
// a choice that takes the others away, and Enter to the next gap. Without this script all of them work too.
"use strict";

class Line {
  constructor(root) {
    this.line = root.querySelector("[data-line]");
    this.tiles = [...root.querySelectorAll("[data-tile]")].map((tile) => this.tile(tile));
    this.order = this.tiles.filter((tile) => tile.place.value).sort((a, b) => a.place.value - b.place.value);
    root.classList.add("order--pressed");
    this.line.hidden = false;
    this.draw();
  }

  tile(tile) {
    const [label, place] = [tile.querySelector("label"), tile.querySelector("select")];
    const button = Object.assign(document.createElement("button"), { type: "button", className: "order__button" });
    button.append(...label.cloneNode(true).childNodes);
    label.replaceWith(button);
    place.hidden = true;
    const made = { button, place };
    button.addEventListener("click", () => this.press(made));
    return made;
  }

  press(tile) {
    this.order = this.order.includes(tile) ? this.order.filter((other) => other !== tile) : [...this.order, tile];
    this.draw();
  }

  draw() {
    for (const tile of this.tiles) {
      const at = this.order.indexOf(tile);
      tile.place.value = at < 0 ? "" : String(at + 1);
      tile.button.setAttribute("aria-pressed", String(at >= 0));
    }
    this.line.replaceChildren(...this.order.map((tile) => this.inLine(tile)));
  }

  inLine(tile) {
    const [item, button] = [document.createElement("li"), tile.button.cloneNode(true)];
    button.removeAttribute("aria-pressed");
    button.addEventListener("click", () => {
      this.press(tile);
      tile.button.focus();
    });
    item.append(button);
    return item;
  }
}

const ZEROS = ["0", "٠", "۰"];
const value = (char) => ZEROS.map((zero) => char.codePointAt(0) - zero.codePointAt(0)).find((n) => n >= 0 && n < 10);

function stepper(root) {
  const input = root.querySelector("input");
  const { least, most, zero } = root.dataset;
  const now = () => {
    const digits = [...input.value.trim()].map(value);
    return digits.length && !digits.includes(undefined) ? Number(digits.join("")) : null;
  };
  const step = (by) => {
    const next = now() === null ? Math.max(by, Number(least)) : now() + by;
    const kept = Math.min(Math.max(next, Number(least)), Number(most));
    input.value = [...String(kept)].map((digit) => String.fromCodePoint(zero.codePointAt(0) + Number(digit))).join("");
  };
  for (const button of root.querySelectorAll("[data-step]")) {
    button.hidden = false;
    button.addEventListener("click", () => step(Number(button.dataset.step)));
  }
  input.addEventListener("keydown", ({ key }) => {
    if (key === "ArrowUp" || key === "ArrowDown") step(key === "ArrowUp" ? 1 : -1);
  });
}

function alone(root) {
  root.addEventListener("change", ({ target }) => {
    if (!target.checked) return;
    const apart = target.value === root.dataset.alone;
    for (const other of root.querySelectorAll("input")) {
      if (other !== target && (apart || other.value === root.dataset.alone)) other.checked = false;
    }
  });
}

function gaps(root) {
  const inputs = [...root.querySelectorAll("input")];
  const onward = [...inputs.slice(1), document.querySelector('#item-form [value="answer"]')];
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !inputs.includes(event.target)) return;
    event.preventDefault();
    onward[inputs.indexOf(event.target)]?.focus();
  });
}

for (const root of document.querySelectorAll("[data-order]")) new Line(root);
for (const root of document.querySelectorAll("[data-stepper]")) stepper(root);
for (const root of document.querySelectorAll("[data-alone]")) alone(root);
for (const root of document.querySelectorAll("[data-gaps]")) gaps(root);
