// The secret of the link stays behind the # of the address: it goes to undoChange and nowhere else.
"use strict";

const UNDO = `mutation ($input: UndoChangeInput!) { undoChange(input: $input) {
  __typename ... on Refused { refusals { message remedy { id en } } } } }`;
const form = document.getElementById("undo");
const told = document.getElementById("told");

function tell(kind, ...lines) {
  told.className = kind;
  told.replaceChildren(...lines.map((line) => {
    const paragraph = document.createElement("p");
    paragraph.textContent = line;
    return paragraph;
  }));
}

async function ask() {
  const variables = { input: { link: location.hash.slice(1) } };
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Accept-Language": "id" },
    body: JSON.stringify({ query: UNDO, variables }),
  });
  return response.json();
}

function show(answer) {
  if (answer.errors) {
    tell("refused", ...answer.errors.map((error) => error.message));
  } else if (answer.data.undoChange.__typename === "Refused") {
    tell("refused", ...answer.data.undoChange.refusals.flatMap(
      (refusal) => [refusal.message, refusal.remedy.id, refusal.remedy.en]));
  } else {
    form.hidden = true;
    history.replaceState(null, "", location.pathname);
    tell("done", "Perubahan dibatalkan. Periksa surel Anda dan pilih kata sandi baru.",
      "The change is undone. Look into your mail and choose a new password.");
  }
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    show(await ask());
  } catch {
    tell("refused", "Server tidak menjawab; coba lagi.", "The server does not answer; try again.");
  } finally {
    button.disabled = false;
  }
});

if (location.hash.length < 2) {
  form.hidden = true;
  tell("refused", "Tautan ini tidak lengkap: salin seluruhnya, termasuk bagian setelah #.",
    "This link is not complete: copy all of it, with what follows the #.");
}
