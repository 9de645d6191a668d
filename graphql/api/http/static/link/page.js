// The secret of the link stays behind the # of the address: it goes to acceptLink and nowhere else.
"use strict";

const ACCEPT = `mutation ($input: AcceptLinkInput!) { acceptLink(input: $input) {
  __typename ... on Refused { refusals { message remedy { id en } } } } }`;
const form = document.getElementById("choose");
const told = document.getElementById("told");

function tell(kind, ...lines) {
  told.className = kind;
  told.replaceChildren(...lines.map((line) => {
    const paragraph = document.createElement("p");
    paragraph.textContent = line;
    return paragraph;
  }));
}

async function ask(language) {
  const input = { link: location.hash.slice(1), newPassword: form.password.value };
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Accept-Language": language },
    body: JSON.stringify({ query: ACCEPT, variables: { input } }),
  });
  return response.json();
}

function show(answer) {
  if (answer.errors) {
    tell("refused", ...answer.errors.map((error) => error.message));
  } else if (answer.data.acceptLink.__typename === "Refused") {
    tell("refused", ...answer.data.acceptLink.refusals.flatMap(
      (refusal) => [refusal.message, refusal.remedy.id, refusal.remedy.en]));
  } else {
    form.hidden = true;
    history.replaceState(null, "", location.pathname);
    tell("done", "Kata sandi tersimpan. Anda dapat masuk sekarang.", "Your password is kept. You can sign in now.");
  }
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (form.password.value !== form.again.value) {
    tell("refused", "Kedua isian tidak sama.", "The two entries differ.");
    return;
  }
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    show(await ask("id"));
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
