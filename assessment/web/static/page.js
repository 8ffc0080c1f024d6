// What every page does: never show a stale page from the back/forward cache, put focus on a complaint, play sound.
"use strict";

addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

document.querySelector("[data-focus]")?.focus();

let playing = null;

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-src]");
  if (!button) return;
  playing?.pause();
  playing = new Audio(button.dataset.src);
  playing.play();
});
