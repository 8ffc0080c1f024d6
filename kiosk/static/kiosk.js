// What only the kiosk does: keep browser shortcuts away, show the keypad, pause when nobody is there.
"use strict";

const ZOOM = new Set(["+", "-", "=", "0"]);
const EDITING = new Set(["a", "c", "v", "x", "z", "y", "ArrowLeft", "ArrowRight", "Backspace", "Delete", "Home", "End"]);
const BROWSER = new Set(["F1", "F3", "F6", "F7", "F10", "F11", "F12", "BrowserBack", "BrowserHome", "BrowserSearch"]);

function leavesPage(event) {
  if (event.getModifierState("AltGraph")) return false; // how some keyboards type @
  if (event.ctrlKey && ZOOM.has(event.key)) return false;
  if (event.ctrlKey && !event.altKey && event.target.matches("input, textarea")) return !EDITING.has(event.key);
  return event.ctrlKey || event.altKey || event.metaKey || BROWSER.has(event.key);
}

addEventListener("keydown", (event) => {
  if (leavesPage(event)) event.preventDefault();
});

addEventListener("contextmenu", (event) => event.preventDefault());

const languages = document.querySelector(".languages");

addEventListener("click", (event) => {
  if (!event.target.closest(".languages")) languages?.removeAttribute("open");
});

addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !languages?.open) return;
  languages.open = false;
  languages.querySelector("summary").focus();
});

for (const keypad of document.querySelectorAll("[data-keypad]")) {
  const input = document.getElementById(keypad.dataset.keypad);
  keypad.hidden = false;
  keypad.addEventListener("click", (event) => {
    const key = event.target.closest("button");
    if (!key) return;
    input.value = "erase" in key.dataset ? input.value.slice(0, -1) : input.value + key.dataset.digit;
  });
}

function afterQuiet(seconds, warn, act) {
  const lead = warn ? 60 : 0; // a minute to answer
  let timers = [];
  const restart = () => {
    timers.forEach(clearTimeout);
    timers = [setTimeout(act, seconds * 1000)];
    if (warn) timers.push(setTimeout(warn, (seconds - lead) * 1000));
  };
  for (const sign of ["pointerdown", "pointermove", "keydown", "scroll"]) {
    addEventListener(sign, restart, { passive: true, capture: true });
  }
  restart();
}

const { idleSeconds, leaveSeconds } = document.body.dataset;

if (idleSeconds) {
  const dialog = document.getElementById("still-there");
  const away = document.querySelector("[data-away]");
  dialog.querySelector("[data-here]").addEventListener("click", () => dialog.close());
  afterQuiet(Number(idleSeconds), () => dialog.open || dialog.showModal(), () => away.form.requestSubmit(away));
}

if (leaveSeconds) afterQuiet(Number(leaveSeconds), null, () => document.getElementById("leave").requestSubmit());
