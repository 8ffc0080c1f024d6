// The camera: one frame after the other goes to the desk, which answers how far it came. Nothing is kept here.
"use strict";

const PAUSE = 400; // milliseconds between two frames
const WIDEST = 1920;

const section = document.querySelector("[data-camera]");
const progress = document.getElementById("progress");
const again = document.querySelector("[data-again]");
const video = section.querySelector("video");
const startButton = section.querySelector("[data-start]");
const stopButton = section.querySelector("[data-stop]");
const canvas = document.createElement("canvas");
let stream = null;

function show(on) {
  video.hidden = stopButton.hidden = !on;
  startButton.hidden = on;
}

function end() {
  stream?.getTracks().forEach((track) => track.stop());
  stream = null;
  show(false);
}

function picture() {
  const scale = Math.min(1, WIDEST / video.videoWidth);
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  canvas.getContext("2d").drawImage(video, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.9));
}

async function send() {
  const answer = await fetch(section.dataset.camera, {
    method: "POST",
    headers: { "Content-Type": "image/jpeg", "X-CSRFToken": section.dataset.token },
    body: await picture(),
  });
  // logged out in the meantime: the page says so itself
  if (answer.redirected || !answer.ok) return location.reload();
  const told = await answer.json();
  tell(told);
  if (told.open) location.assign(told.open);
  if (told.open || told.refused) end();
}

function tell(told) {
  progress.dataset.read = told.read.join(",");
  progress.dataset.count = told.count;
  again.hidden = told.read.length === 0;
  const words = document.createElement("strong");
  words.textContent = told.said;
  if (progress.textContent.trim() !== told.said) progress.replaceChildren(words);
}

async function look() {
  try {
    while (stream) {
      if (video.videoWidth) await send();
      await new Promise((done) => setTimeout(done, PAUSE));
    }
  } catch {
    location.reload(); // the desk does not answer: the browser says so better than we can
  }
}

async function begin() {
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } },
    });
  } catch {
    section.querySelector("[data-camera-refused]").hidden = false;
    return;
  }
  video.srcObject = stream;
  show(true);
  await video.play();
  look();
}

if (navigator.mediaDevices) {
  section.hidden = false;
  startButton.addEventListener("click", begin);
  stopButton.addEventListener("click", end);
}
